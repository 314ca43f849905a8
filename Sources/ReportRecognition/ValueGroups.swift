import DocumentReading
import StatutoryForm

/// How surely a group of values belongs to the label before it.
enum Attachment: UInt8, Comparable {
  /// It stands on a line of its own, without a label.
  case none
  /// It follows the label on the next line.
  case next
  /// It stands on the label's own line or grid row.
  case same

  static func < (left: Attachment, right: Attachment) -> Bool { left.rawValue < right.rawValue }
}

/// The values of one row as they stand together.
struct ValueGroup {
  /// The items, words left out; blanks only where they are places of the row.
  var items: [ValueItem]
  /// How surely it belongs to its label.
  var attachment: Attachment
  /// Whether there are exactly as many items as the row has columns, so that places are certain.
  var isComplete: Bool
  /// Whether the items are runs that may hold several cells.
  var isGlued: Bool
  /// Whether there are more items than columns.
  var isOverfull: Bool
  /// Stream position of its first item.
  var position: Int
  /// The first piece of a label that stands before it.
  var beginning: LabelBeginning? { items.first { $0.beginning != nil }?.beginning }
  /// Whether it stands behind words that name a row the form does not have.
  var isForeign: Bool { items.first?.followsForeignWords ?? false }
}
