import CXlsxWriter
import DecimalNumbers
import FactTables
import Glibc

/// One sheet of a workbook while it is written: header, rows in order, then filter and widths.
final class WorkbookSheet {
  /// Its name.
  let name: String
  /// Its rows so far, without the header.
  private(set) var rowCount = 0
  private let sheet: UnsafeMutablePointer<lxw_worksheet>
  private let schema: TableSchema
  private let formats: WorkbookWriter.Formats
  private let path: String
  private let isMoney: [Bool]
  private var widths: [Int]

  /// Rows that are measured for the width of their columns.
  private static let measuredRows = 1_000
  private static let widthLimits = 6...60

  init(
    _ sheet: UnsafeMutablePointer<lxw_worksheet>, name: String, schema: TableSchema, formats: WorkbookWriter.Formats,
    path: String
  ) {
    self.sheet = sheet
    self.name = name
    self.schema = schema
    self.formats = formats
    self.path = path
    isMoney = schema.columns.map { $0.unit == "yuan" }
    // The filter's button takes room beside the name.
    widths = schema.columns.map { WorkbookText.width($0.name) + 3 }
    for (index, column) in schema.columns.enumerated() {
      _ = worksheet_write_string(sheet, 0, UInt16(clamping: index), WorkbookText.cell(column.name), formats.header)
    }
  }

  /// Appends a row; the caller minds the limit of rows.
  func append(_ row: FactRow) throws(ExportError) {
    guard row.count == isMoney.count else {
      throw .row(table: schema.name, message: "a row has \(row.count) values, not \(schema.columns.count)")
    }
    rowCount += 1
    for index in row.indices {
      let error = write(row[index], isMoney: isMoney[index], UInt32(clamping: rowCount), UInt16(clamping: index))
      if error != LXW_NO_ERROR {
        throw .workbook(path: path, message: String(cString: lxw_strerror(error)))
      }
    }
    guard rowCount <= Self.measuredRows else { return }
    for index in row.indices { widths[index] = max(widths[index], WorkbookText.width(of: row[index]) + 1) }
  }

  private func write(_ value: FactValue, isMoney: Bool, _ row: UInt32, _ index: UInt16) -> lxw_error {
    switch value {
    case .null: return LXW_NO_ERROR
    case .text(let text): return string(text, row, index)
    case .boolean(let flag): return worksheet_write_boolean(sheet, row, index, flag ? 1 : 0, nil)
    case .integer(let number):
      guard let double = WorkbookText.exactDouble(DecimalNumber(number)) else {
        return string(String(number), row, index)
      }
      return worksheet_write_number(sheet, row, index, double, nil)
    case .decimal(let number):
      guard let double = WorkbookText.exactDouble(number) else { return string(number.description, row, index) }
      return worksheet_write_number(sheet, row, index, double, isMoney ? formats.money : nil)
    case .date(let text):
      guard var date = WorkbookText.date(text) else { return string(text, row, index) }
      return worksheet_write_datetime(sheet, row, index, &date, formats.date)
    }
  }

  private func string(_ text: String, _ row: UInt32, _ index: UInt16) -> lxw_error {
    worksheet_write_string(sheet, row, index, WorkbookText.cell(text), formats.text)
  }

  /// Freezes the header, sets filter and widths, and checks that the rows reached the temporary file.
  func finish() throws(ExportError) {
    let last = UInt16(clamping: schema.columns.count - 1)
    worksheet_freeze_panes(sheet, 1, 0)
    _ = worksheet_autofilter(sheet, 0, 0, UInt32(clamping: rowCount), last)
    for (index, width) in widths.enumerated() {
      let width = min(max(width, Self.widthLimits.lowerBound), Self.widthLimits.upperBound)
      _ = worksheet_set_column(sheet, UInt16(clamping: index), UInt16(clamping: index), Double(width), nil)
    }
    // The library does not look whether its temporary file took the rows.
    if let file = sheet.pointee.optimize_tmpfile, fflush(file) != 0 || ferror(file) != 0 {
      throw .file(operation: "write", path: path, code: errno)
    }
  }
}

