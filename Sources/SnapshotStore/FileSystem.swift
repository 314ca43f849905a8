/// What a path leads to.
public struct FileStatus: Hashable, Sendable {
  /// The kinds that matter to a store.
  public enum Kind: Hashable, Sendable {
    /// A regular file.
    case file
    /// A folder.
    case directory
    /// A symbolic link itself, not what it leads to.
    case symbolicLink
    /// Anything else.
    case other
  }

  /// What it is.
  public var kind: Kind
  /// Bytes of a file.
  public var byteCount: Int

  /// Makes a status.
  public init(kind: Kind, byteCount: Int) {
    self.kind = kind
    self.byteCount = byteCount
  }
}

/// The few file-system calls of a store, all of which go through here, so that a test can make any of them fail.
///
/// Paths are absolute or relative to the working folder. Each call throws `StoreError.system`.
public protocol FileSystem: Sendable {
  /// Makes a folder. Whether it exists already is the caller's to ask.
  func makeDirectory(_ path: String) throws(StoreError)
  /// Makes a file that does not exist yet and opens it for writing.
  func create(_ path: String, permissions: UInt32) throws(StoreError) -> Int32
  /// Opens a file for reading.
  func open(_ path: String) throws(StoreError) -> Int32
  /// Writes all bytes.
  func write(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32, path: String) throws(StoreError)
  /// Reads at most as many bytes as fit; 0 at the end.
  func read(into bytes: UnsafeMutableRawBufferPointer, from descriptor: Int32, path: String) throws(StoreError) -> Int
  /// Reads once from `offset` on, at most as many bytes as fit; 0 at the end.
  func read(
    into bytes: UnsafeMutableRawBufferPointer, from descriptor: Int32, at offset: Int, path: String
  ) throws(StoreError) -> Int
  /// Brings a file's content to the disk.
  func synchronize(_ descriptor: Int32, path: String) throws(StoreError)
  /// Closes a file; what could fail has failed in `synchronize`.
  func close(_ descriptor: Int32)
  /// Brings the names in a folder to the disk.
  func synchronizeDirectory(_ path: String) throws(StoreError)
  /// Renames atomically, replacing a file or a link of the new name.
  func rename(_ path: String, to newPath: String) throws(StoreError)
  /// Gives a file a second name.
  func link(_ path: String, to newPath: String) throws(StoreError)
  /// Makes a symbolic link at `path`.
  func makeSymbolicLink(_ path: String, target: String) throws(StoreError)
  /// Removes a file or a link.
  func removeFile(_ path: String) throws(StoreError)
  /// Removes an empty folder.
  func removeDirectory(_ path: String) throws(StoreError)
  /// The names in a folder, sorted by bytes, without `.` and `..`.
  func list(_ path: String) throws(StoreError) -> [String]
  /// What stands at a path, links not followed; `nil` where nothing does.
  func status(_ path: String) throws(StoreError) -> FileStatus?
  /// Where a symbolic link leads.
  func target(ofLink path: String) throws(StoreError) -> String
}

extension FileSystem {
  /// Makes a folder and its parents where they are missing, and brings each new name to the disk.
  func makeDirectories(_ path: String) throws(StoreError) {
    if path.isEmpty { return }
    // Links are followed here: a store may be reached through one.
    if try status(path + "/.") != nil { return }
    let parent = Self.parent(of: path)
    if parent != path { try makeDirectories(parent) }
    try makeDirectory(path)
    try synchronizeDirectory(parent.isEmpty ? "." : parent)
  }

  /// The path without its last component; empty where there is only one.
  static func parent(of path: String) -> String {
    var parts = path.split(separator: "/", omittingEmptySubsequences: true)
    if parts.isEmpty { return path }
    parts.removeLast()
    return (path.hasPrefix("/") ? "/" : "") + parts.joined(separator: "/")
  }

  /// Writes a whole file and brings its content to the disk.
  func writeFile(_ path: String, _ bytes: [UInt8], permissions: UInt32) throws(StoreError) {
    let descriptor = try create(path, permissions: permissions)
    defer { close(descriptor) }
    try writeAll(bytes, to: descriptor, path: path)
    try synchronize(descriptor, path: path)
  }

  /// Brings the content of a file that was written and closed to the disk.
  func synchronizeFile(_ path: String) throws(StoreError) {
    let descriptor = try open(path)
    defer { close(descriptor) }
    try synchronize(descriptor, path: path)
  }

  /// Writes an array.
  func writeAll(_ bytes: [UInt8], to descriptor: Int32, path: String) throws(StoreError) {
    var failure: StoreError?
    bytes.withUnsafeBytes { buffer in
      do throws(StoreError) { try write(buffer, to: descriptor, path: path) } catch { failure = error }
    }
    if let failure { throw failure }
  }

  /// Reads a file in pieces.
  func readPieces(_ path: String, _ body: (UnsafeBufferPointer<UInt8>) throws -> Void) throws {
    let descriptor = try open(path)
    defer { close(descriptor) }
    var buffer = [UInt8](repeating: 0, count: 256 << 10)
    while true {
      let count = try buffer.withUnsafeMutableBytes { try read(into: $0, from: descriptor, path: path) }
      if count == 0 { return }
      try buffer.withUnsafeBufferPointer { try body(UnsafeBufferPointer(rebasing: $0[..<count])) }
    }
  }

  /// Reads a whole small file.
  func readFile(_ path: String, limit: Int) throws(StoreError) -> [UInt8] {
    let descriptor = try open(path)
    defer { close(descriptor) }
    var content: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 64 << 10)
    while true {
      var result: Result<Int, StoreError> = .success(0)
      buffer.withUnsafeMutableBytes { memory in
        do throws(StoreError) { result = .success(try read(into: memory, from: descriptor, path: path)) } catch {
          result = .failure(error)
        }
      }
      let count = try result.get()
      if count == 0 { return content }
      content += buffer[..<count]
      if content.count > limit { throw .invalidManifest(path: path, reason: "it has more than \(limit) bytes") }
    }
  }

  /// Removes a file, a link, or a folder with all that is in it; links are not followed.
  func removeTree(_ path: String) throws(StoreError) {
    // An explicit stack: a folder may be nested deeper than the call stack.
    var stack: [(path: String, isOpened: Bool)] = [(path, false)]
    while let (next, isOpened) = stack.popLast() {
      guard let status = try status(next) else { continue }
      if status.kind != .directory {
        try removeFile(next)
      } else if isOpened {
        try removeDirectory(next)
      } else {
        stack.append((next, true))
        for name in try list(next) { stack.append((next + "/" + name, false)) }
      }
    }
  }
}
