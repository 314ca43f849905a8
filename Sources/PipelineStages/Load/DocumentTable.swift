import FactTables

/// All documents at hand by their hash, in as little memory as they take: what is said of one is a few words here.
struct DocumentTable {
  /// What is known of one document, that is of one content, over all runs.
  enum State: Hashable, Sendable {
    /// A report: its number among the candidates.
    case report(candidate: Int32)
    /// Superseded in the parent snapshot, and its facts are not to be had any more; the number of the report's id.
    case superseded(report: UInt32)
    /// Set aside; the number of the reason.
    case setAside(reason: UInt32)
    /// Passed over; the number of the reason.
    case skipped(reason: UInt32)
    /// Seen, and nothing is known of it.
    case unknown
  }

  private(set) var hashes: SpilledArray<DocumentHash>
  private(set) var states: SpilledArray<State>
  private var slots: SpilledSlots

  /// Ids of reports.
  private(set) var reportIDs: SpilledTexts
  /// Reason codes.
  private(set) var reasons = TextDictionary()
  private(set) var candidates: SpilledArray<Candidate>
  /// The records that candidates have.
  private let records: RecordPlaces
  /// Index numbers that are printed.
  private(set) var indexNumbers: SpilledTexts
  /// By candidate: what is held against other years.
  private(set) var figures: FigureList
  /// Where the rows of this table go when they are many.
  let spill: SpillPlace

  /// A table of no documents; `records` are those that they may have.
  init(records: RecordPlaces, spill: SpillPlace) {
    self.records = records
    self.spill = spill
    hashes = SpilledArray(spill)
    states = SpilledArray(spill)
    slots = SpilledSlots(spill)
    reportIDs = SpilledTexts(spill)
    candidates = SpilledArray(spill)
    indexNumbers = SpilledTexts(spill)
    figures = FigureList(spill)
  }

  /// Makes room for as many documents, so that growing takes none besides.
  mutating func reserveCapacity(_ count: Int) {
    hashes.reserveCapacity(count)
    states.reserveCapacity(count)
    candidates.reserveCapacity(count)
    figures.reserveCapacity(count)
  }

  /// The number of a document; made where there is none.
  mutating func number(of hash: DocumentHash) -> Int {
    let slot = slots.slot(HashSlots.mix(hash.prefix)) { hashes[$0] == hash }
    if let found = slots[slot] { return found }
    let new = hashes.count
    hashes.append(hash)
    states.append(.unknown)
    let known = hashes
    slots.put(new, at: slot) { HashSlots.mix(known[$0].prefix) }
    return new
  }

  /// The number of a document; `nil` where there is none.
  func find(_ hash: DocumentHash) -> Int? { slots.find(HashSlots.mix(hash.prefix)) { hashes[$0] == hash } }

  mutating func setAside(_ document: Int, reason: String) {
    states[document] = .setAside(reason: reasons.index(of: reason))
  }

  mutating func skip(_ document: Int, reason: String) {
    states[document] = .skipped(reason: reasons.index(of: reason))
  }

  mutating func supersede(_ document: Int, reportID: String) {
    states[document] = .superseded(report: reportIDs.index(of: reportID))
  }

  /// Makes a document a candidate for its report; `key` is that of its record, `nil` where only the parent has it.
  mutating func add(_ digest: ReportDigest, of document: Int, key: RecordKey?) {
    let candidate = Candidate(
      digest, document: Int32(document), report: reportIDs.index(of: digest.reportID),
      record: Int32(key.flatMap(records.find) ?? -1),
      indexNumber: digest.indexNumber.map { Int32(indexNumbers.index(of: $0)) } ?? -1)
    // What the parent knew of a document gives way to its record.
    if case .report(let known) = states[document] {
      candidates[Int(known)] = candidate
      figures[Int(known)] = digest.figures
    } else {
      states[document] = .report(candidate: Int32(candidates.count))
      candidates.append(candidate)
      figures.append(digest.figures)
    }
  }

  /// The record of a candidate; `nil` where its facts are only in the parent snapshot.
  func key(ofCandidate number: Int) -> RecordKey? {
    let record = Int(candidates[number].record)
    return record < 0 ? nil : records.key(record)
  }

  /// The id of a report.
  func reportID(_ number: UInt32) -> String { String(decoding: reportIDs[Int(number)], as: UTF8.self) }

  /// A reason code.
  func reason(_ number: UInt32) -> String {
    String(decoding: reasons.bytes[reasons.range(Int(number))], as: UTF8.self)
  }

  /// Whether the id of one report comes before that of another.
  func isBefore(_ left: UInt32, _ right: UInt32) -> Bool { reportIDs.isBefore(Int(left), Int(right)) }

  /// Sorts candidates by the ids of their reports.
  func sortByReport(_ numbers: inout [Int32]) {
    numbers.sort { left, right in
      spill.visit()
      return isBefore(candidates[Int(left)].report, candidates[Int(right)].report)
    }
  }
}

/// One document that could stand for a report.
struct Candidate: Sendable {
  /// Its number among the documents.
  var document: Int32
  /// The number of the report's id.
  var report: UInt32
  /// The number of the record; below 0 where the facts are only in the parent snapshot, since the document left the inbox
  /// and its record the work area.
  var record: Int32
  /// See `ReportDigest.date`, its digits as a number; 0 where there is none.
  var date: Int32
  var printedCellCount: Int32
  /// Whether a government's consolidated report covers bodies of this kind; a vertical one answers to another level.
  var isMember: Bool
  /// The number of the index number that is printed; below 0 where there is none.
  var indexNumber: Int32

  private static let memberKinds: Set<String> = [
    "gov_office", "department", "township_street", "zone", "public_institution",
  ]

  init(_ digest: ReportDigest, document: Int32, report: UInt32, record: Int32, indexNumber: Int32) {
    self.document = document
    self.report = report
    self.record = record
    date = Self.number(ofDate: digest.date)
    printedCellCount = Int32(clamping: digest.printedCellCount)
    isMember = digest.agencyKind.map(Self.memberKinds.contains) ?? false
    self.indexNumber = indexNumber
  }

  /// The digits of an ISO date; 0 for anything else.
  static func number(ofDate text: String) -> Int32 {
    var number: Int32 = 0
    guard text.utf8.count == 10 else { return 0 }
    for (place, byte) in text.utf8.enumerated() {
      if place == 4 || place == 7 {
        guard byte == UInt8(ascii: "-") else { return 0 }
      } else {
        guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return 0 }
        number = number * 10 + Int32(byte - UInt8(ascii: "0"))
      }
    }
    return number
  }

  /// Whether this document is loaded rather than `other`, where both are about the same report.
  ///
  /// The newer one is, then the one with more printed cells, then the smaller hash (contract.md section 3). A document
  /// without date is oldest.
  func isPreferred(over other: Candidate, _ hashes: SpilledArray<DocumentHash>) -> Bool {
    if date != other.date { return date > other.date }
    if printedCellCount != other.printedCellCount { return printedCellCount > other.printedCellCount }
    return hashes[Int(document)] < hashes[Int(other.document)]
  }
}
