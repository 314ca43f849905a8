import StatutoryForm

/// One value a place of the form: a dictionary without hashing.
struct PlaceValues {
  private static let columnCount = FormColumn.allCases.count
  private static let placeCount = FormRow.allCases.count * columnCount
  private var values = [Int](repeating: .min, count: placeCount)

  subscript(place: FormCell) -> Int? {
    get {
      let value = values[Int(place.row.rawValue) * Self.columnCount + Int(place.column.rawValue)]
      return value == .min ? nil : value
    }
    set { values[Int(place.row.rawValue) * Self.columnCount + Int(place.column.rawValue)] = newValue ?? .min }
  }
}
