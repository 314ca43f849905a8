import ContainerReading

/// One thing to extract.
enum ExtractInput: Sendable {
  /// A file of an inbox.
  case file(InboxEntry)
  /// A document out of a container.
  case contained(ContainedInput)
  /// Known already to be none.
  case ready(Sighting, FileWitness, isContainer: Bool)
}

/// What one task says about one input.
struct ExtractOutcome: Sendable {
  enum Kind: Sendable {
    /// Nothing to store: known already, set aside or skipped.
    case done
    /// A report with its new record, packed, and what was normalized at once.
    case made(RecordKey, compressed: [UInt8], normalized: NormalizedBytes?)
    /// A document that the store is to forget.
    case unwanted
    /// A container, to be read as an inbox of its own.
    case container(InboxEntry)
    /// A container that was read to its end.
    case containerEnd
  }
  var kind: Kind
  var sighting: Sighting
  var witness: FileWitness
  /// Whether the document was counted before.
  var isRepeated = false
  /// The loose page that leads to other documents; `nil` for others.
  var entry: InboxEntry?
}
