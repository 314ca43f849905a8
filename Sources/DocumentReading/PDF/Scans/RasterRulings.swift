/// Finds rulings in a picture: long thin runs of ink, level or upright.
struct RasterRulings {
  /// Runs shorter than this are strokes of characters: 1.4 characters of body type.
  private static let shortest = 72
  /// Thicker than this is a picture or a stamp, in pixels.
  private static let thickest = 15
  /// Pixels below this may be of a ruling.
  private static let faint: UInt8 = 190
  /// White pixels within a run that do not end it.
  private static let gap = 2

  /// Runs as rectangles of pixels, one pixel thick.
  private(set) var level: [(row: Int, columns: Range<Int>)] = []
  private(set) var upright: [(column: Int, rows: Range<Int>)] = []

  init(_ picture: GreyRaster) {
    findLevel(picture)
    findUpright(picture)
  }

  private mutating func findLevel(_ picture: GreyRaster) {
    for row in 0..<picture.height {
      var start = -1
      var last = -1
      for column in 0...picture.width {
        if column < picture.width, isInk(picture, column, row) || isInk(picture, column, row + 1) {
          if start < 0 { start = column }
          last = column
        } else if start >= 0, column - last > Self.gap || column == picture.width {
          if last + 1 - start >= Self.shortest, isThin(picture, row, start..<last + 1) {
            level.append((row, start..<last + 1))
          }
          start = -1
        }
      }
    }
  }

  private mutating func findUpright(_ picture: GreyRaster) {
    var starts = [Int](repeating: -1, count: picture.width)
    var lasts = [Int](repeating: -1, count: picture.width)
    for row in 0...picture.height {
      for column in 0..<picture.width {
        if row < picture.height, isInk(picture, column, row) || isInk(picture, column + 1, row) {
          if starts[column] < 0 { starts[column] = row }
          lasts[column] = row
        } else if starts[column] >= 0, row - lasts[column] > Self.gap || row == picture.height {
          let rows = starts[column]..<lasts[column] + 1
          if rows.count >= Self.shortest, isNarrow(picture, column, rows) { upright.append((column, rows)) }
          starts[column] = -1
        }
      }
    }
  }

  /// Whether there is white above and below most of a level run.
  private func isThin(_ picture: GreyRaster, _ row: Int, _ columns: Range<Int>) -> Bool {
    isThin(columns) { column, offset in isInk(picture, column, row + offset) }
  }

  private func isNarrow(_ picture: GreyRaster, _ column: Int, _ rows: Range<Int>) -> Bool {
    isThin(rows) { row, offset in isInk(picture, column + offset, row) }
  }

  /// Whether a pixel is as dark as a thin line may be; a line that is not quite level is one over two rows.
  private func isInk(_ picture: GreyRaster, _ column: Int, _ row: Int) -> Bool {
    column >= 0 && row >= 0 && column < picture.width && row < picture.height
      && picture.pixels[row * picture.width + column] < Self.faint
  }

  private func isThin(_ along: Range<Int>, isInk: (Int, Int) -> Bool) -> Bool {
    var thin = 0
    for sample in 0..<9 {
      let place = along.lowerBound + along.count * (2 * sample + 1) / 18
      var thickness = 1
      var offset = 1
      while thickness <= Self.thickest, isInk(place, offset) {
        thickness += 1
        offset += 1
      }
      offset = 1
      while thickness <= Self.thickest, isInk(place, -offset) {
        thickness += 1
        offset += 1
      }
      if thickness <= Self.thickest { thin += 1 }
    }
    return thin >= 6
  }

  /// The marks in points, at `scale` pixels a point.
  func marks(scale: Double) -> [PageBox] {
    level.map { run in
      PageBox(
        left: Double(run.columns.lowerBound) / scale, top: Double(run.row) / scale,
        right: Double(run.columns.upperBound) / scale, bottom: Double(run.row + 1) / scale)
    }
      + upright.map { run in
        PageBox(
          left: Double(run.column) / scale, top: Double(run.rows.lowerBound) / scale,
          right: Double(run.column + 1) / scale, bottom: Double(run.rows.upperBound) / scale)
      }
  }

  /// Takes the runs out of a picture.
  func erase(from picture: inout GreyRaster) {
    for run in level { picture.clear(run.columns, run.row - 1..<run.row + 3) }
    for run in upright { picture.clear(run.column - 1..<run.column + 3, run.rows) }
  }
}
