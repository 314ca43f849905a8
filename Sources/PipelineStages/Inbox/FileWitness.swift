import Glibc

/// What the system says of a file: where it is unchanged, so is the content.
///
/// All zero says nothing.
struct FileWitness: Hashable, Sendable {
  var byteCount: UInt64 = 0
  /// Time of the last change of the content, in nanoseconds since 1970.
  var modifiedAt: Int64 = 0
  var inode: UInt64 = 0
  /// A mixture of the same three numbers of the sidecar; 0 without one.
  var sidecar: UInt64 = 0

  init() {}

  init(_ status: stat) {
    byteCount = UInt64(bitPattern: Int64(status.st_size))
    modifiedAt = Int64(status.st_mtim.tv_sec) &* 1_000_000_000 &+ Int64(status.st_mtim.tv_nsec)
    inode = UInt64(status.st_ino)
  }

  /// Whether nothing is known.
  var isEmpty: Bool { inode == 0 }

  /// One number for all of it, never 0.
  var mixed: UInt64 {
    var hash: UInt64 = 0x9E37_79B9_7F4A_7C15
    for part in [byteCount, UInt64(bitPattern: modifiedAt), inode] {
      hash = (hash ^ part) &* 0xFF51_AFD7_ED55_8CCD
      hash ^= hash >> 32
    }
    return hash | 1
  }
}
