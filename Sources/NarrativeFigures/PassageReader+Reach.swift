/// From where only filler words lead to a quantity.
extension PassageReader {
  /// The places from which only filler words lead to `lead`, nearest first.
  func reach(before lead: Int, of index: Int? = nil) -> Reach {
    var places = Reach(lead)
    var next = 0
    let bound = max(frameStart(lead), lead - 60)
    while next < places.count, places.count < 12 {
      let place = places[next]
      next += 1
      rules.fillers.endings(in: bytes, at: place) { length in
        let start = place - length
        if start >= bound, !places.contains(start) { places.append(start) }
      }
      if place >= 3, bytes.matches("年", at: place - 3), let year = lastYear(upTo: place),
        years[year].end == place, !places.contains(years[year].start)
      {
        places.append(years[year].start)
      }
      if place >= 3, bytes.matches("》", at: place - 3) || bytes.matches("”", at: place - 3), !isMasked(place - 1) {
        places.append(place - 3)
      }
      if place > 0, bytes[place - 1] == UInt8(ascii: ")"), let start = plainBracket(endingAt: place), start >= bound {
        places.append(start)
      }
      if let index, index > 0, quantities[index - 1].end == place, let start = growthStart(quantities[index - 1].lead) {
        places.append(start)
      }
    }
    return places
  }

  /// Where the bracket starts that ends at `end`; `nil` where it is long or holds a number.
  private func plainBracket(endingAt end: Int) -> Int? {
    var start = end - 2
    while start >= max(0, end - 48), bytes[start] != UInt8(ascii: "(") {
      if bytes[start] >= 0x30 && bytes[start] <= 0x39 || bytes[start] == UInt8(ascii: ")") { return nil }
      start -= 1
    }
    return start >= 0 && bytes[start] == UInt8(ascii: "(") ? start : nil
  }

  /// The places of `reach(before:)`, with what stands before the quantity that a quantity grew from.
  func reach(_ places: Reach, of index: Int) -> Reach {
    if index > 0, isIssueCount(index - 1) { return reach(before: quantities[index - 1].lead) }
    guard index > 0, places.contains(quantities[index - 1].end) else { return places }
    return reach(before: quantities[index].lead, of: index)
  }

  /// Where 由 or 从 stands before the first number of 由3.2万增至4.5万; `nil` where none does.
  private func growthStart(_ lead: Int) -> Int? {
    var place = lead
    for word in ["的", "底", "末", "初"] as [StaticString] where bytes.matches(word, at: place - 3) { place -= 3 }
    if let year = lastYear(upTo: place), years[year].end == place, isBase(year) { return years[year].start - 3 }
    for word in ["年", "去", "上"] as [StaticString] where bytes.matches(word, at: place - 3) { place -= 3 }
    for word in ["由", "从"] as [StaticString] where bytes.matches(word, at: place - 3) { return place - 3 }
    return nil
  }

  /// Whether a year is that of the first number of 由2021年底的3.2万增至4.5万, and not of the second: one before the report's.
  func isBase(_ year: Int) -> Bool {
    let start = years[year].start
    guard bytes.matches("由", at: start - 3) || bytes.matches("从", at: start - 3) else { return false }
    let words: [StaticString] = ["底", "末", "初", "的"]
    guard words.contains(where: { bytes.matches($0, at: years[year].end) }) else { return false }
    return context.reportYear.map { years[year].year < $0 } ?? false
  }
}
