/// How much a container may make of its bytes (contract.md section 5).
///
/// A container on the top level is an inbox of its own and may hold a whole corpus, so its unpacked bytes are not bounded
/// as such: they are bounded by `max(unpackedByteCount, expansion × bytes of the file read so far)`, nested containers
/// included. Up to `unpackedByteCount` any ratio passes, so that small archives of pages that resemble one another do;
/// beyond it the whole must not expand more than `expansion` times. A container inside a container is one entry, at most
/// `entryByteCount` itself, and gives at most `unpackedByteCount`, beyond `entryByteCount` at most `expansion` times its
/// size.
public struct ContainerLimits: Sendable, Hashable {
  /// Bytes of one entry.
  public var entryByteCount = 64 << 20
  /// Unpacked bytes: what a nested container may give, and what a container on the top level may give at any ratio.
  public var unpackedByteCount = 1 << 30
  /// Unpacked bytes for one byte of the container.
  public var expansion = 100
  /// Containers within one another, the outermost included.
  public var containerDepth = 4
  /// Entries of one container.
  public var entryCount = 50_000_000

  /// The defaults.
  public init() {}
}

/// Counts what comes out of a container and of those inside it.
final class UnpackingBudget {
  private let limits: ContainerLimits
  private let parent: UnpackingBudget?
  private let isNested: Bool
  /// Bytes taken from the container itself.
  private(set) var consumedByteCount = 0
  private var unpackedByteCount = 0

  /// The budget of a container; `parent` is that of the container it lies in.
  init(limits: ContainerLimits, parent: UnpackingBudget? = nil) {
    self.limits = limits
    self.parent = parent
    isNested = parent != nil
  }

  /// Says that the container was read up to an offset; what is read twice counts once.
  func consume(upTo offset: Int) { consumedByteCount = max(consumedByteCount, offset) }

  /// Says that bytes came out; throws where it is too many.
  func unpack(_ count: Int) throws(ContainerFailure) {
    let (total, overflow) = unpackedByteCount.addingReportingOverflow(count)
    unpackedByteCount = total
    let (expanded, isHuge) = consumedByteCount.multipliedReportingOverflow(by: max(1, limits.expansion))
    let byRatio = isHuge ? Int.max : expanded
    let allowed =
      isNested
      ? min(limits.unpackedByteCount, max(limits.entryByteCount, byRatio))
      : max(limits.unpackedByteCount, byRatio)
    if overflow || total > allowed { throw .limitExceeded }
    try parent?.unpack(count)
  }
}
