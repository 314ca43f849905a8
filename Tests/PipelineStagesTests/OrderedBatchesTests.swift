import Synchronization
import Testing

@testable import PipelineStages

/// Work in batches: in order, at most so many at a time, bounded by bytes.
@Suite struct OrderedBatchesTests {
  /// How many batches are worked on now, and were at most.
  private final class Gauge: Sendable {
    private let counts = Mutex((now: 0, most: 0))

    func during<Result>(_ body: () -> Result) -> Result {
      counts.withLock {
        $0.now += 1
        $0.most = max($0.most, $0.now)
      }
      defer { counts.withLock { $0.now -= 1 } }
      return body()
    }

    var most: Int { counts.withLock { $0.most } }
  }

  @Test(arguments: [1, 2, 3, 8])
  func comeInOrderAndNoMoreThanJobsAtATime(jobs: Int) async throws {
    let gauge = Gauge()
    var made = 0
    var results: [Int] = []
    try await forEachBatchInOrder(
      jobs: jobs, byteLimit: .max,
      next: {
        made += 1
        return made <= 60 ? (Array(made * 10..<made * 10 + 3), 1) : nil
      },
      transform: { batch in
        // Later batches are quicker than earlier ones, so that they wait for their turn.
        gauge.during { batch.map { number in (0..<(70 - number / 10) * 300).reduce(number) { $0 ^ ($1 & 0) } } }
      }, consume: { results.append($0) })
    var expected: [Int] = []
    for batch in 1...60 { expected += [batch * 10, batch * 10 + 1, batch * 10 + 2] }
    #expect(results == expected)
    #expect((1...jobs).contains(gauge.most))
  }

  /// A batch larger than the limit is worked on alone.
  @Test func areBoundedByTheirBytes() async throws {
    let gauge = Gauge()
    var made = 0
    var results: [Int] = []
    try await forEachBatchInOrder(
      jobs: 4, byteLimit: 10,
      next: {
        made += 1
        return made <= 20 ? ([made], 100) : nil
      },
      transform: { batch in gauge.during { batch } }, consume: { results.append($0) })
    #expect(results == Array(1...20))
    #expect(gauge.most == 1)
  }

  @Test func nothingIsNoWork() async throws {
    try await forEachBatchInOrder(
      jobs: 2, byteLimit: 1, next: { nil as ([Int], Int)? }, transform: { $0 },
      consume: { _ in Issue.record("there was nothing") })
  }
}
