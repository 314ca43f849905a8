import Foundation

/// Where documents go.
protocol DocumentSink {
  /// Writes one file.
  func add(_ name: String, _ bytes: [UInt8]) throws
  /// Ends the work.
  func close() throws
}

/// Loose files in a folder.
struct FolderSink: DocumentSink {
  private let folder: URL

  init(_ folder: URL) throws {
    self.folder = folder
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  func add(_ name: String, _ bytes: [UInt8]) throws { try Data(bytes).write(to: folder.appending(path: name)) }

  func close() {}
}

/// A tar archive, compressed by `zstd`.
final class ArchiveSink: DocumentSink {
  /// What the compressor says when it fails.
  struct Failure: Error { var status: Int32 }

  private let process = Process()
  private let pipe = Pipe()
  private var buffer: [UInt8] = []

  init(_ place: URL) throws {
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["zstd", "-q", "-f", "-3", "-o", place.path(percentEncoded: false)]
    process.standardInput = pipe
    try process.run()
  }

  func add(_ name: String, _ bytes: [UInt8]) throws {
    buffer += Self.header(name, byteCount: bytes.count)
    buffer += bytes
    buffer += [UInt8](repeating: 0, count: (512 - bytes.count % 512) % 512)
    if buffer.count > 1 << 20 { try flush() }
  }

  func close() throws {
    buffer += [UInt8](repeating: 0, count: 1024)
    try flush()
    try pipe.fileHandleForWriting.close()
    process.waitUntilExit()
    if process.terminationStatus != 0 { throw Failure(status: process.terminationStatus) }
  }

  private func flush() throws {
    try pipe.fileHandleForWriting.write(contentsOf: Data(buffer))
    buffer.removeAll(keepingCapacity: true)
  }

  /// A ustar header of a plain file without owner and date.
  private static func header(_ name: String, byteCount: Int) -> [UInt8] {
    var header = [UInt8](repeating: 0, count: 512)
    func put(_ text: String, at place: Int) {
      for (offset, byte) in text.utf8.enumerated() { header[place + offset] = byte }
    }
    func octal(_ value: Int, _ width: Int) -> String {
      let digits = String(value, radix: 8)
      return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
    put(name, at: 0)
    put("0000644", at: 100)
    put("0000000", at: 108)
    put("0000000", at: 116)
    put(octal(byteCount, 11), at: 124)
    put("00000000000", at: 136)
    put("        ", at: 148)
    put("0", at: 156)
    put("ustar", at: 257)
    put("00", at: 263)
    put(octal(header.reduce(0) { $0 + Int($1) }, 6), at: 148)
    header[154] = 0
    return header
  }
}
