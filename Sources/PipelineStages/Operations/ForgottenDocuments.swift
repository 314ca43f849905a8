import SnapshotStore

/// The documents that are to stay out of a store, also where an inbox still has them.
///
/// Kept as `forgotten.csv` in every snapshot, so that it survives a lost work area; a snapshot without any has no such
/// file. It holds nothing of a document but its hash.
struct ForgottenDocuments: Sendable {
  static let fileName = "forgotten.csv"
  /// The reason under which a run's summary counts files of an inbox that it left alone.
  static let skipReason = "forgotten"
  private static let header = "source_sha256,why"

  /// The reason for each document, by its hexadecimal SHA-256.
  private(set) var reasons: [String: String] = [:]

  /// Nothing is forgotten.
  init() {}

  /// What a snapshot's file says; `nil` is a store without snapshot.
  init(of snapshot: Snapshot?) throws(PipelineError) {
    guard let snapshot, let bytes = try snapshot.bytes(ofFile: Self.fileName) else { return }
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
    guard lines.first.map(String.init) == Self.header else {
      throw .store(
        message: "\(snapshot.path)/\(Self.fileName) is not a list of documents",
        advice: "It was written by another version; use that one.")
    }
    for line in lines.dropFirst() {
      let hash = String(line.prefix(64))
      reasons[hash] = String(line.dropFirst(66).dropLast()).replacing("\"\"", with: "\"")
    }
  }

  /// Adds a document.
  ///
  /// False where it was there before; its reason then stays. White space in the reason becomes single spaces.
  mutating func add(_ hash: String, why: String) -> Bool {
    if reasons[hash] != nil { return false }
    reasons[hash] = why.split { $0.isWhitespace || $0.isNewline }.joined(separator: " ")
    return true
  }

  /// The file; empty where nothing is forgotten.
  var csv: [UInt8] {
    if reasons.isEmpty { return [] }
    let lines = reasons.sorted { $0.key < $1.key }.map { hash, why in
      "\(hash),\"\(why.replacing("\"", with: "\"\""))\"\n"
    }
    return Array((Self.header + "\n" + lines.joined()).utf8)
  }
}
