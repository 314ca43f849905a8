import WorkLimits

/// How much a container may make of its bytes, and how long one entry may take (contract.md section 5).
///
/// A container on the top level is an inbox of its own and may hold a whole corpus, so its unpacked bytes are not bounded
/// as such but by what was read of the file so far, nested containers included:
///
/// | unpacked so far | expansion that passes |
/// |---|---|
/// | up to `freeByteCount` | any: a few pages that resemble one another, in a small archive |
/// | up to `unpackedByteCount` | `smallArchiveFactor` times `expansion`: more than zstd with a long window makes of the pages of one site, less than half of what deflate makes of zeros |
/// | beyond | `expansion` |
///
/// So an archive of 500,000 reports passes whatever its size, and a bomb ends after `freeByteCount`. One that states its
/// size ends before anything is unpacked: an entry of more than a document may have is refused by its header, and with it
/// a compressed archive that would have to unpack it to pass over it and cannot within these limits.
///
/// A container inside a container is one entry, at most `entryByteCount` itself, and gives at most `unpackedByteCount`,
/// beyond `entryByteCount` at most `expansion` times its size.
public struct ContainerLimits: Sendable, Hashable {
  /// Bytes of one entry.
  public var entryByteCount = 64 << 20
  /// Unpacked bytes that pass at any ratio; never more than `unpackedByteCount`.
  public var freeByteCount = 128 << 20
  /// Unpacked bytes: what a nested container may give, and what a container on the top level may give beyond `expansion`.
  public var unpackedByteCount = 1 << 30
  /// Unpacked bytes for one byte of the container.
  public var expansion = 100
  /// The same up to `unpackedByteCount`, in multiples of `expansion`.
  public var smallArchiveFactor = 4
  /// Containers within one another, the outermost included.
  public var containerDepth = 4
  /// Entries of one container.
  public var entryCount = 50_000_000
  /// Processor seconds until the next entry is there.
  public var workSeconds = 60

  /// The defaults.
  public init() {}

  /// Whether a file of so many bytes may, when all of it is read, have given so many.
  func allow(_ unpacked: Int, from byteCount: Int) -> Bool {
    if unpacked <= min(freeByteCount, unpackedByteCount) { return true }
    let ratio = max(1, expansion)
    if unpacked <= unpackedByteCount {
      let (small, isHuge) = ratio.multipliedReportingOverflow(by: max(1, smallArchiveFactor))
      return isHuge || Self.isWithin(unpacked, byteCount, times: small)
    }
    return Self.isWithin(unpacked, byteCount, times: ratio)
  }

  private static func isWithin(_ unpacked: Int, _ byteCount: Int, times ratio: Int) -> Bool {
    let (allowed, isHuge) = byteCount.multipliedReportingOverflow(by: ratio)
    return isHuge || unpacked <= allowed
  }
}

/// Counts what comes out of a container and of those inside it.
final class UnpackingBudget {
  private let limits: ContainerLimits
  private let parent: UnpackingBudget?
  /// Bytes taken from the container itself.
  private(set) var consumedByteCount = 0
  /// Bytes of the whole container; `nil` where nobody said.
  var containerByteCount: Int?
  /// When the next entry has to be there; asked of the outermost container only.
  var deadline = WorkDeadline.none
  private var unpackedByteCount = 0

  /// The budget of a container; `parent` is that of the container it lies in.
  init(limits: ContainerLimits, parent: UnpackingBudget? = nil) {
    self.limits = limits
    self.parent = parent
  }

  /// Says that bytes of the container were read: never more than it has, however often they are read again.
  ///
  /// Not the furthest offset: the directory at the end of a zip is read before anything else.
  func consume(_ count: Int) {
    consumedByteCount = min(containerByteCount ?? Int.max, consumedByteCount + count)
  }

  /// Says that bytes came out; throws where it is too many, or took too long.
  func unpack(_ count: Int) throws(ContainerFailure) {
    let (total, overflow) = unpackedByteCount.addingReportingOverflow(count)
    unpackedByteCount = total
    if overflow || !allows(total, from: consumedByteCount) { throw .limitExceeded }
    if let parent { try parent.unpack(count) } else { try checkTime() }
  }

  /// Throws where the next entry takes too long.
  func checkTime() throws(ContainerFailure) {
    if let parent { return try parent.checkTime() }
    if deadline.hasPassed { throw .limitExceeded }
  }

  /// Whether the whole container can give an entry of so many bytes.
  func canHold(_ count: Int) -> Bool { containerByteCount.map { allows(count, from: $0) } ?? true }

  private func allows(_ unpacked: Int, from byteCount: Int) -> Bool {
    if parent == nil { return limits.allow(unpacked, from: byteCount) }
    let (expanded, isHuge) = byteCount.multipliedReportingOverflow(by: max(1, limits.expansion))
    return unpacked <= min(limits.unpackedByteCount, max(limits.entryByteCount, isHuge ? Int.max : expanded))
  }
}
