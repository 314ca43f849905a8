import Synchronization
import Testing
import WorkLimits

/// When work has to end, without waiting for it.
@Suite struct WorkDeadlineTests {
  @Test func noneNeverPasses() { #expect(!WorkDeadline.none.hasPassed) }

  @Test func anEndBeyondAllNumbersNeverPasses() {
    #expect(!WorkDeadline.after(processorSeconds: .max).hasPassed)
    #expect(!WorkDeadline.after(processorSeconds: 1 << 40).hasPassed)
  }

  @Test func workPassesIt() {
    // A second at least, whatever is asked for; what ends the loop is the deadline.
    let deadline = WorkDeadline.after(processorSeconds: 0)
    var rounds = 0
    while !deadline.hasPassed { rounds += 1 }
    #expect(rounds > 1)
    #expect(deadline.hasPassed)
  }

  @Test func aMeterAsksAtTheFirstRoundAndThenOncePerStride() {
    let asked = Mutex(0)
    let deadline = WorkDeadline {
      asked.withLock { count in
        count += 1
        return count == 3
      }
    }
    var meter = WorkMeter(deadline)
    var rounds = 1
    while !meter.isOver() { rounds += 1 }
    #expect(rounds == 2 * Int(WorkMeter.stride) + 1)
    #expect(asked.withLock { $0 } == 3)
  }
}
