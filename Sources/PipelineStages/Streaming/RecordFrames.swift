/// A stream of records as it goes through pipes and files: `gongkai records 1`, then frames.
///
/// A frame is its kind in one byte, the length of its payload in four bytes, the payload, and the first eight bytes of
/// the SHA-256 of the check of the frame before it, the kind and the payload: no frame can be changed, lost, doubled or
/// moved unseen. The first frame is the header, the last one the trailer with the counts.
enum RecordFrame: Sendable {
  case header(StreamHeader)
  case item(StreamItem)
  case trailer(itemCount: Int, recordCount: Int)

  static let head = Array("gongkai records 1\n".utf8)
  static let longestPayload = 1 << 29

  fileprivate enum Kind: UInt8 { case header = 1, item, trailer }
}

/// What made a stream.
struct StreamHeader: Hashable, Sendable {
  /// That of the executables.
  var build = BuildIdentity.hash
  /// What decided about the documents besides their bytes.
  var conditions: [UInt8]
  /// When the documents began to be looked at, in nanoseconds since 1970.
  var startedAt: Int64
  /// The rules that normalized the records; empty where they are not normalized.
  var rules: [UInt8] = []
  /// Which partition of how many it is; 0 of 0 where nobody said.
  var partition = 0
  var partitionCount = 0
}

/// One document or other entry of an inbox, with what was made of it.
struct StreamItem: Sendable {
  enum Role: UInt8, Recordable {
    /// An entry of the partition.
    case seen
    /// A container that was read to its end.
    case container
    /// A document read a second time, as a page of the partition speaks of it.
    case linked
  }
  var role = Role.seen
  /// The path of the page, where the role is `linked`; else empty.
  var page = ""
  var sighting: Sighting
  var witness: FileWitness
  /// The packed record of a report; `nil` for others, and where the stream had it before.
  var extracted: [UInt8]?
  /// The packed record of stage 2; `nil` where there is none yet.
  var normalized: NormalizedBytes?
}

extension StreamHeader: Recordable {
  func encode(to encoder: inout RecordEncoder) {
    for bytes in [build, conditions, rules] { encoder.encode(bytes) }
    encoder.encode(startedAt)
    encoder.encode(partition)
    encoder.encode(partitionCount)
  }
  init(from decoder: inout RecordDecoder) throws(RecordDamage) {
    build = try decoder.byteArray()
    conditions = try decoder.byteArray()
    rules = try decoder.byteArray()
    startedAt = try decoder.integer64()
    partition = try decoder.integer()
    partitionCount = try decoder.integer()
  }
}

extension StreamItem: Recordable {
  func encode(to encoder: inout RecordEncoder) {
    encoder.encode(role)
    encoder.encode(page)
    encoder.encode(sighting)
    encoder.encode(unsigned: witness.byteCount)
    encoder.encode(witness.modifiedAt)
    encoder.encode(unsigned: witness.inode)
    encoder.encode(unsigned: witness.sidecar)
    encoder.encode(extracted ?? [])
    encoder.encode(normalized?.compressed ?? [])
    guard let normalized else { return }
    encoder.encode(normalized.appliedCorrectionCount)
    encoder.encode(unsigned: UInt64(normalized.refusedCorrections.count))
    for refused in normalized.refusedCorrections {
      encoder.encode(list: refused.sorted { $0.key < $1.key }.flatMap { [$0.key, $0.value] })
    }
  }

  init(from decoder: inout RecordDecoder) throws(RecordDamage) {
    role = try decoder.value()
    page = try decoder.text()
    sighting = try decoder.value()
    witness = FileWitness()
    witness.byteCount = try decoder.unsigned()
    witness.modifiedAt = try decoder.integer64()
    witness.inode = try decoder.unsigned()
    witness.sidecar = try decoder.unsigned()
    let extracted = try decoder.byteArray()
    self.extracted = extracted.isEmpty ? nil : extracted
    let compressed = try decoder.byteArray()
    if compressed.isEmpty { return }
    var normalized = NormalizedBytes(compressed: compressed)
    normalized.appliedCorrectionCount = try decoder.integer()
    for _ in 0..<(try decoder.count(atMost: 1 << 16)) {
      let words = try decoder.list(of: String.self)
      var refused: [String: String] = [:]
      for index in stride(from: 0, to: words.count - 1, by: 2) { refused[words[index]] = words[index + 1] }
      normalized.refusedCorrections.append(refused)
    }
    self.normalized = normalized
  }
}

/// Writes frames.
final class FrameWriter {
  private let sink: ByteSink
  private var check: [UInt8] = []
  private var itemCount = 0
  private var recordCount = 0

