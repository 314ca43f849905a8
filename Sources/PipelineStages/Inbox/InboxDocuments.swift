import ContainerReading

/// Goes through the documents of inboxes, in containers too, one at a time: to look for what a snapshot names.
struct InboxDocuments {
  let documentByteCount: Int
  let containerLimits: ContainerLimits

  init(_ options: PipelineOptions) {
    documentByteCount = options.limits.documentByteCount
    containerLimits = options.containerLimits
  }

  /// Calls for each document that can be read, until it returns false.
  ///
  /// A document out of a container comes with what the container says of it; its entry leads to the container file.
  func forEach(
    in inboxes: [String], _ visit: (InboxEntry, [UInt8], ContainedInput?) throws -> Bool
  ) throws {
    var scanner: InboxScanner
    do { scanner = try InboxScanner(inboxes) } catch { throw PipelineError.inbox(error) }
    while let entry = scanner.next() {
      guard entry.skipReason == nil, !entry.isUnreadable,
        let content = try? readInboxFile(entry.location, limit: documentByteCount)
      else { continue }
      switch content {
      case .document(let bytes, _): if try !visit(entry, bytes, nil) { return }
      case .container: if try !forEach(inContainer: entry, { try visit(entry, $0.bytes, $0) }) { return }
      }
    }
  }

  /// Calls for each document of a container; false where a call returned false.
  func forEach(inContainer entry: InboxEntry, _ visit: (ContainedInput) throws -> Bool) throws -> Bool {
    var inbox = ContainerInbox(entry, limits: containerLimits)
    while let item = inbox.next() {
      if case .document(let document) = item, try !visit(document) { return false }
    }
    return true
  }
}
