/// Maps many inputs with several tasks at once and hands over the results in the order of the inputs.
///
/// `transform` gets a whole batch, so that it can keep its tools from one input to the next. One task a batch, at most
/// `jobs` batches in flight and at most `jobs` more waiting for their turn: memory is bounded by the batches and not by the
/// inputs, and the number of jobs cannot change the order.
func forEachInOrder<Input: Sendable, Output: Sendable>(
  _ inputs: [Input], batchCount: Int = 16, jobs: Int,
  transform: @escaping @Sendable (ArraySlice<Input>) -> [Output],
  consume: (Output) throws -> Void
) async throws {
  let batches = (inputs.count + batchCount - 1) / batchCount
  try await withThrowingTaskGroup(of: (Int, [Output]).self) { group in
    var started = 0
    var consumed = 0
    var waiting: [Int: [Output]] = [:]
    func start() {
      let index = started
      let batch = inputs[index * batchCount..<min(inputs.count, (index + 1) * batchCount)]
      group.addTask { (index, transform(batch)) }
      started += 1
    }
    while consumed < batches {
      while started < batches, started - consumed - waiting.count < jobs, started - consumed < 2 * jobs { start() }
      guard let (index, outputs) = try await group.next() else { break }
      waiting[index] = outputs
      while let next = waiting.removeValue(forKey: consumed) {
        for output in next { try consume(output) }
        consumed += 1
      }
    }
  }
}

/// Like `forEachInOrder` over inputs that come one batch after another, each with the bytes that it holds in memory.
///
/// At most `jobs` batches are worked on, and the next one is made meanwhile. Besides the number of batches, the bytes of
/// those in flight are bounded: no further one is made while there are `byteLimit` or more.
func forEachBatchInOrder<Input: Sendable, Output: Sendable>(
  jobs: Int, byteLimit: Int,
  next: () throws -> (inputs: [Input], byteCount: Int)?,
  transform: @escaping @Sendable ([Input]) -> [Output],
  consume: (Output) throws -> Void
) async throws {
  try await withThrowingTaskGroup(of: (Int, [Output]).self) { group in
    var made = 0
    var started = 0
    var consumed = 0
    var isAtEnd = false
    var prepared: [Input]?
    var byteCounts: [Int: Int] = [:]
    var byteCount = 0
    var waiting: [Int: [Output]] = [:]
    func prepare() throws {
      guard prepared == nil, !isAtEnd, made - consumed < 2 * jobs + 1, byteCount < byteLimit || made == consumed else {
        return
      }
      guard let batch = try next() else {
        isAtEnd = true
        return
      }
      byteCounts[made] = batch.byteCount
      byteCount += batch.byteCount
      prepared = batch.inputs
      made += 1
    }
    while true {
      try prepare()
      while let inputs = prepared, started - consumed - waiting.count < jobs {
        let index = started
        group.addTask { (index, transform(inputs)) }
        started += 1
        prepared = nil
        try prepare()
      }
      if isAtEnd, consumed == made { return }
      guard let (index, outputs) = try await group.next() else { return }
      waiting[index] = outputs
      byteCount -= byteCounts.removeValue(forKey: index) ?? 0
      while let outputs = waiting.removeValue(forKey: consumed) {
        for output in outputs { try consume(output) }
        consumed += 1
      }
    }
  }
}
