import Glibc

/// When the work on one document has to end (contract.md section 5).
///
/// Readers ask at coarse points, every some thousand tags, lines or entries, so that asking costs nothing against the
/// work between two answers; who is told that it has passed gives the document up as `limit_exceeded`. An answer of
/// `true` is final.
///
/// ```swift
/// let reading = try reader.read(bytes, deadline: .after(processorSeconds: 60))
/// ```
public struct WorkDeadline: Sendable {
  private let answer: (@Sendable () -> Bool)?

  /// A deadline that never passes.
  public static let none = WorkDeadline(answer: nil)

  private init(answer: (@Sendable () -> Bool)?) { self.answer = answer }

  /// A deadline that passes when `hasPassed` says so, and from then on says so always.
  public init(whenTrue hasPassed: @escaping @Sendable () -> Bool) { answer = hasPassed }

  /// A deadline for work on the calling thread, and on no other.
  ///
  /// Processor time of the thread counts, so that a busy machine or a slow disk takes nothing from a document. Fewer than
  /// one second count as one.
  public static func after(processorSeconds seconds: Int) -> WorkDeadline {
    let (length, isEndless) = max(1, seconds).multipliedReportingOverflow(by: 1_000_000_000)
    let (end, isBeyond) = processorNanoseconds().addingReportingOverflow(length)
    let begin = coarseNanoseconds()
    return isEndless || isBeyond
      // No thread works longer than time goes by, and the time is had without asking the kernel.
      ? .none : WorkDeadline { coarseNanoseconds() - begin >= length && processorNanoseconds() > end }
  }

  /// Whether the work has to end.
  public var hasPassed: Bool { answer?() ?? false }
}

/// What the calling thread has worked so far.
private func processorNanoseconds() -> Int { nanoseconds(CLOCK_THREAD_CPUTIME_ID) }

/// The time, by a clock that only goes forward, some milliseconds late.
private func coarseNanoseconds() -> Int { nanoseconds(CLOCK_MONOTONIC_COARSE) }

private func nanoseconds(_ clock: clockid_t) -> Int {
  var time = timespec()
  clock_gettime(clock, &time)
  return time.tv_sec * 1_000_000_000 + time.tv_nsec
}

/// Asks a deadline only once in a while, for loops whose rounds take less time than asking.
public struct WorkMeter: Sendable {
  private let deadline: WorkDeadline
  @usableFromInline var rounds: UInt32 = 0
  /// How many rounds pass from one question to the next; a power of two.
  @inlinable public static var stride: UInt32 { 4096 }

  /// Asks `deadline` in the first round of every `stride`.
  public init(_ deadline: WorkDeadline) { self.deadline = deadline }

  /// Counts one round; whether the work has to end.
  @inlinable public mutating func isOver() -> Bool {
    defer { rounds &+= 1 }
    return rounds & (Self.stride &- 1) == 0 && asks()
  }

  @usableFromInline func asks() -> Bool { deadline.hasPassed }
}
