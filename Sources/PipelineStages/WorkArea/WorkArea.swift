import Columnar
import Glibc

/// The work area of a store: records of the stages in append-only segments, and the ledger of what was seen.
///
/// Everything here is a cache (contract.md section 2): it may be deleted and is then rebuilt from the inbox, and rows
/// of documents that are gone are carried over from the current snapshot.
final class WorkArea {
  let folder: String
  /// Where what is known of many documents goes.
  let spill: SpillPlace

  init(store: String, spillByteLimit: Int = SpillPlace.usualByteLimit) throws(PipelineError) {
    folder = store + "/work"
    spill = SpillPlace(folder: folder, byteLimit: spillByteLimit)
    for path in [store, folder, folder + "/extracted", folder + "/normalized"] {
      guard mkdir(path, 0o755) == 0 || errno == EEXIST else {
        throw .storeNotWritable(path: path, errorNumber: errno)
      }
    }
    spill.removeLeftovers()
  }

  /// The work area of a store as it is, for reading without the lock: nothing is made or tidied up.
  init(reading store: String) {
    folder = store + "/work"
    spill = .memory
  }

  /// A reader over the whole records of one stage; `nil` where there are none.
  func reader(of stage: RecordStage) -> RecordReader? {
    try? RecordSegments(folder: folder + "/" + stage.rawValue, spill: spill, isReadOnly: true).reader
  }

  /// The records of one stage.
  func records(of stage: RecordStage) throws(PipelineError) -> RecordSegments {
    try RecordSegments(folder: folder + "/" + stage.rawValue, spill: spill)
  }

  /// The ledger; empty where there is none or it is damaged.
  func ledger() -> Ledger { Ledger(path: folder + "/ledger", spill: spill) }

  /// Replaces the ledger in one step.
  ///
  /// `conditions` is what its states depend on besides the documents; `trustedBefore` is when the run began to look.
  func save(_ ledger: Ledger, conditions: [UInt8], trustedBefore: Int64) throws(PipelineError) {
    try ledger.save(to: folder + "/ledger", conditions: conditions, trustedBefore: trustedBefore)
  }

  /// Replaces the ledger in one step, with nothing looked at anew.
  func save(_ ledger: Ledger) throws(PipelineError) {
    try save(
      ledger, conditions: ledger.file?.conditions ?? [UInt8](repeating: 0, count: 32),
      trustedBefore: ledger.file?.trustedBefore ?? 0)
  }

  /// The index of normalized records; empty where there is none or it is damaged.
  func normalizedIndex() -> NormalizedIndex {
    let path = InboxScanner.cString(Array((folder + "/normalized.index").utf8))
    guard let bytes = try? readFile(path, limit: .max - 1) else { return NormalizedIndex() }
    return NormalizedIndex(decoding: bytes) ?? NormalizedIndex()
  }

  /// The hash of the index of normalized records; empty where there is none.
  func normalizedIndexHash() -> [UInt8] { NormalizedIndex.hash(ofFile: folder + "/normalized.index") ?? [] }

  /// Replaces the index in one step.
  func save(_ index: NormalizedIndex) throws(PipelineError) {
    try writeWhole(index.encoded(), to: folder + "/normalized.index")
  }

  /// Lets go of records that nothing refers to any more, after a load that went well.
  func tidy() throws(PipelineError) {
    let extracted = try records(of: .extracted)
    try extracted.tidy(live: live(in: extracted.places) { $0 })
    let index = normalizedIndex()
    let normalized = try records(of: .normalized)
    try normalized.tidy(live: live(in: normalized.places) { index.key(for: $0) })
    try noteSettled()
  }

  /// Which records are those of reports that the ledger knows.
  private func live(in places: RecordPlaces, _ key: (RecordKey) -> RecordKey?) -> [Bool] {
    var live = Array(repeating: false, count: places.count)
    for sighting in ledger().ordered {
      if case .report(let extracted) = sighting.state, let number = key(extracted).flatMap(places.find) {
        live[number] = true
      }
    }
    return live
  }

  /// Says for rows of the ledger whether their record is there.
  ///
  /// Where the segments are those that the ledger was last seen with, all are, and no index is read.
  func rowsWithRecords(of file: LedgerFile) throws(PipelineError) -> (Int) -> Bool {
    let mark = try? readFile(InboxScanner.cString(Array((folder + "/settled").utf8)), limit: 1 << 10)
    if mark == settledMark(file) { return { _ in true } }
    let segments = try records(of: .extracted)
    return { row in
      guard file.state(of: row)?.kind == .report else { return true }
      guard let sighting = file.sighting(of: row), case .report(let key) = sighting.state else { return false }
      return segments.contains(key)
    }
  }

  /// Remembers that every report of the ledger has its record in the segments that are there now.
  func noteSettled() throws(PipelineError) {
    guard let file = ledger().file else { return }
    try writeWhole(settledMark(file), to: folder + "/settled")
  }

  private func settledMark(_ file: LedgerFile) -> [UInt8] {
    var parts = [file.contentHash]
    for name in (try? FileNames.list(folder + "/" + RecordStage.extracted.rawValue)) ?? []
    where name.hasSuffix(".segment") {
      var status = stat()
      guard stat(folder + "/" + RecordStage.extracted.rawValue + "/" + name, &status) == 0 else { continue }
      parts.append(Array("\(name) \(status.st_size)".utf8))
    }
    return RecordKey(of: parts).bytes
  }

  /// The mark that a load left: what it had read, and the snapshot that came of it.
  func loadMark() -> [UInt8]? {
    try? readFile(InboxScanner.cString(Array((folder + "/loaded").utf8)), limit: 1 << 20)
  }

  /// Replaces the mark.
  func save(loadMark: [UInt8]) throws(PipelineError) { try writeWhole(loadMark, to: folder + "/loaded") }
}

/// Names in a folder.
enum FileNames {
  /// Sorted; throws where the folder cannot be listed.
  static func list(_ folder: String) throws(PipelineError) -> [String] {
    guard let stream = opendir(folder) else { throw .storeNotWritable(path: folder, errorNumber: errno) }
    defer { closedir(stream) }
    var names: [String] = []
    while let item = readdir(stream) {
      names.append(withUnsafeBytes(of: &item.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) })
    }
    return names.sorted()
  }
}

/// The stages that leave records.
enum RecordStage: String {
  case extracted
  case normalized
}

/// Writes a file so that a reader finds the old bytes or the new ones, never a part: temporary file, fsync, rename.
func writeWhole(_ bytes: [UInt8], to path: String) throws(PipelineError) {
  let temporary = path + ".new"
  let descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
  guard descriptor >= 0 else { throw .storeNotWritable(path: temporary, errorNumber: errno) }
  var failure = bytes.withUnsafeBytes { writeFully($0, to: descriptor) }
  if failure == 0, fsync(descriptor) != 0 { failure = errno }
  close(descriptor)
  if failure == 0, rename(temporary, path) != 0 { failure = errno }
  if failure != 0 {
    unlink(temporary)
    throw .storeNotWritable(path: path, errorNumber: failure)
  }
  syncFolder(of: path)
}

/// Makes the names in the folder of `path` durable.
func syncFolder(of path: String) {
  let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
  let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
  guard descriptor >= 0 else { return }
  _ = fsync(descriptor)
  close(descriptor)
}
