/// Which sides of the fields of a grid are drawn.
struct GridWalls {
  private let width: Int
  private let height: Int
  private var levels: [Bool]
  private var uprights: [Bool]

  init(columns: [Double], rows: [Double], level: [Ruling], upright: [Ruling]) {
    width = columns.count - 1
    height = rows.count - 1
    levels = [Bool](repeating: true, count: rows.count * width)
    uprights = [Bool](repeating: true, count: columns.count * height)
    let levelPlaces = Self.nearest(level, in: rows)
    let uprightPlaces = Self.nearest(upright, in: columns)
    for index in rows.indices {
      let near = levelPlaces[index]
      // A side that is not drawn at all is the end of the lines across it.
      if near.isEmpty { continue }
      let line = CoveredLine(near)
      for column in 0..<width {
        levels[index * width + column] = line.share(of: columns[column], columns[column + 1]) >= 0.6
      }
    }
    for index in columns.indices {
      let near = uprightPlaces[index]
      if near.isEmpty { continue }
      let line = CoveredLine(near)
      for row in 0..<height {
        uprights[index * height + row] = line.share(of: rows[row], rows[row + 1]) >= 0.6
      }
    }
  }

  /// The lines at each place: a line belongs to one place alone, also where another is near.
  private static func nearest(_ lines: [Ruling], in places: [Double]) -> [[Ruling]] {
    var result = [[Ruling]](repeating: [], count: places.count)
    for line in lines {
      let above = min(places.firstIndex(notBelow: line.position), places.count - 1)
      let index = above > 0 && line.position - places[above - 1] < places[above] - line.position ? above - 1 : above
      if abs(places[index] - line.position) <= 6 { result[index].append(line) }
    }
    return result
  }

  /// Whether the level line at the top of `row` is drawn above `column`.
  func level(_ row: Int, _ column: Int) -> Bool { levels[row * width + column] }
  /// Whether the upright line at the left of `column` is drawn beside `row`.
  func upright(_ column: Int, _ row: Int) -> Bool { uprights[column * height + row] }

  /// The fields that are not within the table: they are open to one of its sides.
  func outside() -> [Bool] {
    var outside = [Bool](repeating: false, count: width * height)
    var waiting: [(row: Int, column: Int)] = []
    func reach(_ row: Int, _ column: Int) {
      if row < 0 || column < 0 || row >= height || column >= width || outside[row * width + column] { return }
      outside[row * width + column] = true
      waiting.append((row, column))
    }
    for row in 0..<height {
      if !upright(0, row) { reach(row, 0) }
      if !upright(width, row) { reach(row, width - 1) }
    }
    for column in 0..<width {
      if !level(0, column) { reach(0, column) }
      if !level(height, column) { reach(height - 1, column) }
    }
    while let field = waiting.popLast() {
      if !level(field.row, field.column) { reach(field.row - 1, field.column) }
      if !level(field.row + 1, field.column) { reach(field.row + 1, field.column) }
      if !upright(field.column, field.row) { reach(field.row, field.column - 1) }
      if !upright(field.column + 1, field.row) { reach(field.row, field.column + 1) }
    }
    return outside
  }
}
