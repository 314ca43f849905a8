import Glibc

/// The file system of the machine.
public struct PosixFileSystem: FileSystem {
  /// Makes it.
  public init() {}

  /// Makes a folder (mkdir).
  public func makeDirectory(_ path: String) throws(StoreError) {
    if mkdir(path, 0o777) != 0 { throw .system(.makeDirectory, path: path, code: errno) }
  }

  /// Makes a file that does not exist yet (open with O_EXCL).
  public func create(_ path: String, permissions: UInt32) throws(StoreError) -> Int32 {
    let descriptor = Glibc.open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, permissions)
    if descriptor < 0 { throw .system(.create, path: path, code: errno) }
    return descriptor
  }

  /// Opens a file for reading (open).
  public func open(_ path: String) throws(StoreError) -> Int32 {
    let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC)
    if descriptor < 0 { throw .system(.open, path: path, code: errno) }
    return descriptor
  }

  /// Writes all bytes, however often it takes (write).
  public func write(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32, path: String) throws(StoreError) {
    var rest = bytes
    while !rest.isEmpty {
      let count = Glibc.write(descriptor, rest.baseAddress, rest.count)
      if count < 0 {
        if errno == EINTR { continue }
        throw .system(.write, path: path, code: errno)
      }
      rest = UnsafeRawBufferPointer(rebasing: rest[count...])
    }
  }

  /// Reads once (read).
  public func read(
    into bytes: UnsafeMutableRawBufferPointer, from descriptor: Int32, path: String
  ) throws(StoreError) -> Int {
    while true {
      let count = Glibc.read(descriptor, bytes.baseAddress, bytes.count)
      if count >= 0 { return count }
      if errno != EINTR { throw .system(.read, path: path, code: errno) }
    }
  }

  /// Reads once from a place (pread).
  public func read(
    into bytes: UnsafeMutableRawBufferPointer, from descriptor: Int32, at offset: Int, path: String
  ) throws(StoreError) -> Int {
    while true {
      let count = pread(descriptor, bytes.baseAddress, bytes.count, offset)
      if count >= 0 { return count }
      if errno != EINTR { throw .system(.read, path: path, code: errno) }
    }
  }

  /// Brings a file's content to the disk (fsync).
  public func synchronize(_ descriptor: Int32, path: String) throws(StoreError) {
    if fsync(descriptor) != 0 { throw .system(.synchronize, path: path, code: errno) }
  }

  /// Closes a file (close).
  public func close(_ descriptor: Int32) { _ = Glibc.close(descriptor) }

  /// Brings the names in a folder to the disk (fsync of the folder).
  public func synchronizeDirectory(_ path: String) throws(StoreError) {
    let descriptor = Glibc.open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    if descriptor < 0 { throw .system(.synchronize, path: path, code: errno) }
    defer { close(descriptor) }
    // Some network file systems cannot sync a folder and say EINVAL; their renames are synchronous.
    if fsync(descriptor) != 0, errno != EINVAL { throw .system(.synchronize, path: path, code: errno) }
  }

  /// Renames atomically (rename).
  public func rename(_ path: String, to newPath: String) throws(StoreError) {
    if Glibc.rename(path, newPath) != 0 { throw .system(.rename, path: newPath, code: errno) }
  }

  /// Gives a file a second name (link).
  public func link(_ path: String, to newPath: String) throws(StoreError) {
    if Glibc.link(path, newPath) != 0 { throw .system(.link, path: newPath, code: errno) }
  }

  /// Makes a symbolic link (symlink).
  public func makeSymbolicLink(_ path: String, target: String) throws(StoreError) {
    if symlink(target, path) != 0 { throw .system(.symlink, path: path, code: errno) }
  }

  /// Removes a file or a link (unlink).
  public func removeFile(_ path: String) throws(StoreError) {
    if unlink(path) != 0 { throw .system(.remove, path: path, code: errno) }
  }

  /// Removes an empty folder (rmdir).
  public func removeDirectory(_ path: String) throws(StoreError) {
    if rmdir(path) != 0 { throw .system(.remove, path: path, code: errno) }
  }

  /// The names in a folder, sorted by bytes (readdir).
  public func list(_ path: String) throws(StoreError) -> [String] {
    guard let folder = opendir(path) else { throw .system(.inspect, path: path, code: errno) }
    defer { closedir(folder) }
    var names: [String] = []
    errno = 0
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: Int(NAME_MAX) + 1) { String(cString: $0) }
      }
      if name != "." && name != ".." { names.append(name) }
      errno = 0
    }
    if errno != 0 { throw .system(.inspect, path: path, code: errno) }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// What stands at a path (lstat).
  public func status(_ path: String) throws(StoreError) -> FileStatus? {
    var status = stat()
    if lstat(path, &status) != 0 {
      if errno == ENOENT || errno == ENOTDIR { return nil }
      throw .system(.inspect, path: path, code: errno)
    }
    let kind: FileStatus.Kind =
      switch status.st_mode & S_IFMT {
      case S_IFREG: .file
      case S_IFDIR: .directory
      case S_IFLNK: .symbolicLink
      default: .other
      }
    return FileStatus(kind: kind, byteCount: Int(status.st_size))
  }

  /// Where a symbolic link leads (readlink).
  public func target(ofLink path: String) throws(StoreError) -> String {
    var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
    let count = readlink(path, &buffer, buffer.count)
    if count < 0 { throw .system(.inspect, path: path, code: errno) }
    return String(decoding: buffer[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
