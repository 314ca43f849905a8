import CPlatform
import Glibc
import Synchronization

/// Where arrays go that are too large to stay in memory: files without a name in the work area.
///
/// What there is once for each document is small, but there may be millions of documents; a run is to take the same memory
/// for three million as for a hundred thousand. An array beyond `byteLimit` lies in a mapped file; what of all such
/// files is in memory is let go of when it becomes much, and comes back, from the system's cache, when it is looked at.
final class SpillPlace: Sendable {
  /// The folder of the files; `nil` where everything stays in memory.
  let folder: String?
  /// The bytes from which an array is kept in a file.
  let byteLimit: Int

  private struct Region {
    var base: UInt
    var byteCount: Int
  }
  private let regions = Mutex<[ObjectIdentifier: Region]>([:])
  private let visitCount = Atomic<Int>(0)
  private let statistics = ProcessStatistics()

  /// Files begin with this; one that a killed run left is of no use.
  private static let prefix = "spill-"

  /// A hundred thousand documents stay in memory.
  static let usualByteLimit = 4 << 20

  /// A place in a folder that is there, or in memory alone.
  init(folder: String?, byteLimit: Int = usualByteLimit) {
    self.folder = folder
    self.byteLimit = byteLimit
  }

  /// Everything stays in memory: for what is small.
  static let memory = SpillPlace(folder: nil)

  /// Mapped pages may take this much memory before they are let go of.
  private static let residentByteLimit = 72 << 20
  /// How many visits there are between two looks at that; each may bring some dozen windows of 64 KiB into memory.
  private static let visitsBetweenLooks = 32

  /// To be called for each document that is looked at in arrays of this place, or each few entries.
  func visit() {
    if visitCount.add(1, ordering: .relaxed).newValue & (Self.visitsBetweenLooks - 1) != 0 { return }
    if statistics.mappedByteCount ?? .max > Self.residentByteLimit { releasePages() }
  }

  /// Lets go of the pages in memory; what is in the arrays stays as it is.
  func releasePages() {
    regions.withLock { regions in
      for region in regions.values {
        if let base = UnsafeMutableRawPointer(bitPattern: region.base) {
          madvise(base, region.byteCount, MADV_DONTNEED)
        }
      }
    }
  }

  /// Notes where the pages of an array are; `nil` where it has none any more.
  ///
  /// `change` moves or unmaps them, and no page is released meanwhile.
  func update(_ owner: AnyObject, _ change: () -> (base: UnsafeMutableRawPointer, byteCount: Int)?) {
    regions.withLock { regions in
      regions[ObjectIdentifier(owner)] = change().map {
        Region(base: UInt(bitPattern: $0.base), byteCount: $0.byteCount)
      }
    }
  }

  /// An open file without a name; below 0 where none can be made.
  func makeFile() -> Int32 {
    guard let folder else { return -1 }
    var template = Array("\(folder)/\(Self.prefix)XXXXXX".utf8CString)
    let descriptor = platform_make_temporary(&template)
    if descriptor >= 0 { unlink(template) }
    return descriptor
  }

  /// Removes what a run left that was killed between making a file and taking its name away.
  func removeLeftovers() {
    guard let folder, let names = try? FileNames.list(folder) else { return }
    for name in names where name.hasPrefix(Self.prefix) { unlink(folder + "/" + name) }
  }
}
