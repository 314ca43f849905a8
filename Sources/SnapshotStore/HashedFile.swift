import Crypto

/// A new file of a snapshot with its running hash and size.
final class HashedFile {
  private let fileSystem: any FileSystem
  let path: String
  private let descriptor: Int32
  private var hash = SHA256()
  private var isOpen = true
  private(set) var byteCount = 0

  /// Makes the file.
  ///
  /// Data files are read-only from the start: snapshots share them.
  init(_ path: String, fileSystem: any FileSystem) throws(StoreError) {
    self.fileSystem = fileSystem
    self.path = path
    descriptor = try fileSystem.create(path, permissions: 0o444)
  }

  deinit { if isOpen { fileSystem.close(descriptor) } }

  func append(_ bytes: [UInt8]) throws(StoreError) {
    try fileSystem.writeAll(bytes, to: descriptor, path: path)
    hash.update(data: bytes)
    byteCount += bytes.count
  }

  /// Brings the content to the disk and returns its hash.
  func finish() throws(StoreError) -> String {
    try fileSystem.synchronize(descriptor, path: path)
    fileSystem.close(descriptor)
    isOpen = false
    return hexDigits(hash.finalize())
  }
}
