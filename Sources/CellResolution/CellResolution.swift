// CellResolution: see README.