/// How values become cells.
enum WorkbookText {
  /// The most UTF-16 units that a cell may hold.
  static let unitLimit = 32_767

  /// A text as the library takes it: no character that XML forbids, nothing that a reader would take for an escape, and no
  /// longer than a cell may be; what is cut off is counted at the end.
  static func cell(_ text: String) -> String {
    var text = text
    // A text has no more UTF-16 units than bytes.
    if text.utf8.count > unitLimit, text.utf16.count > unitLimit {
      let note = "… [\(text.utf16.count) UTF-16 units in all]"
      text = prefix(text, units: unitLimit - note.utf16.count) + note
    }
    guard mayNeedChange(text) else { return text }
    var scalars = String.UnicodeScalarView()
    let source = Array(text.unicodeScalars)
    for (index, scalar) in source.enumerated() {
      switch scalar.value {
      case 0, 0xFFFE, 0xFFFF: scalars.append("\u{FFFD}")
      case 0x5F where isEscape(source[index...]): scalars.append(contentsOf: "_x005F_".unicodeScalars)
      default: scalars.append(scalar)
      }
    }
    return String(scalars)
  }

  /// Whether a text has a zero byte, the start of an escape, or the start of a character that XML forbids.
  private static func mayNeedChange(_ text: String) -> Bool {
    var last: UInt8 = 0xFF
    for byte in text.utf8 {
      if byte == 0 || byte == UInt8(ascii: "x") && last == UInt8(ascii: "_") || byte == 0xBF && last == 0xEF {
        return true
      }
      last = byte
    }
    return false
  }

  /// Whether `_xHHHH_` stands here, which readers decode (ECMA-376 part 1, 22.9.2.19).
  private static func isEscape(_ text: ArraySlice<Unicode.Scalar>) -> Bool {
    let text = text.prefix(7)
    guard text.count == 7, text[text.startIndex + 1] == "x", text[text.startIndex + 6] == "_" else { return false }
    return text[(text.startIndex + 2)..<(text.startIndex + 6)].allSatisfy { $0.properties.isASCIIHexDigit }
  }

  /// The longest start of a text with at most so many UTF-16 units that splits no character.
  static func prefix(_ text: String, units: Int) -> String {
    var count = 0
    var scalars = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      count += scalar.value > 0xFFFF ? 2 : 1
      if count > units { break }
      scalars.append(scalar)
    }
    return String(scalars)
  }

  /// The number as a spreadsheet keeps it; `nil` where it has more than the 15 digits that a spreadsheet keeps.
  static func exactDouble(_ number: DecimalNumber) -> Double? {
    var digits = number.coefficient.magnitude
    var scale = number.scale
    while scale > 0, digits % 10 == 0 {
      digits /= 10
      scale -= 1
    }
    guard digits < 1_000_000_000_000_000, scale <= 15 else { return nil }
    var power = 1.0
    for _ in 0..<scale { power *= 10 }
    // Both are exact, so that the quotient is the nearest double of the decimal number.
    let quotient = Double(digits) / power
    return number.coefficient < 0 ? -quotient : quotient
  }

  /// A date of the calendar that spreadsheets share, from March 1900 on; `nil` for anything else.
  static func date(_ text: String) -> lxw_datetime? {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0].utf8.count == 4, parts[1].utf8.count == 2, parts[2].utf8.count == 2,
      let year = Int32(parts[0]), let month = Int32(parts[1]), let day = Int32(parts[2]),
      year > 1900, (1...12).contains(month), (1...31).contains(day)
    else { return nil }
    return lxw_datetime(year: year, month: month, day: day, hour: 0, min: 0, sec: 0)
  }

  /// How many digits wide a text is; Han characters count twice.
  static func width(_ text: String) -> Int {
    var width = 0
    for scalar in text.unicodeScalars {
      width += scalar.value >= 0x1100 ? 2 : 1
      if width > 80 { break }
    }
    return width
  }

  static func width(of value: FactValue) -> Int {
    switch value {
    case .null: 0
    case .integer(let number): String(number).utf8.count
    case .decimal(let number): number.description.utf8.count + 4
    case .date: 10
    case .boolean: 5
    case .text(let text): width(text)
    }
  }
}
