/// A cell between rulings, on the grid of its table.
struct RuledCell {
  var row: Int
  var column: Int
  var rowSpan: Int
  var columnSpan: Int
  var box: PageBox
}

/// A table found from its rulings: the places of its lines, and its cells.
struct RuledGrid {
  /// Places of the upright lines, ascending; one more than columns.
  var columns: [Double]
  /// Places of the level lines, ascending; one more than rows.
  var rows: [Double]
  /// The cells by row, then column.
  var cells: [RuledCell]

  var box: PageBox {
    PageBox(
      left: columns.first ?? 0, top: rows.first ?? 0, right: columns.last ?? 0, bottom: rows.last ?? 0)
  }
}

/// Builds grids from the rulings of a page.
///
/// Rulings that touch belong to one table. Two lines next to each other (a double line, the borders of two neighbouring
/// boxes) are one. Where no line parts two fields of the grid they are one cell, so merged cells come by themselves. A side
/// that is not drawn (open tables, a table cut by the page's end) is where the lines across it end.
enum RulingGrid {
  /// Lines nearer than this are one line, and lines this near touch.
  private static let together = 4.0
  private static let mostColumns = 80
  private static let mostRows = 1500

  /// The grids of a page with more than one cell, from top to bottom.
  static func grids(level: [Ruling], upright: [Ruling]) -> [RuledGrid] {
    components(level, upright).compactMap { grid($0.level, $0.upright) }.filter { $0.cells.count > 1 }
      .sorted { ($0.box.top, $0.box.left) < ($1.box.top, $1.box.left) }
  }

  private static func components(_ level: [Ruling], _ upright: [Ruling]) -> [(level: [Ruling], upright: [Ruling])] {
    var sets = DisjointSets(level.count + upright.count)
    // Sweeping from left to right, only rulings that may touch are compared.
    let columns = upright.indices.sorted { upright[$0].position < upright[$1].position }
    let positions = columns.map { upright[$0].position }
    for (index, line) in level.enumerated() {
      var next = positions.firstIndex(notBelow: line.start - together)
      while next < columns.count, positions[next] <= line.end + together {
        let other = upright[columns[next]]
        if line.position >= other.start - together, line.position <= other.end + together {
          sets.join(index, level.count + columns[next])
        }
        next += 1
      }
    }
    joinParallel(level, offset: 0, &sets)
    joinParallel(upright, offset: level.count, &sets)

    var groups: [Int: (level: [Ruling], upright: [Ruling])] = [:]
    for (index, line) in level.enumerated() { groups[sets.root(index), default: ([], [])].level.append(line) }
    for (index, line) in upright.enumerated() {
      groups[sets.root(level.count + index), default: ([], [])].upright.append(line)
    }
    return groups.sorted { $0.key < $1.key }.map(\.value)
  }

  /// Joins lines that run beside each other, as those of a double line do.
  private static func joinParallel(_ lines: [Ruling], offset: Int, _ sets: inout DisjointSets) {
    let sorted = lines.indices.sorted { lines[$0].position < lines[$1].position }
    for (place, index) in sorted.enumerated() {
      var next = place + 1
      while next < sorted.count, lines[sorted[next]].position - lines[index].position <= together {
        let other = lines[sorted[next]]
        if other.start <= lines[index].end + together, lines[index].start <= other.end + together {
          sets.join(offset + index, offset + sorted[next])
        }
        next += 1
      }
    }
  }

  private static func grid(_ level: [Ruling], _ upright: [Ruling]) -> RuledGrid? {
    if level.isEmpty || upright.isEmpty { return nil }
    var columns = places(of: upright)
    var rows = places(of: level)
    extend(&columns, to: level.map(\.start).min(), level.map(\.end).max())
    extend(&rows, to: upright.map(\.start).min(), upright.map(\.end).max())
    guard columns.count > 1, rows.count > 1, columns.count <= mostColumns, rows.count <= mostRows else { return nil }

    let walls = GridWalls(columns: columns, rows: rows, level: level, upright: upright)
    return cells(columns, rows, walls)
  }

  /// The places of lines, those next to each other taken together.
  static func places(of lines: [Ruling]) -> [Double] {
    var places: [Double] = []
    var group: [Double] = []
    for position in lines.map(\.position).sorted() {
      if let first = group.first, let last = group.last, position - last > together || position - first > 1.5 * together
      {
        places.append((first + last) / 2)
        group = []
      }
      group.append(position)
    }
    if let first = group.first, let last = group.last { places.append((first + last) / 2) }
    return places
  }

  /// Adds the sides that are not drawn.
  private static func extend(_ places: inout [Double], to low: Double?, _ high: Double?) {
    if let low, let first = places.first, low < first - 1.5 * together { places.insert(low, at: 0) }
    if let high, let last = places.last, high > last + 1.5 * together { places.append(high) }
  }

  private static func cells(_ columns: [Double], _ rows: [Double], _ walls: GridWalls) -> RuledGrid? {
    let width = columns.count - 1
    let height = rows.count - 1
    var taken = walls.outside()
    var cells: [RuledCell] = []
    for row in 0..<height {
      for column in 0..<width where !taken[row * width + column] {
        var right = column + 1
        while right < width, !taken[row * width + right], !walls.upright(right, row) { right += 1 }
        var bottom = row + 1
        while bottom < height, isOpen(walls, taken, column..<right, bottom, width) { bottom += 1 }
        for covered in row..<bottom { for place in column..<right { taken[covered * width + place] = true } }
        cells.append(
          RuledCell(
            row: row, column: column, rowSpan: bottom - row, columnSpan: right - column,
            box: PageBox(left: columns[column], top: rows[row], right: columns[right], bottom: rows[bottom])))
      }
    }
    return RuledGrid(columns: columns, rows: rows, cells: cells)
  }

  /// Whether a cell over `columns` goes on into `row`.
  private static func isOpen(
    _ walls: GridWalls, _ taken: [Bool], _ columns: Range<Int>, _ row: Int, _ width: Int
  ) -> Bool {
    for column in columns {
      if taken[row * width + column] || walls.level(row, column) { return false }
      if column > columns.lowerBound, walls.upright(column, row) { return false }
    }
    return true
  }
}

extension [Double] {
  /// The first index whose value is not below `value`, in ascending values.
  func firstIndex(notBelow value: Double) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if self[middle] < value { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
