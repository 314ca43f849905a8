// ReportRecognition: see README.
