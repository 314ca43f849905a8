import ConfinedPrograms

/// Runs programs over a document, and says in the words of the contract why one failed.
enum ConfinedReading {
  static func run(
    _ program: String, _ arguments: [String], _ input: [UInt8], files: [(name: String, bytes: [UInt8])] = [],
    time: inout WorkTime
  ) throws(ReadingFailure) -> [UInt8] {
    var limits = ProgramLimits()
    limits.seconds = try time.secondsLeft()
    do {
      return try ConfinedProgram(program).run(arguments, input: input, files: files, limits: limits).bytes
    } catch {
      switch error {
      case .notInstalled, .cannotConfine: throw .unsupported
      case .timedOut, .outputTooLarge, .cannotStart, .killed: throw .limitExceeded
      case .failed(_, let status, let message):
        // Status 3 is a document that forbids its text to be taken.
        throw status == 3 || message.contains("ncorrect password") ? .encrypted : .malformedContainer
      }
    }
  }
}

/// What is left of the time for one document.
struct WorkTime {
  private let end: ContinuousClock.Instant

  init(seconds: Int) { end = .now + .seconds(max(1, min(seconds, 1_000_000))) }

  /// Whole seconds that are left, at least one; throws where there are none.
  mutating func secondsLeft() throws(ReadingFailure) -> Int {
    let left = ContinuousClock.Instant.now.duration(to: end)
    if left <= .zero { throw .limitExceeded }
    return max(1, Int(left.components.seconds))
  }
}
