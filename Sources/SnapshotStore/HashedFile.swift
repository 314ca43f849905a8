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

  /// Ends the file and returns its hash.
  ///
  /// The content is brought to the disk when the snapshot is published: all files together cost one commit of the file
  /// system's journal, one by one they would cost one each.
  func finish() -> String {
    fileSystem.close(descriptor)
    isOpen = false
    return hexDigits(hash.finalize())
  }
}
