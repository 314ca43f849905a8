// FactTables: see README.
