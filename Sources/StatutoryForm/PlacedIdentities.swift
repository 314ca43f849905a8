import DecimalNumbers

/// The identities of one table of a layout, with the places of their cells among the cells of its form.
///
/// They are judged over flat lists of places: nothing is searched, and no cell is copied.
public final class PlacedIdentities: Sendable {
  /// The identities.
  public let identities: [FormIdentity]
  /// The rule of each.
  public let rules: [IdentityRule]
  /// The places of all terms, parts before wholes; -1 for a cell that the layout does not have.
  private let places: [Int16]
  /// Where the terms of each identity begin in `places`, and where its wholes do.
  private let starts: [Int32]
  private let wholes: [Int32]

  init(_ identities: [FormIdentity], layout: FormLayout) {
    var places: [Int16] = []
    var starts: [Int32] = [0]
    var wholes: [Int32] = []
    for identity in identities {
      for cell in identity.parts { places.append(Int16(layout.cellIndex(cell.row, cell.column) ?? -1)) }
      wholes.append(Int32(places.count))
      for cell in identity.wholes { places.append(Int16(layout.cellIndex(cell.row, cell.column) ?? -1)) }
      starts.append(Int32(places.count))
    }
    self.identities = identities
    rules = identities.map(\.rule)
    self.places = places
    self.starts = starts
    self.wholes = wholes
  }

  /// What the cells of a form, which must be those of the layout in form order, say about one identity, as
  /// `FormIdentity.verdict` does.
  public func verdict(_ number: Int, over cells: UnsafeBufferPointer<ResolvedCell>) -> IdentityVerdict {
    var isSilent = true
    func side(_ range: Range<Int>) -> (sum: Int64, isOpen: Bool)? {
      var sum: Int64 = 0
      var isOpen = false
      for term in range {
        let place = Int(places[term])
        guard place >= 0, place < cells.count else { return nil }
        guard let value = cells[place].value else {
          if cells[place].basis != .notApplicable { isOpen = true }
          continue
        }
        isSilent = false
        guard let number = value.integer else { return nil }
        let (next, overflow) = sum.addingReportingOverflow(number)
        if overflow { return nil }
        sum = next
      }
      return (sum, isOpen)
    }
    guard let left = side(Int(starts[number])..<Int(wholes[number])),
      let right = side(Int(wholes[number])..<Int(starts[number + 1]))
    else { return .satisfiable }
    return isSilent ? .silent : IdentityVerdict(parts: left, wholes: right)
  }

  /// The identities that fail over values of which none is open, by number.
  ///
  /// `value` gives the value at a place among the form's cells; an identity fails in no cell without one.
  public func failures(_ value: (Int) -> Int?) -> [Int] {
    identities.indices.filter { number in
      var sum = 0
      for term in Int(starts[number])..<Int(starts[number + 1]) {
        let place = Int(places[term])
        guard place >= 0, let value = value(place) else { return false }
        sum += term < Int(wholes[number]) ? value : -value
      }
      return sum != 0
    }
  }
}

extension FormLayout {
  /// The identities of table 3, placed.
  public var placedApplicationIdentities: PlacedIdentities { Self.placedApplications[planNumber] }

  /// The identities of table 4, placed.
  public var placedProceedingsIdentities: PlacedIdentities { Self.placedProceedings[planNumber] }

  private static let placedApplications = allLayouts.map { PlacedIdentities($0.applicationIdentities, layout: $0) }
  private static let placedProceedings = allLayouts.map { PlacedIdentities($0.proceedingsIdentities, layout: $0) }
}
