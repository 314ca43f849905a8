import Glibc

/// The entries of several inboxes in the byte order of their relative paths, then by inbox: the order in which the
/// inboxes are given does not show.
///
/// Folders are searched recursively. Links to folders are not followed, so that a loop cannot catch the scan; links to
/// files are. Nothing is opened but folders, and at no time more than one folder a level is in memory.
struct InboxScanner {
  static let sidecarSuffix = Array(".meta.json".utf8)

  private var walks: [InboxWalk] = []
  private var heads: [InboxWalk.Found?] = []

  /// Begins a scan; entries that `known` recognises are counted there and not given.
  ///
  /// `startedAt` is when the run began: a sidecar changed since is looked at again next time.
  init(_ inboxes: [String], known: KnownFiles? = nil, startedAt: Int64 = .max) throws(InboxError) {
    for inbox in inboxes.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
      walks.append(try InboxWalk(inbox, known: known, startedAt: startedAt))
    }
    for index in walks.indices { heads.append(walks[index].next()) }
  }

  /// The next entry; `nil` behind the last one.
  mutating func next() -> InboxEntry? { nextFound()?.entry }

  /// The next entry with the bytes of its path; `nil` behind the last one.
  mutating func nextFound() -> InboxWalk.Found? {
    var first: Int?
    for index in heads.indices {
      guard let head = heads[index] else { continue }
      if let best = first.flatMap({ heads[$0] }), !head.path.lexicographicallyPrecedes(best.path) { continue }
      first = index
    }
    guard let first, let found = heads[first] else { return nil }
    heads[first] = walks[first].next()
    return found
  }

  /// All entries of the inboxes.
  static func scan(_ inboxes: [String]) throws(InboxError) -> [InboxEntry] {
    var scanner = try InboxScanner(inboxes)
    var entries: [InboxEntry] = []
    while let entry = scanner.next() { entries.append(entry) }
    return entries
  }

  static func isSidecar(_ name: some BidirectionalCollection<UInt8>) -> Bool {
    name.count > sidecarSuffix.count && name.suffix(sidecarSuffix.count).elementsEqual(sidecarSuffix)
  }

  /// The names a sidecar of `name`, which may be a path, can have: `page.html.meta.json`, then `page.meta.json`.
  static func sidecarNames(for name: some BidirectionalCollection<UInt8>) -> [[UInt8]] {
    let name = Array(name)
    var names = [name + sidecarSuffix]
    let start = name.lastIndex(of: UInt8(ascii: "/")).map { $0 + 1 } ?? 0
    if let point = name.lastIndex(of: UInt8(ascii: ".")), point > start {
      names.append(name[..<point] + sidecarSuffix)
    }
    return names
  }

  static func cString(_ bytes: some Sequence<UInt8>) -> [CChar] { bytes.map { CChar(bitPattern: $0) } + [0] }

  /// The path as text; each byte that is not part of valid UTF-8 becomes %XX.
  static func readablePath(_ bytes: [UInt8]) -> String {
    if let text = String(validating: bytes, as: UTF8.self) { return text }
    var result = ""
    var rest = bytes[...]
    while let first = rest.first {
      let length = (1...min(4, rest.count)).first { String(validating: rest.prefix($0), as: UTF8.self) != nil }
      if let length {
        result += String(decoding: rest.prefix(length), as: UTF8.self)
        rest = rest.dropFirst(length)
      } else {
        let hexadecimal = String(first, radix: 16, uppercase: true)
        result += "%" + (hexadecimal.count == 1 ? "0" : "") + hexadecimal
        rest = rest.dropFirst()
      }
    }
    return result
  }
}
