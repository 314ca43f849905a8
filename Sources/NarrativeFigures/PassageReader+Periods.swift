/// Years, plans and changes: what a figure is not, and when it counts (narrative.md rules 7, 8 and 16).
extension PassageReader {
  mutating func findPlans() {
    findYears()
    defer { plans = merged(plans) }
    for hit in hits(with: [.plan, .sentencePlan]) where !isSilent(hit.start) {
      let cues = rules.words[hit.literal].cues
      if cues.contains(.plan) {
        if lastHit(with: .carry, from: clauseStart(hit.start), to: hit.start + 1) == nil,
          hits[max(0, firstHit(endingAfter: hit.start))...].prefix(8).allSatisfy({
            !(rules.words[$0.literal].cues.contains(.carry) && $0.start <= hit.start && $0.end > hit.start)
          })
        {
          plans.append(hit.start..<first(of: items, after: hit.start))
        }
      } else if cues.contains(.sentencePlan) {
        plans.append(hit.start..<nextStop(from: hit.start))
      }
    }
    guard let reportYear = context.reportYear else { return }
    for year in years where year.year > reportYear && !isMasked(year.start) {
      if lastHit(with: .carry, from: sentenceStart(year.start), to: year.start) == nil {
        plans.append(year.start..<nextStop(from: year.start))
      }
    }
  }

  private mutating func findYears() {
    var next = 0
    for offset in text.numeralOffsets {
      let start = Int(offset)
      guard start >= next, bytes[start] < 0x80 else { continue }
      var end = start
      var value = 0
      while end < bytes.count, bytes[end] >= 0x30, bytes[end] <= 0x39, end - start < 5 {
        value = value * 10 + Int(bytes[end] - 0x30)
        end += 1
      }
      next = end
      if end - start == 4, value >= 1990, value < 2100, bytes.matches("年", at: end) {
        years.append((value, start, end + 3))
      }
    }
  }

  func isPlanned(_ position: Int) -> Bool { contains(plans, position) }

  /// Whether the clause tells what is done every day or week.
  func isHabit(_ position: Int) -> Bool {
    lastHit(with: .habit, from: clauseStart(position), to: position) != nil
  }

  /// Whether the quantity is a difference or last year's figure in a comparison.
  func isChange(_ span: QuantitySpan, _ near: Reach) -> Bool {
    if span.kind == .percent, bytes.matches("占", at: span.lead - 3) { return true }
    if present.isDisjoint(with: .change) { return false }
    let clause = clauseStart(span.lead)
    var index = firstHit(endingAfter: span.lead) - 1
    var isChanged = false
    while index >= 0, hits[index].end > clause, span.lead - hits[index].end < 200 {
      let hit = hits[index]
      if hit.start >= clause {
        let cues = rules.words[hit.literal].cues
        if cues.contains(.notChange), near.contains(hit.end) { return false }
        if cues.contains(.change), !isPartOfLongerWord(index) { isChanged = true }
      }
      index -= 1
    }
    return isChanged
  }

  /// Whether the hit lies in a longer word that is no change: 比较, 增加至.
  private func isPartOfLongerWord(_ index: Int) -> Bool {
    let hit = hits[index]
    var other = index + 1
    while other < hits.count, hits[other].end <= hit.end + 12 {
      if hits[other].start <= hit.start, rules.words[hits[other].literal].cues.contains(.notChange) { return true }
      other += 1
    }
    other = index - 1
    while other >= 0, hits[other].end == hit.end {
      if rules.words[hits[other].literal].cues.contains(.notChange) { return true }
      other -= 1
    }
    return false
  }

  /// The period of a figure by the words before it in its sentence.
  func period(at position: Int, isStock: Bool) -> String? {
    let sentence = sentenceStart(position)
    let stated = statedYear(upTo: position, from: sentence)
    guard var year = stated?.year ?? context.reportYear else { return nil }
    let start = stated?.end ?? sentence
    switch lastYear(opening: max(start, clauseStart(position)), before: position) {
    case .certain: year -= 1
    // Written in January, 去年 may be the year reported on or the one before it.
    case .ambiguous: return nil
    case nil: break
    }
    if isStock { return periods.name(year, .end) }
    if let part = yearPart(from: start, to: position) { return periods.name(year, part) }
    if let month = lastHit(with: .monthly, from: sentence, to: position), !isIssue(month.end) {
      return periods.name(year, .monthly)
    }
    if lastHit(with: .quarterly, from: sentence, to: position) != nil { return periods.name(year, .quarterly) }
    return periods.name(year, .whole)
  }

