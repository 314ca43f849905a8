import Glibc

/// The bytes of one array: in memory while it is small, in a mapped file behind that.
///
/// The file's blocks are taken from the disk before they are mapped, so that a full disk shows as a call that fails, and
/// not as a signal; the array then stays in memory.
final class SpilledBytes: @unchecked Sendable {
  // Written by one task before others read.
  private(set) var base: UnsafeMutableRawPointer
  private(set) var capacity: Int
  let place: SpillPlace
  private var descriptor: Int32 = -1
  /// No file could be had once: it is not tried again.
  private var staysInMemory: Bool

  private static let alignment = 16

  /// Room for as many bytes, all 0.
  init(_ place: SpillPlace, capacity: Int) {
    self.place = place
    self.capacity = 0
    staysInMemory = place.folder == nil
    base = Self.allocate(0)
    grow(to: capacity)
  }

  deinit {
    if descriptor >= 0 {
      place.update(self) {
        munmap(base, capacity)
        return nil
      }
      close(descriptor)
    } else {
      base.deallocate()
    }
  }

  /// Whether it lies in a file.
  var isInFile: Bool { descriptor >= 0 }

  private static func allocate(_ byteCount: Int) -> UnsafeMutableRawPointer {
    .allocate(byteCount: byteCount, alignment: alignment)
  }

  /// Makes room for as many bytes; new ones are 0.
  func grow(to wanted: Int) {
    if wanted <= capacity { return }
    if !staysInMemory, wanted > place.byteLimit, growFile(to: wanted) { return }
    let moved = Self.allocate(wanted)
    moved.copyMemory(from: base, byteCount: capacity)
    (moved + capacity).initializeMemory(as: UInt8.self, repeating: 0, count: wanted - capacity)
    let old = (base: base, byteCount: capacity)
    if descriptor >= 0 {
      place.update(self) {
        munmap(old.base, old.byteCount)
        return nil
      }
      close(descriptor)
      descriptor = -1
      staysInMemory = true
    } else {
      old.base.deallocate()
    }
    base = moved
    capacity = wanted
  }

  private func growFile(to wanted: Int) -> Bool {
    let isNew = descriptor < 0
    let file = isNew ? place.makeFile() : descriptor
    let start = isNew ? 0 : capacity
    guard file >= 0, posix_fallocate(file, off_t(start), off_t(wanted - start)) == 0,
      let mapped = mmap(nil, wanted, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0), mapped != MAP_FAILED
    else {
      if isNew, file >= 0 { close(file) }
      staysInMemory = isNew
      return false
    }
    place.update(self) {
      if isNew {
        mapped.copyMemory(from: base, byteCount: capacity)
        base.deallocate()
      } else {
        // Both are views of the same file.
        munmap(base, capacity)
      }
      return (mapped, wanted)
    }
    descriptor = file
    base = mapped
    capacity = wanted
    return true
  }
}
