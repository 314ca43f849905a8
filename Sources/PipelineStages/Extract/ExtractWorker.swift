import ContainerReading
import DocumentReading
import ReportRecognition
import WorkLimits

/// What every worker of the stage shares.
struct ExtractTools: Sendable {
  /// The records that earlier runs left.
  let known: RecordPlaces
  let ledger: Ledger
  let limits: ReadingLimits
  /// Makes the deadline of each document when its work begins, on the thread that does it.
  let makeDeadline: @Sendable () -> WorkDeadline
  let unwanted: Set<String>
  /// What normalizes reports as soon as they are read; `nil` where another process does.
  var normalizer: NormalizeTools?
  /// What pages of this or earlier runs say of the documents they lead to, by the path of the document.
  var pages: [String: LinkedPage] = [:]
}

/// Reads documents one after another, keeping its tools between them.
struct ExtractWorker {
  private let tools: ExtractTools
  private let reader: DocumentReader
  private let recognizer = ReportRecognizer()
  private var packer = RecordPacker()
  private var encoder = RecordEncoder()
  private var normalizer: NormalizeWorker?

  init(_ tools: ExtractTools) {
    self.tools = tools
    normalizer = tools.normalizer.map { NormalizeWorker(tools: $0) }
    reader = DocumentReader(limits: tools.limits)
  }

  /// One document, alone: what becomes of it depends on nothing but its bytes, what is said of it, and this build.
  mutating func extract(_ input: ExtractInput) -> ExtractOutcome {
    switch input {
    case .ready(let sighting, let witness, let isContainer):
      return ExtractOutcome(kind: isContainer ? .containerEnd : .done, sighting: sighting, witness: witness)
    case .file(let entry): return extract(entry)
    case .contained(let input):
      let statement = DocumentStatement(
        sidecar: input.sidecar, origin: input.origin, page: tools.pages[input.path]?.supplied)
      let sighting = Sighting(path: input.path, byteCount: input.bytes.count, state: .setAside(reason: "unreadable"))
      var outcome = read(input.bytes, into: sighting, statement)
      outcome.witness = input.witness
      outcome.isRepeated = input.isRepeated
      return outcome
    }
  }

  private mutating func extract(_ entry: InboxEntry) -> ExtractOutcome {
    var sighting = Sighting(path: entry.path, byteCount: entry.byteCount, state: .setAside(reason: "unreadable"))
    var witness = entry.witness
    if let reason = entry.skipReason { sighting.state = .skipped(reason: reason.rawValue) }
    if entry.skipReason != nil || entry.isUnreadable {
      return ExtractOutcome(kind: .done, sighting: sighting, witness: witness)
    }
    do {
      switch try readInboxFile(entry.location, limit: tools.limits.documentByteCount) {
      case .container(let now):
        var entry = entry
        entry.witness = now
        return ExtractOutcome(kind: .container(entry), sighting: sighting, witness: now)
      case .document(let bytes, let now):
        // What was read is what is known; a sidecar that could not be trusted stays so.
        if !witness.isEmpty {
          let sidecar = witness.sidecar
          witness = now
          witness.sidecar = sidecar
        }
        var statement = DocumentStatement(
          sidecar: nil, origin: entry.origin, page: tools.pages[entry.path]?.supplied)
        if let location = entry.sidecarLocation {
          // Part of the key all the same: a sidecar that can be read next time makes another record.
          statement.sidecar = (try? readFile(location, limit: 1 << 20)) ?? Array("unreadable".utf8)
        }
        sighting.byteCount = bytes.count
        var outcome = read(bytes, into: sighting, statement)
        outcome.witness = witness
        if outcome.sighting.links != nil { outcome.entry = entry }
        return outcome
      }
    } catch .tooLarge {
      sighting.state = .setAside(reason: ReadingFailure.tooLarge.rawValue)
    } catch {
      // It may be readable next time although nothing about it changes.
      witness = FileWitness()
    }
    return ExtractOutcome(kind: .done, sighting: sighting, witness: witness)
  }

  private mutating func read(
    _ bytes: [UInt8], into seen: Sighting, _ statement: DocumentStatement
  ) -> ExtractOutcome {
    var sighting = seen
    let hash = sha256(bytes)
    let hashText = hexadecimal(hash)
    sighting.documentHash = hashText
    var outcome = ExtractOutcome(kind: .done, sighting: sighting, witness: FileWitness())
    if tools.unwanted.contains(hashText) {
      outcome.kind = .unwanted
      return outcome
    }
    outcome.sighting.sidecarHash = statement.sidecar.map { hexadecimal(sha256($0)) }
    let key = RecordKey(of: [hash, statement.keyBytes, BuildIdentity.hash, PlatformVersion.bytes])
    if tools.known.contains(key),
      var known = tools.ledger.sighting(path: sighting.path, documentHash: hashText), known.state == .report(key)
    {
      known.sidecarHash = outcome.sighting.sidecarHash
      outcome.sighting = known
      return outcome
    }
    if let reason = ContentSniffer.skipReason(bytes) {
      outcome.sighting.state = .skipped(reason: reason.rawValue)
      return outcome
    }
    let deadline = tools.makeDeadline()
    let record = make(bytes, &outcome, statement.effective, key, deadline)
    if deadline.hasPassed {
      outcome.kind = .done
      outcome.sighting.links = nil
      outcome.sighting.state = .setAside(reason: ReadingFailure.limitExceeded.rawValue)
    } else if case .made(let key, let compressed, _) = outcome.kind, let record {
      outcome.kind = .made(key, compressed: compressed, normalized: normalizer?.normalize(record))
    }
    return outcome
  }

  /// Reads a document; its record where one was made.
  private mutating func make(
    _ bytes: [UInt8], _ outcome: inout ExtractOutcome, _ sidecar: Sidecar, _ key: RecordKey, _ deadline: WorkDeadline
  ) -> ExtractedRecord? {
    let document: ReadDocument
    do {
      document = try reader.read(bytes, deadline: deadline)
    } catch {
      outcome.sighting.state = .setAside(reason: error.rawValue)
      return nil
    }
    outcome.sighting.mediaType = document.mediaType.rawValue
    outcome.sighting.encoding = document.encoding
    guard case .report(let report) = recognizer.recognize(document, deadline: deadline) else {
      // Where pages are pictures that were not read, the report may be in them.
      outcome.sighting.state = .setAside(
        reason: document.unreadPages.isEmpty ? "not_a_report" : ReadingFailure.scannedImage.rawValue)
      if document.mediaType == .html {
        outcome.sighting.links = PageLinkScanner.links(of: bytes, path: outcome.sighting.path, document: document)
      }
      return nil
    }
    outcome.sighting.url = sidecar.url ?? report.sourceURL
    outcome.sighting.state = .report(key)
    if tools.known.contains(key) { return nil }
    let record = ExtractedRecord(
      documentHash: outcome.sighting.documentHash ?? "", byteCount: bytes.count,
      mediaType: document.mediaType.rawValue, encoding: document.encoding,
      replacedCharacterCount: document.replacedCharacterCount, sidecar: sidecar, report: report,
      passages: report.narrative.map { PassageCutter.passage($0, of: document.text) })
    encoder.removeAll()
    encoder.encode(record)
    guard let compressed = packer.pack(encoder.bytes) else {
      outcome.sighting.state = .setAside(reason: "internal_error")
      return nil
    }
    outcome.kind = .made(key, compressed: compressed, normalized: nil)
    return record
  }
}
