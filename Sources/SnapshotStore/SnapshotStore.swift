// SnapshotStore: see README.
