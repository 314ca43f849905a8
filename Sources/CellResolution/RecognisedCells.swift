import DecimalNumbers
import StatutoryForm

/// Keeps of a form whose characters were recognised from pictures only what the identities confirm.
///
/// A figure that a program read from a scan is no printed figure: it may be another. Where every identity that a cell is a
/// part of holds over the figures read, it is very unlikely that one of them is wrong, and the cell is `inferred`. Where one
/// fails or cannot be told, and in table 2, which has none, it is `unresolved`. A value that was itself inferred needs a
/// second identity, since the first one made it.
enum RecognisedCells {
  /// The cells; `rows` are those that were recognised, `nil` where all were.
  ///
  /// In another row, what is printed stays, and what was inferred is confirmed as in theirs: it may follow from them.
  static func confirmed(
    _ cells: [ResolvedCell], by identities: [FormIdentity], rows: Set<FormRow>? = nil
  ) -> [ResolvedCell] {
    var values: [FormCell: DecimalNumber] = [:]
    for cell in cells { values[FormCell(cell.row, cell.column)] = cell.value }
    var held: [FormCell: Int] = [:]
    var broken: Set<FormCell> = []
    for identity in identities {
      let places = identity.parts + identity.wholes
      if holds(identity, values) {
        for place in places { held[place, default: 0] += 1 }
      } else {
        broken.formUnion(places)
      }
    }
    return cells.map { cell in
      var cell = cell
      let place = FormCell(cell.row, cell.column)
      if let rows, !rows.contains(cell.row), cell.basis != .inferred { return cell }
      switch cell.basis {
      case .printed, .inferred:
        let needed = cell.basis == .printed ? 1 : 2
        let isConfirmed = held[place, default: 0] >= needed && !broken.contains(place)
        cell.basis = isConfirmed ? .inferred : .unresolved
        if !isConfirmed { cell.value = nil }
      case .notApplicable: cell.basis = .unresolved
      case .unresolved, .blank, .corrected: break
      }
      return cell
    }
  }

  /// Whether every cell of an identity has a value and both sides are equal.
  private static func holds(_ identity: FormIdentity, _ values: [FormCell: DecimalNumber]) -> Bool {
    func sum(_ places: [FormCell]) -> Int64? {
      var sum: Int64 = 0
      for place in places {
        guard let number = values[place]?.integer else { return nil }
        let (next, overflow) = sum.addingReportingOverflow(number)
        if overflow { return nil }
        sum = next
      }
      return sum
    }
    guard let parts = sum(identity.parts), let wholes = sum(identity.wholes) else { return false }
    return parts == wholes
  }
}
