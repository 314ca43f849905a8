/// Stage 2 as a filter: frames in, the same frames with normalized records out.
struct StreamedNormalize {
  let options: PipelineOptions
  private static let batchCount = 16
  private static let batchByteCount = 2 << 20
  private static let flightByteCount = 64 << 20

  func run(from input: String, to output: String) async throws {
    let reader = try FrameReader(input)
    let tools = try NormalizeTools(options)
    var header = reader.header
    header.rules = options.rules.factsHash
    let writer = try FrameWriter(output, header)
    try await forEachBatchInOrder(
      jobs: options.jobs, byteLimit: Self.flightByteCount,
      next: {
        var batch: [StreamItem] = []
        var byteCount = 0
        while batch.count < Self.batchCount, byteCount < Self.batchByteCount, let item = try reader.next() {
          byteCount += item.extracted?.count ?? 0
          batch.append(item)
        }
        return batch.isEmpty ? nil : (batch, byteCount)
      },
      transform: { batch in
        var worker = NormalizeWorker(tools: tools)
        return batch.map { item in
          var item = item
          if let body = item.extracted, let record = RecordPacker.record(in: body) {
            item.normalized = worker.normalize(record)
          }
          return item
        }
      }, consume: { try writer.append($0) })
    try writer.finish()
  }
}
