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

  /// The table that is the report's own of those that are as good as whole, and those it has to be compared with; else
  /// the one with most rows.
  func chosen(_ instances: [Range<Int>]) -> (instance: Range<Int>?, rivals: [Range<Int>], isWarned: Bool) {
    var scratch = ValueCutter(stream)
    var best: (rows: Int, range: Range<Int>)?
    var whole: [Range<Int>] = []
    for range in instances {
      let count = rowCount(range)
      guard count >= 2, range.contains(where: { values.holdsPlaces($0, within: 80, &scratch) }) else { continue }
      if count >= 18 { whole.append(range) }
      if count > best?.rows ?? 0 { best = (count, range) }
    }
    // An empty form before the filled one is no rival.
    let filled = whole.filter { range in range.contains(where: isFilled) }
    if !filled.isEmpty { whole = filled }
    guard let first = whole.first else { return (best?.range, [], false) }
    if whole.count == 1 { return (first, [], false) }
    let ends = [0] + whole.map { hits[$0.upperBound - 1].end }
    let claims = whole.indices.map { index in
      caption(before: whole[index].lowerBound, from: ends[index])
    }
    let choice = InstanceChoice(claims: claims, isGovernment: isGovernment)
    return (whole[choice.taken], choice.rivals.map { whole[$0] }, choice.isDoubtful)
  }

  /// Whether anything that can be a value stands behind a label.
  private func isFilled(_ hit: Int) -> Bool {
    values.items(of: values.lines(of: hit)).contains { values.items[$0].isValue && !values.items[$0].isBlank }
  }

  /// What the captions before a table say, from the last heading or table on.
  func caption(before hit: Int, from start: Int) -> PeriodClaim {
    var from = start
    for earlier in stride(from: hit - 1, through: 0, by: -1) {
      if hits[earlier].end <= start { break }
      if case .section = hits[earlier].kind {
        from = max(from, hits[earlier].end)
        break
      }
    }
    let end = hits[hit].start
    return PeriodClaim.ofCaption(max(from, end - 8000)..<max(from, end), in: stream, hits, year: reportYear, body: body)
  }

  func rowCount(_ range: Range<Int>) -> Int {
    var rows: UInt64 = 0
    for index in range {
      if case .row(let row) = hits[index].kind { rows |= 1 << UInt64(row.rawValue) }
    }
    return rows.nonzeroBitCount
  }

  /// The labels of a table 3 whose values stand beside none of them, as where rows and columns are exchanged.
  func barren(_ instances: [Range<Int>]) -> Range<Int>? {
    instances.first { rowCount($0) >= 18 && !exactTables($0).isEmpty }
  }

  /// The labels that can belong to table 2, and those of other tables 2 it has to be compared with.
  func disclosureIndices(before limit: Int) -> (indices: Range<Int>, rivals: [Range<Int>]) {
    // Table 2 stands before table 3; behind it only where nothing of it stands before.
    var starts: [Int] = []
    var isAny = false
    var last = 0
    for index in 0..<limit {
      switch hits[index].kind {
      case .item(let number):
        isAny = true
        if number == 1, last != 1 { starts.append(index) }
        last = number
      case .row(let row) where row.table == .disclosure: isAny = true
      default: continue
      }
    }
    if !isAny { return (0..<hits.count, []) }
    var ranges = starts.indices.map { index in
      starts[index]..<(index + 1 < starts.count ? starts[index + 1] : limit)
    }.filter { range in range.count { isDisclosureRow($0) && !values.lines(of: $0).isEmpty } >= 4 }
    if ranges.count < 2 { return (0..<limit, []) }
    let filled = ranges.filter { range in range.contains { isDisclosureRow($0) && isFilled($0) } }
    if !filled.isEmpty { ranges = filled }
    let ends = [0] + ranges.map { range in hits[range.last { isDisclosureRow($0) } ?? range.lowerBound].end }
    let claims = ranges.indices.map { caption(before: ranges[$0].lowerBound, from: ends[$0]) }
    let choice = InstanceChoice(claims: claims, isGovernment: isGovernment)
    return (ranges[choice.taken], choice.isDoubtful ? choice.rivals.map { ranges[$0] } : [])
  }

  /// Whether a label can be the first of table 2.
  func isDisclosureLabel(_ index: Int) -> Bool {
    if case .item = hits[index].kind { return true }
    return isDisclosureRow(index)
  }

  private func isDisclosureRow(_ index: Int) -> Bool {
    if case .row(let row) = hits[index].kind { return row.table == .disclosure }
    return false
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
    let reader = ProceedingsReader(
      stream: stream, hits: hits, values: values, isGlued: isGlued, year: reportYear, body: body)
    let start = instance?.upperBound ?? 0
    if let found = reader.find(start..<hits.count, isGovernment: isGovernment) { return found }
    return instance.flatMap { reader.find(0..<$0.lowerBound, isGovernment: isGovernment) }
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
