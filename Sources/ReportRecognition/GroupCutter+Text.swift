import StatutoryForm

/// Lines of text that are not plain: words among the values, torn labels, page numbers.
extension GroupCutter {
  func textGroups(_ lines: [ValueLine], _ columns: Int, closesTable: Bool) -> [ValueGroup] {
    var lines = markingForeignWords(lines)
    for index in lines.indices { lines[index].items.removeAll { isTornLabel($0) } }
    for index in lines.indices { lines[index].items = withoutPageNumbers(lines[index].items, columns) }
    lines.removeAll { $0.items.isEmpty }
    // Blank lines at the end belong to the row only where the table goes on.
    while let last = lines.last, last.items.allSatisfy({ $0.isBlank }),
      (closesTable && !usesBlankLines) || lines.reduce(0, { $0 + $1.items.count }) > columns
    { lines.removeLast() }
    if columns >= 5, let foreign = lines.dropFirst().firstIndex(where: { $0.items.first?.followsForeignWords == true })
    {
      // Behind words that no label holds another row begins, or nothing of the table at all.
      return textGroups(Array(lines[..<foreign]), columns, closesTable: false)
        + textGroups(Array(lines[foreign...]), columns, closesTable: closesTable)
        .map { group in
          var group = group
          group.attachment = .none
          return group
        }
    }
    if columns >= 5, lines.contains(where: { $0.hasValues }) {
      // A line of words alone beside lines of figures is an insertion, not a cell.
      lines.removeAll { line in !line.isLabelLine && line.items.allSatisfy { $0.isWords && $0.range.count > 5 } }
    }
    guard let first = lines.first else { return [] }
    let words = lines.flatMap { $0.items }.filter { $0.isWords }
    let total = lines.reduce(0) { $0 + $1.items.count }
    if words.count == total {
      // Words instead of figures: one place that cannot be read.
      guard total <= columns, let word = words.first, !closesTable else { return [] }
      return [atomic([word], columns, first.isLabelLine ? .same : .next)]
    }
    if !words.isEmpty, total > columns || isGlued {
      for index in lines.indices { lines[index].items.removeAll { $0.isWords } }
    }
    lines.removeAll { $0.items.isEmpty }
    return cut(lines, columns)
  }

  /// Takes lines away that begin another row's label, and marks the values on the next line.
  func markingBeginnings(_ lines: [ValueLine]) -> [ValueLine] {
    var marked: [ValueLine] = []
    var beginning: LabelBeginning?
    for line in lines {
      if !line.isLabelLine, let found = labelBeginning(on: line) {
        beginning = found
        continue
      }
      var line = line
      if let found = beginning, line.hasValues {
        for index in line.items.indices { line.items[index].beginning = found }
        beginning = nil
      }
      marked.append(line)
    }
    return marked
  }

  /// The beginning of a label that a line is: one piece of words, a bare number before it or none.
  private func labelBeginning(on line: ValueLine) -> LabelBeginning? {
    guard line.items.count <= 2, let first = line.items.first, let last = line.items.last, last.isWords,
      line.items.count == 1 || first.range.count == 1 && stream.units[first.range.lowerBound].isDigit
    else { return nil }
    return LabelBeginnings.beginning(of: stream.units[first.range.lowerBound..<last.range.upperBound])
  }

  /// Marks the first value behind words that are no piece of the form's labels.
  private func markingForeignWords(_ lines: [ValueLine]) -> [ValueLine] {
    var lines = lines
    var isForeign = false
    for index in lines.indices {
      for place in lines[index].items.indices {
        let item = lines[index].items[place]
        if item.isWords {
          isForeign = isForeign || !LabelPieces.isPiece(Array(stream.units[item.range]), strictly: true)
        } else if item.isValue {
          lines[index].items[place].followsForeignWords = isForeign
          isForeign = false
        }
      }
    }
    return lines
  }

  /// Drops a page number in the middle of a line: `- 4 -` beyond the row's columns, `-4-` anywhere.
  private func withoutPageNumbers(_ items: [ValueItem], _ columns: Int) -> [ValueItem] {
    func isDash(_ item: ValueItem) -> Bool { !item.isBlank && stream.units[item.range].allSatisfy { $0 == 0x2D } }
    var kept = withoutGluedPageNumber(items, columns).filter { item in
      let units = stream.units[item.range]
      guard units.count >= 3, units.count <= 7, units.first == 0x2D, units.last == 0x2D else { return true }
      return !units.contains { $0.isDigit } || !units.allSatisfy { $0.isDigit || $0 == 0x2D }
    }
    var index = 0
    while kept.count > columns, index + 2 < kept.count {
      let middle = stream.units[kept[index + 1].range]
      if isDash(kept[index]), isDash(kept[index + 2]), (1...3).contains(middle.count), middle.allSatisfy({ $0.isDigit })
      {
        kept.removeSubrange(index...(index + 2))
      } else {
        index += 1
      }
    }
    return kept
  }

  /// Takes the page number off a run that it is glued to: `0000000— 4 —`, `0000000-4-`.
  ///
  /// No count is negative, and no cell is a dash behind as many digits as there are columns.
  private func withoutGluedPageNumber(_ items: [ValueItem], _ columns: Int) -> [ValueItem] {
    guard columns >= 5, isGlued || hasRuns, items.count <= 3, var run = items.first, !run.isBlank else { return items }
    var end = run.range.lowerBound
    while end < run.range.upperBound, stream.units[end].isDigit { end += 1 }
    let digits = end - run.range.lowerBound
    guard digits >= columns, end < run.range.upperBound, stream.units[end] == 0x2D else { return items }
    let rest = stream.units[end..<(items.last?.range.upperBound ?? end)]
    let number = rest.drop { $0 == 0x2D }.prefix { $0.isDigit }
    let tail = rest.drop { $0 == 0x2D }.dropFirst(number.count)
    let isApart = number.startIndex < stream.count && stream.separations[number.startIndex] >= .space
    guard (1...3).contains(number.count), tail.allSatisfy({ $0 == 0x2D }), isApart || !tail.isEmpty else {
      return items
    }
    run.range = run.range.lowerBound..<end
    run.reading = CellGrammar.read(stream.units[run.range])
    return [run]
  }

  /// Whether words are a piece of a label that a line or a column tore off.
  private func isTornLabel(_ item: ValueItem) -> Bool {
    guard item.isWords, item.reading?.hasDigits == false else { return false }
    return LabelPieces.isPiece(Array(stream.units[item.range]))
  }
}
