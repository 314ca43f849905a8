import Glibc

/// What became of a document when it was extracted.
enum SightingState: Hashable, Sendable {
  /// A report: its extracted record.
  case report(RecordKey)
  /// Set aside with its reason code.
  case setAside(reason: String)
  /// Passed over: no document.
  case skipped(reason: String)
}

/// One file seen in an inbox with one content.
struct Sighting: Hashable, Sendable {
  /// Relative path.
  var path: String
  /// Hexadecimal SHA-256 of the bytes; `nil` where they were not read.
  var documentHash: String?
  /// Hexadecimal SHA-256 of the sidecar; `nil` without one.
  var sidecarHash: String?
  var byteCount: Int
  var mediaType: String?
  var encoding: String?
  var url: String?
  var state: SightingState
}

extension Sighting: Recordable {
  func encode(to encoder: inout RecordEncoder) {
    encoder.encode(path)
    encoder.encode(documentHash)
    encoder.encode(sidecarHash)
    encoder.encode(byteCount)
    for text in [mediaType, encoding, url] { encoder.encode(text) }
    switch state {
    case .report(let key):
      encoder.encode(unsigned: 0)
      encoder.encode(key)
    case .setAside(let reason):
      encoder.encode(unsigned: 1)
      encoder.encode(reason)
    case .skipped(let reason):
      encoder.encode(unsigned: 2)
      encoder.encode(reason)
    }
  }
  init(from decoder: inout RecordDecoder) throws(RecordDamage) {
    path = try decoder.text()
    documentHash = try decoder.optional()
    sidecarHash = try decoder.optional()
    byteCount = try decoder.integer()
    mediaType = try decoder.optional()
    encoding = try decoder.optional()
    url = try decoder.optional()
    switch try decoder.unsigned() {
    case 0: state = .report(try decoder.value())
    case 1: state = .setAside(reason: try decoder.text())
    case 2: state = .skipped(reason: try decoder.text())
    default: throw RecordDamage()
    }
  }
}

/// Every file ever seen, by path and content.
///
/// The ledger is part of the work area: where it is lost, the rows of `sources` of the current snapshot still know what
/// was seen.
struct Ledger: Sendable {
  private static let format = "gongkai ledger 1\n"

  private(set) var sightings: [String: Sighting] = [:]

  private static func name(of sighting: Sighting) -> String { sighting.path + "\0" + (sighting.documentHash ?? "") }

  /// Adds or renews a sighting.
  ///
  /// True where this file with this content was not known.
  mutating func record(_ sighting: Sighting) -> Bool {
    let name = Self.name(of: sighting)
    // A file that could not be read before, and can be now, is no longer "unread".
    if sighting.documentHash != nil { sightings[sighting.path + "\0"] = nil }
    return sightings.updateValue(sighting, forKey: name) == nil
  }

  /// The sighting of a file with this content; `nil` where it was never seen.
  func sighting(path: String, documentHash: String?) -> Sighting? { sightings[path + "\0" + (documentHash ?? "")] }

  /// Removes all sightings of documents.
  ///
  /// True where there were some.
  mutating func forget(_ hashes: Set<String>) -> Bool {
    if hashes.isEmpty { return false }
    let before = sightings.count
    sightings = sightings.filter { $0.value.documentHash.map(hashes.contains) != true }
    return sightings.count != before
  }

  /// All sightings, by path, then content.
  var ordered: [Sighting] {
    sightings.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }.map(\.value)
  }

  func encoded() -> [UInt8] {
    var encoder = RecordEncoder()
    encoder.encode(list: ordered)
    let body = encoder.bytes
    return Array(Self.format.utf8) + sha256(body) + body
  }

  /// `nil` where the bytes are no whole ledger of this format.
  init?(decoding bytes: [UInt8]) {
    let head = Array(Self.format.utf8)
    guard bytes.starts(with: head), bytes.count >= head.count + 32 else { return nil }
    let body = bytes[(head.count + 32)...]
    guard sha256(Array(body)) == Array(bytes[head.count..<head.count + 32]) else { return nil }
    var decoder = RecordDecoder(body)
    guard let list = try? decoder.list(of: Sighting.self), decoder.isAtEnd else { return nil }
    for sighting in list { sightings[Self.name(of: sighting)] = sighting }
  }

  init() {}
}
