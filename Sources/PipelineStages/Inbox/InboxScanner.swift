import Glibc

/// Lists the files of inboxes, in the order of their relative paths.
///
/// Folders are searched recursively. Links to folders are not followed, so that a loop cannot catch the scan; links to
/// files are. Nothing is opened here.
public struct InboxScanner {
  static let sidecarSuffix = Array(".meta.json".utf8)

  private var entries: [InboxEntry] = []

  /// All entries of the inboxes, sorted by the bytes of their relative paths, then by inbox.
  public static func scan(_ inboxes: [String]) throws(InboxError) -> [InboxEntry] {
    var scanner = InboxScanner()
    for inbox in inboxes { try scanner.add(inbox: inbox) }
    return scanner.entries.sorted { left, right in
      left.path == right.path
        ? left.location.lexicographicallyPrecedes(right.location)
        : left.path.utf8.lexicographicallyPrecedes(right.path.utf8)
    }
  }

  private mutating func add(inbox: String) throws(InboxError) {
    var status = stat()
    guard stat(inbox, &status) == 0 else { throw .notFound(path: inbox) }
    if status.st_mode & S_IFMT == S_IFDIR {
      try addFolder(location: Array(inbox.utf8), prefix: [], isTop: true)
      return
    }
    let location = Array(inbox.utf8)
    let name = location.split(separator: UInt8(ascii: "/")).last.map(Array.init) ?? location
    let folder = Array(location.dropLast(name.count))
    let siblings = Set(Self.names(in: folder.isEmpty ? Array(".".utf8) : folder) ?? [])
    addFile(name: name, folder: folder, prefix: [], siblings: siblings, status: status)
  }

  private mutating func addFolder(location: [UInt8], prefix: [UInt8], isTop: Bool) throws(InboxError) {
    guard let names = Self.names(in: location) else {
      let number = errno
      if isTop { throw .unreadable(path: String(decoding: location, as: UTF8.self), errorNumber: number) }
      append(path: prefix, location: location, skip: .linkNotFollowed)
      return
    }
    let folder = location.last == UInt8(ascii: "/") ? location : location + [UInt8(ascii: "/")]
    let siblings = Set(names)
    for name in names {
      var status = stat()
      let path = Self.cString(folder + name)
      guard lstat(path, &status) == 0 else { continue }
      if name.first == UInt8(ascii: ".") {
        append(path: prefix + name, location: folder + name, skip: .hiddenFile)
        continue
      }
      switch status.st_mode & S_IFMT {
      case S_IFDIR:
        try addFolder(location: folder + name, prefix: prefix + name + [UInt8(ascii: "/")], isTop: false)
      case S_IFREG: addFile(name: name, folder: folder, prefix: prefix, siblings: siblings, status: status)
      case S_IFLNK:
        if stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG {
          addFile(name: name, folder: folder, prefix: prefix, siblings: siblings, status: status)
        } else {
          append(path: prefix + name, location: folder + name, skip: .linkNotFollowed)
        }
      default: append(path: prefix + name, location: folder + name, skip: .notARegularFile)
      }
    }
  }

  private mutating func addFile(
    name: [UInt8], folder: [UInt8], prefix: [UInt8], siblings: Set<[UInt8]>, status: stat
  ) {
    if Self.isSidecar(name) { return }
    guard status.st_mode & S_IFMT == S_IFREG else {
      append(path: prefix + name, location: folder + name, skip: .notARegularFile)
      return
    }
    var entry = InboxEntry(
      path: Self.readablePath(prefix + name), location: Self.cString(folder + name), byteCount: Int(status.st_size))
    entry.sidecarLocation = Self.sidecarNames(for: name).first { siblings.contains($0) }.map {
      Self.cString(folder + $0)
    }
    entries.append(entry)
  }

  private mutating func append(path: [UInt8], location: [UInt8], skip: SkipReason) {
    var entry = InboxEntry(path: Self.readablePath(path), location: Self.cString(location), byteCount: 0)
    entry.skipReason = skip
    entries.append(entry)
  }

  static func isSidecar(_ name: [UInt8]) -> Bool {
    name.count > sidecarSuffix.count && name.suffix(sidecarSuffix.count).elementsEqual(sidecarSuffix)
  }

  /// The names a sidecar of `name` may have: `page.html.meta.json`, then `page.meta.json`.
  static func sidecarNames(for name: [UInt8]) -> [[UInt8]] {
    var names = [name + sidecarSuffix]
    if let point = name.lastIndex(of: UInt8(ascii: ".")), point > 0 {
      names.append(Array(name[..<point]) + sidecarSuffix)
    }
    return names
  }

  private static func names(in folder: [UInt8]) -> [[UInt8]]? {
    guard let stream = opendir(cString(folder)) else { return nil }
    defer { closedir(stream) }
    var names: [[UInt8]] = []
    while let item = readdir(stream) {
      let name = withUnsafeBytes(of: &item.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
      if name == [46] || name == [46, 46] { continue }
      names.append(name)
    }
    return names.sorted { $0.lexicographicallyPrecedes($1) }
  }

  static func cString(_ bytes: [UInt8]) -> [CChar] { bytes.map { CChar(bitPattern: $0) } + [0] }

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