  /// Begins a stream in a file, or on standard output for `-`.
  init(_ path: String, _ header: StreamHeader) throws(PipelineError) {
    sink = try ByteSink(path)
    try sink.append(RecordFrame.head)
    var encoder = RecordEncoder()
    encoder.encode(header)
    try write(.header, encoder.bytes)
  }

  func append(_ item: StreamItem) throws(PipelineError) {
    var encoder = RecordEncoder()
    encoder.encode(item)
    try write(.item, encoder.bytes)
    itemCount += 1
    if item.extracted != nil { recordCount += 1 }
  }

  /// Writes the trailer; a stream without it is refused.
  func finish() throws(PipelineError) {
    var encoder = RecordEncoder()
    encoder.encode(itemCount)
    encoder.encode(recordCount)
    try write(.trailer, encoder.bytes)
    try sink.flush()
  }

  private func write(_ kind: RecordFrame.Kind, _ payload: [UInt8]) throws(PipelineError) {
    // Limits of documents lie far below it.
    guard payload.count <= RecordFrame.longestPayload else {
      throw .stream(.damaged(name: "a record", what: "it is longer than \(RecordFrame.longestPayload) bytes"))
    }
    check = Array(sha256(check + [kind.rawValue] + payload).prefix(8))
    try sink.append([kind.rawValue])
    try sink.append(withUnsafeBytes(of: UInt32(payload.count).littleEndian) { Array($0) })
    try sink.append(payload)
    try sink.append(check)
  }
}

/// Reads frames and finds out whether the stream is whole.
final class FrameReader {
  let header: StreamHeader
  private let source: ByteSource
  private var check: [UInt8] = []
  private var itemCount = 0
  private var recordCount = 0
  private var isAtEnd = false

  /// Begins to read a file, or standard input for `-`; refuses the records of another build.
  init(_ path: String) throws(PipelineError) {
    let source = try ByteSource(path)
    self.source = source
    let head = try source.bytes(RecordFrame.head.count)
    guard head == RecordFrame.head else {
      if RecordFrame.head.starts(with: head) { throw .stream(.cut(name: source.name)) }
      throw .stream(.damaged(name: source.name, what: "it does not begin like a stream of records"))
    }
    var check: [UInt8] = []
    guard case .header(let header) = try Self.read(source, &check) else {
      throw .stream(.damaged(name: source.name, what: "it has no header"))
    }
    self.header = header
    self.check = check
    if header.build != BuildIdentity.hash { throw .stream(.otherBuild(name: source.name)) }
  }

  /// The next item; `nil` behind the last one of a whole stream.
  func next() throws(PipelineError) -> StreamItem? {
    if isAtEnd { return nil }
    switch try Self.read(source, &check) {
    case .header: throw .stream(.damaged(name: source.name, what: "it has two headers"))
    case .item(let item):
      itemCount += 1
      if item.extracted != nil { recordCount += 1 }
      return item
    case .trailer(let items, let records):
      guard items == itemCount, records == recordCount else {
        throw .stream(.damaged(name: source.name, what: "its trailer counts other frames"))
      }
      guard try source.bytes(1).isEmpty else {
        throw .stream(.damaged(name: source.name, what: "something follows its end"))
      }
      isAtEnd = true
      return nil
    }
  }

  private static func read(_ source: ByteSource, _ check: inout [UInt8]) throws(PipelineError) -> RecordFrame {
    let start = try source.bytes(5)
    guard start.count == 5 else { throw .stream(.cut(name: source.name)) }
    var length = 0
    for byte in start[1...].reversed() { length = length << 8 | Int(byte) }
    guard let kind = RecordFrame.Kind(rawValue: start[0]), length <= RecordFrame.longestPayload else {
      throw .stream(.damaged(name: source.name, what: "a frame that is none"))
    }
    let payload = try source.bytes(length)
    let found = try source.bytes(8)
    guard payload.count == length, found.count == 8 else { throw .stream(.cut(name: source.name)) }
    check = Array(sha256(check + [kind.rawValue] + payload).prefix(8))
    guard check == found else {
      throw .stream(.damaged(name: source.name, what: "the check of a frame does not agree"))
    }
    var decoder = RecordDecoder(payload[...])
    do throws(RecordDamage) {
      switch kind {
      case .header: return .header(try decoder.value())
      case .item: return .item(try decoder.value())
      case .trailer: return .trailer(itemCount: try decoder.integer(), recordCount: try decoder.integer())
      }
    } catch {
      throw .stream(.damaged(name: source.name, what: "a frame cannot be decoded"))
    }
  }
}
