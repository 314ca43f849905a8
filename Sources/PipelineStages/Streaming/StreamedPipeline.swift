/// The stages as programs in pipes, so that many machines can share the work: see `RecordFrame`.
extension Pipeline {
  /// Writes the entries of inboxes to standard output: size, tab, relative path, zero byte.
  public func listDocuments(inboxes: [String]) throws { try StreamedExtract(options: options).list(inboxes: inboxes) }

  /// Stage 1 over the entries that a list of relative paths names, each ended by a zero byte; no store is touched.
  ///
  /// `documents` and `records` are files, or `-` for standard input and output.
  public func extract(
    inboxes: [String], documents: String, records: String, partition: StreamPartition = StreamPartition()
  ) async throws {
    try await StreamedExtract(options: options).run(
      inboxes: inboxes, documents: documents, records: records, partition: partition)
  }

  /// Stage 2 from a stream of records to another; no store is touched.
  public func normalize(records: String, output: String) async throws {
    try await StreamedNormalize(options: options).run(from: records, to: output)
  }

  /// Takes streams of records and publishes them with all that the store knows.
  ///
  /// Of a folder all files that end in `.records` are taken. Records that are not normalized yet are normalized here.
  public func load(records: [String]) async throws -> RunSummary {
    let intake = RecordIntake(options: options)
    let checked = try intake.check(records)
    return try await locked { workArea, lock in
      var summary = RunSummary(store: options.store)
      let forgotten = try ForgottenDocuments(of: try openStore.currentSnapshot())
      let ahead = NormalizeAhead(options: options)
      summary.extract = try intake.take(checked, workArea, forgotten, ahead)
      summary.normalize = try await NormalizeStage(options: options).run(workArea: workArea, ahead: ahead)
      summary.load = try await LoadStage(options: options).run(workArea: workArea, lock: lock, forgotten: forgotten)
      if summary.load?.isCommitted == true { try workArea.tidy() }
      return summary
    }
  }
}
