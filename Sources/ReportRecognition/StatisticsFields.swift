import DocumentReading

/// A field of a line, a cell, or an explicit empty place.
struct StatisticsField {
  /// Stream positions; empty for an empty place.
  var range: Range<Int>
  /// Byte offset.
  var offset: Int32
  /// What it says as a cell; `nil` for an empty place.
  var reading: CellReading?

  var isBlank: Bool { reading == nil }
}

/// Cuts a span of the stream into fields: cells, lines, what tabs, spaces and bars part.
struct StatisticsFieldCutter {
  private static let bar: UInt32 = 0x7C
  private static let most = 2000

  let stream: LabelStream

  /// The fields from a position on.
  func fields(from start: Int) -> [StatisticsField] {
    var fields: [StatisticsField] = []
    var position = start
    var blank = stream.firstBlank(at: start)
    var lastBar: Int?
    while position < stream.count, fields.count < Self.most {
      while blank < stream.blanks.count, stream.blanks[blank].position <= position {
        let place = stream.blanks[blank]
        fields.append(StatisticsField(range: place.position..<place.position, offset: place.offset))
        blank += 1
      }
      if isBar(position) {
        if let last = lastBar, last == position - 1, !opensRow(position) {
          fields.append(StatisticsField(range: position..<position, offset: stream.offsets[position]))
        }
        lastBar = position
        position += 1
        continue
      }
      let end = self.end(of: position)
      let reading = CellGrammar.read(stream.units[position..<end])
      fields.append(StatisticsField(range: position..<end, offset: stream.offsets[position], reading: reading))
      position = end
    }
    return fields
  }

  private func isBar(_ position: Int) -> Bool { stream.units[position] == Self.bar && stream.cellOf[position] < 0 }

  /// Whether a bar begins a line on which more follows: the frame of a row and not the end of a field.
  private func opensRow(_ position: Int) -> Bool {
    stream.separations[position] >= .line && position + 1 < stream.count && stream.separations[position + 1] < .line
  }

  private func end(of start: Int) -> Int {
    var end = start + 1
    while end < stream.count, end - start < 200, !isBar(end), !parts(at: end) { end += 1 }
    return end
  }

  private func parts(at position: Int) -> Bool {
    let separation = stream.separations[position]
    // Spaces inside of a cell part nothing, nor does a line break in it.
    if stream.cellOf[position] >= 0, stream.cellOf[position] == stream.cellOf[position - 1] { return false }
    return separation >= .space
  }
}
