// ReportChecks: see README.
