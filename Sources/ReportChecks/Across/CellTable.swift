import StatutoryForm

/// Cells of the form by their place: as a dictionary, without its hashing.
public struct CellTable: Sendable {
  private var cells: [ResolvedCell] = []
  /// By row and column: the index in `cells`; -1 where there is no cell.
  private var indices: [Int16] = []

  private static let columnCount = FormColumn.allCases.count
  private static let placeCount = FormRow.allCases.count * columnCount

  /// No cells.
  public init() {}

  /// The cells of a dictionary.
  public init(_ dictionary: [FormCell: ResolvedCell]) {
    for (place, cell) in dictionary { self[place] = cell }
  }

  /// Whether there is no cell.
  public var isEmpty: Bool { cells.isEmpty }

  /// Makes room.
  public mutating func reserveCapacity(_ count: Int) { cells.reserveCapacity(count) }

  /// The cell at a place; `nil` where there is none.
  ///
  /// A cell that is there can be replaced, not removed.
  public subscript(place: FormCell) -> ResolvedCell? {
    get {
      if indices.isEmpty { return nil }
      let index = indices[Self.number(place)]
      return index < 0 ? nil : cells[Int(index)]
    }
    set {
      guard let newValue else { return }
      if indices.isEmpty { indices = Array(repeating: -1, count: Self.placeCount) }
      let number = Self.number(place)
      if indices[number] < 0 {
        indices[number] = Int16(cells.count)
        cells.append(newValue)
      } else {
        cells[Int(indices[number])] = newValue
      }
    }
  }

  /// All cells with their places, by row, then column.
  public var inFormOrder: [(place: FormCell, cell: ResolvedCell)] {
    var result: [(place: FormCell, cell: ResolvedCell)] = []
    result.reserveCapacity(cells.count)
    for (number, index) in indices.enumerated() where index >= 0 {
      result.append((Self.place(number), cells[Int(index)]))
    }
    return result
  }

  private static func number(_ place: FormCell) -> Int {
    Int(place.row.rawValue) * columnCount + Int(place.column.rawValue)
  }

  private static func place(_ number: Int) -> FormCell {
    FormCell(FormRow.allCases[number / columnCount], FormColumn.allCases[number % columnCount])
  }
}
