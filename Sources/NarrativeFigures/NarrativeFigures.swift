// NarrativeFigures: see README.
