import DocumentReading
import ReportRecognition

/// What one task says about one inbox entry.
enum ExtractOutcome: Sendable {
  /// Nothing to store: known already, set aside or skipped.
  case done(Sighting)
  /// A report with its new record, as a zstd frame.
  case made(Sighting, key: RecordKey, compressed: [UInt8])
  /// A document that the store is to forget.
  case unwanted
}

/// Reads documents one after another, keeping its tools between them.
struct ExtractWorker {
  private let known: Set<RecordKey>
  private let ledger: Ledger
  private let limits: ReadingLimits
  private let unwanted: Set<String>
  private let reader: DocumentReader
  private let recognizer = ReportRecognizer()
  private var packer = RecordPacker()

  init(known: Set<RecordKey>, ledger: Ledger, limits: ReadingLimits, unwanted: Set<String>) {
    self.known = known
    self.ledger = ledger
    self.limits = limits
    self.unwanted = unwanted
    reader = DocumentReader(limits: limits)
  }

  /// One document, alone: what becomes of it depends on nothing but its bytes, its sidecar and this build.
  mutating func extract(_ entry: InboxEntry) -> ExtractOutcome {
    var sighting = Sighting(path: entry.path, byteCount: entry.byteCount, state: .setAside(reason: "unreadable"))
    if let reason = entry.skipReason {
      sighting.state = .skipped(reason: reason.rawValue)
      return .done(sighting)
    }
    let bytes: [UInt8]
    do {
      bytes = try readFile(entry.location, limit: limits.documentByteCount)
    } catch .tooLarge {
      sighting.state = .setAside(reason: ReadingFailure.tooLarge.rawValue)
      return .done(sighting)
    } catch {
      return .done(sighting)
    }
    let hash = sha256(bytes)
    sighting.documentHash = hexadecimal(hash)
    if let name = sighting.documentHash, unwanted.contains(name) { return .unwanted }
    sighting.byteCount = bytes.count
    var sidecar = Sidecar()
    var sidecarBytes: [UInt8] = []
    if let location = entry.sidecarLocation {
      if let read = try? readFile(location, limit: 1 << 20) {
        sidecarBytes = read
        sighting.sidecarHash = hexadecimal(sha256(read))
        sidecar = Sidecar.decode(read) ?? .damaged
      } else {
        // Part of the key all the same: a sidecar that can be read next time makes another record.
        sidecarBytes = Array("unreadable".utf8)
        sidecar = .damaged
      }
    }
    let key = RecordKey(of: [hash, sidecarBytes, BuildIdentity.hash])
    if known.contains(key), var seen = ledger.sighting(path: entry.path, documentHash: sighting.documentHash),
      seen.state == .report(key)
    {
      seen.sidecarHash = sighting.sidecarHash
      return .done(seen)
    }
    if let reason = ContentSniffer.skipReason(bytes) {
      sighting.state = .skipped(reason: reason.rawValue)
      return .done(sighting)
    }
    return read(bytes, into: sighting, sidecar: sidecar, key: key)
  }

  private mutating func read(
    _ bytes: [UInt8], into seen: Sighting, sidecar: Sidecar, key: RecordKey
  ) -> ExtractOutcome {
    var sighting = seen
    let document: ReadDocument
    do {
      document = try reader.read(bytes)
    } catch {
      sighting.state = .setAside(reason: error.rawValue)
      return .done(sighting)
    }
    sighting.mediaType = document.mediaType.rawValue
    sighting.encoding = document.encoding
    switch recognizer.recognize(document) {
    case .notAReport:
      sighting.state = .setAside(reason: "not_a_report")
      return .done(sighting)
    case .report(let report):
      sighting.url = sidecar.url ?? report.sourceURL
      sighting.state = .report(key)
      let record = ExtractedRecord(
        documentHash: sighting.documentHash ?? "", byteCount: bytes.count, mediaType: document.mediaType.rawValue,
        encoding: document.encoding, replacedCharacterCount: document.replacedCharacterCount, sidecar: sidecar,
        report: report, passages: report.narrative.map { PassageCutter.passage($0, of: document.text) })
      var encoder = RecordEncoder()
      encoder.encode(record)
      guard let compressed = packer.pack(encoder.bytes) else {
        sighting.state = .setAside(reason: "internal_error")
        return .done(sighting)
      }
      return .made(sighting, key: key, compressed: compressed)
    }
  }
}
