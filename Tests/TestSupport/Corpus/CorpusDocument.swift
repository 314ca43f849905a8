import DecimalNumbers
import StatutoryForm

/// A place of the form.
public struct CorpusPlace: Hashable, Sendable {
  /// The row.
  public var row: FormRow
  /// The column.
  public var column: FormColumn
  /// Makes a place.
  public init(_ row: FormRow, _ column: FormColumn) {
    self.row = row
    self.column = column
  }
}

/// How a cell came onto the page.
public enum CorpusPresence: String, Sendable {
  /// Printed plainly at its place.
  case printed
  /// Part of a run of digits that holds the whole row.
  case glued
  /// An explicit empty place.
  case blank
  /// Nothing is left, not even a place; the other cells of its row have lost theirs too.
  case dropped
  /// Printed, in a row that lost other cells, so that its place is not certain.
  case displaced
  /// `/`, `-`, 无 and the like.
  case notApplicable = "not_applicable"
}

/// The truth about one cell of a generated document.
public struct CorpusCell: Hashable, Sendable {
  /// Where it belongs.
  public var place: CorpusPlace
  /// The number the agency means, in the printed unit; `nil` where it declares the cell not applicable.
  ///
  /// A reader may publish this number or null, and null alone where it is `nil`.
  public var value: DecimalNumber?
  /// The cell's own text, of a glued cell its part of the run; `nil` where nothing is printed.
  public var printed: String?
  /// How it came onto the page.
  public var presence: CorpusPresence
  /// The unit of a money cell as far as the page prints one; `nil` elsewhere.
  public var unit: MoneyUnit?
  /// Whether the page fixes the value beyond doubt.
  ///
  /// It is printed plainly, or an identity with a single unknown, or with a sum of zero, leaves one value. `false` means
  /// that this simple proof fails, not that there is none.
  public var isDeterminable: Bool
}

/// An identity of the form that the printed figures of a document break.
public struct CorpusViolation: Hashable, Sendable {
  /// The rule, as `T3.ROW.SUM`.
  public var rule: String
  /// Where a finding names it (contract.md section 4).
  public var place: CorpusPlace
}

/// A generated document with everything that is true about it.
public struct CorpusDocument: Sendable {
  /// The file name, unlike that of any other document of the same seed.
  public var name: String
  /// The file.
  public var bytes: [UInt8]
  /// The shape of its tables.
  public var medium: CorpusMedium
  /// Its form.
  public var layout: FormLayout
  /// The agency in its title.
  public var agency: String
  /// The reporting year.
  public var year: Int
  /// Every cell of the layout, in form order.
  public var cells: [CorpusCell]
  /// The classes of mess that really occur in it, in the order of their declaration.
  public var messes: [CorpusMess]
  /// The identities that its figures break; empty unless an arithmetic error was put in.
  public var violations: [CorpusViolation]
}
