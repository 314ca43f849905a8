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
  /// For a page that is no report and leads to documents beside it: what it says of them, and their paths.
  var links: PageLinks?
}

/// What a saved page says of the documents it leads to.
struct PageLinks: Hashable, Sendable {
  /// As a sidecar would say it.
  var supplied: Sidecar
  /// Paths in the inbox.
  var targets: [String]
}

extension Sighting: Recordable {
  func encode(to encoder: inout RecordEncoder) {
    encoder.encode(path)
    encodeDetail(to: &encoder)
  }

  init(from decoder: inout RecordDecoder) throws(RecordDamage) {
    try self.init(path: try decoder.text(), detail: &decoder)
  }

  /// Everything but the path.
  func encodeDetail(to encoder: inout RecordEncoder) {
    encoder.encode(documentHash.map(HashDigits.bytes) ?? [])
    encoder.encode(sidecarHash.map(HashDigits.bytes) ?? [])
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
    encoder.encode(links)
  }

  /// Reads what `encodeDetail` wrote.
  init(path: String, detail decoder: inout RecordDecoder) throws(RecordDamage) {
    self.path = path
    documentHash = HashDigits.text(try decoder.byteArray())
    sidecarHash = HashDigits.text(try decoder.byteArray())
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
    links = try decoder.optional()
  }
}

extension PageLinks: Recordable {
  func encode(to encoder: inout RecordEncoder) {
    encoder.encode(supplied)
    encoder.encode(list: targets)
  }
  init(from decoder: inout RecordDecoder) throws(RecordDamage) {
    supplied = try decoder.value()
    targets = try decoder.list()
  }
}

/// Hashes in the ledger are bytes, elsewhere hexadecimal text.
enum HashDigits {
  static func bytes(_ text: String) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count / 2)
    var high: UInt8?
    for digit in text.utf8 {
      let value = digit < 0x3A ? digit &- 0x30 : digit &- 0x57
      if let first = high {
        bytes.append(first << 4 | value & 15)
        high = nil
      } else {
        high = value
      }
    }
    return bytes
  }

  /// `nil` for no bytes.
  static func text(_ bytes: [UInt8]) -> String? { bytes.isEmpty ? nil : hexadecimal(bytes) }
}
