import Foundation

/// Packs entries into a zip, mostly without compression, byte by byte the same every time.
public struct ZipWriter {
  private var body: [UInt8] = []
  private var directory: [UInt8] = []
  private var count = 0

  /// Begins an empty zip.
  public init() {}

  /// Adds a file.
  public mutating func add(_ name: String, _ content: [UInt8]) {
    add(name, content, isDeflated: false, checksum: Self.checksum(content), size: content.count)
  }

  /// Adds a file from what `gzip -n` makes of it, which is the same compression in another wrapping.
  public mutating func add(_ name: String, gzip: [UInt8], size: Int) {
    let trailer = gzip.suffix(8).prefix(4).reversed().reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
    add(name, Array(gzip.dropFirst(10).dropLast(8)), isDeflated: true, checksum: trailer, size: size)
  }

  private mutating func add(_ name: String, _ content: [UInt8], isDeflated: Bool, checksum: UInt32, size: Int) {
    let offset = body.count
    var head: [UInt8] = []
    // Version 2.0, names in UTF-8, the method, 1 January 1980.
    for value in [20, 0x800, isDeflated ? 8 : 0, 0, 0x21] { Self.append(value, bytes: 2, to: &head) }
    Self.append(Int(checksum), bytes: 4, to: &head)
    Self.append(content.count, bytes: 4, to: &head)
    Self.append(size, bytes: 4, to: &head)
    Self.append(name.utf8.count, bytes: 2, to: &head)
    Self.append(0, bytes: 2, to: &head)

    body += Array("PK\u{3}\u{4}".utf8) + head + Array(name.utf8) + content
    directory += Array("PK\u{1}\u{2}".utf8) + [20, 0] + head
    // No comment, disk 0, no attributes.
    directory += [UInt8](repeating: 0, count: 10)
    Self.append(offset, bytes: 4, to: &directory)
    directory += Array(name.utf8)
    count += 1
  }

  /// The whole zip.
  public func finished() -> [UInt8] {
    var end = Array("PK\u{5}\u{6}".utf8) + [0, 0, 0, 0]
    Self.append(count, bytes: 2, to: &end)
    Self.append(count, bytes: 2, to: &end)
    Self.append(directory.count, bytes: 4, to: &end)
    Self.append(body.count, bytes: 4, to: &end)
    Self.append(0, bytes: 2, to: &end)
    return body + directory + end
  }

  /// Packs the files of folders; a file of a later folder takes the place of one of the same path in an earlier one.
  public static func packed(_ folders: [URL], without names: Set<String> = []) throws -> [UInt8] {
    var files: [String: URL] = [:]
    for folder in folders {
      let root = folder.resolvingSymlinksInPath().path
      let items = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: [.isRegularFileKey])
      for case let item as URL in items ?? .init() {
        guard try item.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile == true else { continue }
        let path = String(item.resolvingSymlinksInPath().path.dropFirst(root.count + 1))
        if !names.contains(path) { files[path] = item }
      }
    }
    if files.isEmpty { throw MissingFixture(folder: folders.map(\.path).joined(separator: ":"), suffixes: []) }
    var zip = ZipWriter()
    for (path, file) in files.sorted(by: { $0.key < $1.key }) { zip.add(path, [UInt8](try Data(contentsOf: file))) }
    return zip.finished()
  }

  private static func append(_ value: Int, bytes count: Int, to target: inout [UInt8]) {
    for index in 0..<count { target.append(UInt8(truncatingIfNeeded: value >> (8 * index))) }
  }

  /// CRC-32 as zip has it.
  private static func checksum(_ bytes: [UInt8]) -> UInt32 {
    var value: UInt32 = 0xFFFF_FFFF
    for byte in bytes {
      value ^= UInt32(byte)
      for _ in 0..<8 { value = value & 1 == 1 ? value >> 1 ^ 0xEDB8_8320 : value >> 1 }
    }
    return ~value
  }
}
