// Columnar: see README.
