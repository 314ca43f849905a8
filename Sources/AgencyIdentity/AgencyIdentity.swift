// AgencyIdentity: see README.
