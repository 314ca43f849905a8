import Glibc

/// Which build is running: the same for the executables of one build that lie in one folder.
///
/// Records of another build are not read: their format and their rules may differ. Streams of records go from one
/// executable to another, on several machines, so that the identity is that of the set and not of each.
enum BuildIdentity {
  /// A hash of what the linker noted of each executable of the set, and of their sizes.
  ///
  /// Of the whole content where there is no note; a program that is none of them is identified by itself.
  static let hash: [UInt8] = of(executable: ownPath)

  /// The executables that hand records to each other.
  static let executables = ["gongkai", "gongkai-extract", "gongkai-load", "gongkai-normalize"]

  /// The identity of the set that an executable belongs to.
  static func of(executable path: String) -> [UInt8] {
    let name = path.lastIndex(of: "/").map { String(path[path.index(after: $0)...]) } ?? path
    guard executables.contains(name) else { return content(of: "/proc/self/exe") }
    let folder = path.dropLast(name.utf8.count)
    return RecordKey(of: executables.flatMap { [Array($0.utf8), mark(of: folder + $0)] }).bytes
  }

  private static var ownPath: String {
    var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
    let count = readlink("/proc/self/exe", &buffer, buffer.count)
    let path = buffer.prefix(max(0, count)).map { UInt8(bitPattern: $0) }
    return String(decoding: path, as: UTF8.self)
  }

  /// What identifies one executable; empty where it is not there.
  private static func mark(of path: some StringProtocol) -> [UInt8] {
    let descriptor = open(String(path), O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return [] }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { return [] }
    guard let note = LinkerNote.buildIdentifier(descriptor) else { return content(of: String(path)) }
    return note + Array("\(status.st_size)".utf8)
  }

  private static func content(of path: String) -> [UInt8] {
    let location = InboxScanner.cString(Array(path.utf8))
    if let bytes = try? readFile(location, limit: 1 << 30) { return sha256(bytes) }
    return sha256(Array(ToolVersion.current.utf8))
  }
}

/// Reads the identifier that a linker left in an ELF file of 64 bits, little end first.
enum LinkerNote {
  /// The note `NT_GNU_BUILD_ID`; `nil` where there is none.
  static func buildIdentifier(_ descriptor: Int32) -> [UInt8]? {
    guard let head = read(descriptor, at: 0, count: 64), head.starts(with: [0x7F, 0x45, 0x4C, 0x46, 2, 1]) else {
      return nil
    }
    let (start, size, count) = (number(head, 32, 8), number(head, 54, 2), number(head, 56, 2))
    guard size >= 56 else { return nil }
    for index in 0..<count {
      guard let segment = read(descriptor, at: start &+ index &* size, count: 56) else { return nil }
      let length = number(segment, 32, 8)
      // PT_NOTE
      guard number(segment, 0, 4) == 4, length > 0, length <= 1 << 16,
        let notes = read(descriptor, at: number(segment, 8, 8), count: length)
      else { continue }
      if let found = identifier(in: notes) { return found }
    }
    return nil
  }

  private static func identifier(in notes: [UInt8]) -> [UInt8]? {
    var position = 0
    while position + 12 <= notes.count {
      let (nameLength, length) = (number(notes, position, 4), number(notes, position + 4, 4))
      let kind = number(notes, position + 8, 4)
      let body = position + 12 + (nameLength + 3) / 4 * 4
      let end = body + length
      guard end <= notes.count else { return nil }
      if kind == 3, nameLength == 4, notes[position + 12..<position + 16].elementsEqual("GNU\0".utf8), length > 0 {
        return Array(notes[body..<end])
      }
      position = body + (length + 3) / 4 * 4
    }
    return nil
  }

  private static func number(_ bytes: [UInt8], _ start: Int, _ count: Int) -> Int {
    var value: UInt64 = 0
    for byte in bytes[start..<start + count].reversed() { value = value << 8 | UInt64(byte) }
    return Int(clamping: value)
  }

  private static func read(_ descriptor: Int32, at offset: Int, count: Int) -> [UInt8]? {
    guard offset >= 0 else { return nil }
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      filled = max(0, pread(descriptor, buffer.baseAddress, count, off_t(offset)))
    }
    return bytes.count == count ? bytes : nil
  }
}
