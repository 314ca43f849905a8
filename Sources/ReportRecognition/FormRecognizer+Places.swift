import StatutoryForm

/// Where the tables of a document stand.
extension FormRecognizer {
  /// The runs of labels that are one table 3 each.
  func applicationsInstances() -> [Range<Int>] {
    var instances: [Range<Int>] = []
    var start: Int?
    var last = 0
    var reached: UInt8 = 0
    for (index, hit) in hits.enumerated() {
      var row: FormRow?
      switch hit.kind {
      case .row(let found) where found.table == .applications || found.table == .outcomes: row = found
      case .group(.other): row = .otherHandling
      case .section(let kind) where start != nil && reached >= FormRow.totalProcessed.rawValue && kind != .disclosure:
        if let begin = start { instances.append(begin..<last + 1) }
        start = nil
        continue
      case .section(.overview), .section(.disclosure), .item:
        if let begin = start { instances.append(begin..<last + 1) }
        start = nil
        continue
      case .total where start != nil && hit.isNumbered:
        last = index
        reached = max(reached, FormRow.totalProcessed.rawValue)
        continue
      case .proceedings where start != nil && reached >= FormRow.carriedForward.rawValue:
        if let begin = start { instances.append(begin..<last + 1) }
        start = nil
        continue
      default: continue
      }
      guard let row else { continue }
      if let begin = start {
        let restarts = row == .newReceived && reached >= FormRow.otherHandling.rawValue
        let far = hit.start - hits[last].end > 1500
        if restarts || far {
          instances.append(begin..<last + 1)
          start = index
          reached = 0
        }
      } else {
        start = index
        reached = 0
      }
      last = index
      reached = max(reached, row.rawValue)
    }
    if let begin = start { instances.append(begin..<last + 1) }
    return instances
  }

  /// The first table that is as good as whole; else the one with most rows.
  func chosen(_ instances: [Range<Int>]) -> Range<Int>? {
    var scratch = ValueCutter(stream)
    var best: (rows: Int, range: Range<Int>)?
    for range in instances {
      var rows: UInt64 = 0
      for index in range {
        if case .row(let row) = hits[index].kind { rows |= 1 << UInt64(row.rawValue) }
      }
      let count = rows.nonzeroBitCount
      guard count >= 2, range.contains(where: { values.holdsPlaces($0, within: 80, &scratch) }) else { continue }
      if count >= 18 { return range }
      if count > best?.rows ?? 0 { best = (count, range) }
    }
    return best?.range
  }

  func disclosureIndices(before limit: Int, _ instances: [Range<Int>]) -> Range<Int> {
    // Table 2 stands before table 3; behind it only where nothing of it stands before.
    let isRow = { (hit: LabelHit) in
      if case .item = hit.kind { return true }
      if case .row(let row) = hit.kind { return row.table == .disclosure }
      return false
    }
    if hits[..<limit].contains(where: isRow) { return 0..<limit }
    return 0..<hits.count
  }

  func extent(_ span: Range<Int>, from instance: Range<Int>) -> Range<Int> {
    var first = instance.lowerBound
    while first > 0, hits[instance.lowerBound].start - hits[first - 1].start < 250 {
      switch hits[first - 1].kind {
      case .head, .column, .total, .other, .result: first -= 1
      default: return hits[first].start..<max(span.upperBound, hits[first].start)
      }
    }
    return hits[first].start..<max(span.upperBound, hits[first].start)
  }

  func lastPosition(_ values: ValueGroup) -> Int {
    values.items.last { !$0.isBlank }?.range.upperBound ?? values.position
  }

  func proceedings(after instance: Range<Int>?, isGlued: Bool) -> ProceedingsReader.Found? {
    let reader = ProceedingsReader(stream: stream, hits: hits, values: values, isGlued: isGlued)
    let start = instance?.upperBound ?? 0
    if let found = reader.find(start..<hits.count) { return found }
    return instance.flatMap { reader.find(0..<$0.lowerBound) }
  }

  func hasProcurementHead(_ indices: Range<Int>) -> Bool {
    hits[indices].contains { hit in
      switch hit.kind {
      case .item(9), .column(.procurementItems), .column(.procurementAmount): true
      default: false
      }
    }
  }
}