  /// Whether 每月 ended here only tells how often something appears, as in 通过每月一期的公报公开文件54份.
  private func isIssue(_ end: Int) -> Bool {
    PassageReader.issues.contains { bytes.matches($0, at: end) }
  }

  private static let issues: [StaticString] = ["一期", "1期", "一次", "1次", "两期", "定期", "按时"]

  /// What a clause says that begins with 去年 or 上年度 as its time.
  private enum LastYear {
    /// The year before the one reported on.
    case certain
    /// That year or the one reported on.
    case ambiguous
  }

  /// Whether the clause begins with such a time: not with 去年底, 上年结转 or 去年的, which tell of this year.
  private func lastYear(opening clause: Int, before position: Int) -> LastYear? {
    guard let word = PassageReader.lastYears.first(where: { bytes.matches($0, at: clause) }) else { return nil }
    var next = clause + word.byteCount
    let isSamePeriod = bytes.matches("同期", at: next)
    if isSamePeriod { next += 6 }
    if bytes.matches(",", at: next) { next += 1 }
    if next > position || PassageReader.notLastYear.contains(where: { bytes.matches($0, at: next) }) { return nil }
    return isSamePeriod || !bytes.matches("去年", at: clause) ? .certain : .ambiguous
  }

  private static let lastYears: [StaticString] = ["去年", "上一年度", "上一年", "上年度", "上年"]
  private static let notLastYear: [StaticString] = ["底", "末", "结转", "转入", "顺延", "遗留", "以来", "至今", "起", "的", "基础"]

  private func statedYear(upTo position: Int, from sentence: Int) -> (year: Int, start: Int, end: Int)? {
    guard var index = lastYear(upTo: position) else { return nil }
    var steps = 0
    while index >= 0, years[index].start >= sentence, steps < 12 {
      let year = years[index]
      if !isMasked(year.start), !isCompared(year.start), !isOrigin(year.end), !isBase(index),
        lastHit(with: .carry, from: max(sentence, year.start - 12), to: year.start) == nil
      {
        return year
      }
      index -= 1
      steps += 1
    }
    return nil
  }

  /// The index of the last year that ends at or before `position`; `nil` where there is none.
  func lastYear(upTo position: Int) -> Int? {
    var low = 0
    var high = years.count
    while low < high {
      let middle = (low + high) / 2
      if years[middle].end <= position { low = middle + 1 } else { high = middle }
    }
    return low == 0 ? nil : low - 1
  }

  /// Whether the year that ends here only says where something was carried over from, as 2019年结转申请73件 does.
  private func isOrigin(_ end: Int) -> Bool {
    let next = bytes.matches("度", at: end) ? end + 3 : end
    return PassageReader.origins.contains { bytes.matches($0, at: next) }
  }

  private static let origins: [StaticString] = ["结转", "转入", "顺延", "遗留"]

  private func isCompared(_ position: Int) -> Bool {
    bytes.matches("比", at: position - 3) || bytes.matches("较", at: position - 3) || bytes.matches("与", at: position - 3)
  }

  /// The half or quarter named last in the range.
  private func yearPart(from start: Int, to end: Int) -> PeriodPart? {
    var position = end - 9
    let bound = max(start, end - 240)
    while position >= bound {
      if bytes[position] >= 0xE4, bytes[position] <= 0xE7,
        PassageReader.yearPartBits.contains(bytes[position + 2])
      {
        for (word, code) in PassageReader.yearParts where bytes.matches(word, at: position) {
          if !bytes.matches("前", at: position - 3) { return code }
        }
      }
      position -= 1
    }
    return nil
  }

  private static let yearPartBits = ByteBits(thirdOf: yearParts.map(\.0))

  private static let yearParts: [(StaticString, PeriodPart)] = [
    ("上半年", .firstHalf), ("下半年", .secondHalf), ("第一季度", .firstQuarter), ("第二季度", .secondQuarter),
    ("第三季度", .thirdQuarter), ("第四季度", .fourthQuarter), ("一季度", .firstQuarter), ("二季度", .secondQuarter),
    ("三季度", .thirdQuarter), ("四季度", .fourthQuarter),
  ]
}
