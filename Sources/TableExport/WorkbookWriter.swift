import CXlsxWriter
import FactTables
import Glibc

/// Writes sheets of rows as one workbook, row by row, so that memory does not grow with the rows.
///
/// Every text goes into a text cell, never a formula or a link. The bytes depend on the rows and libxlsxwriter's version
/// alone: the file's date is fixed.
final class WorkbookWriter {
  /// The most rows of a sheet in the file format.
  static let rowLimit = 1_048_576
  /// 2019-05-15, when the revised Regulations came into force: the creation date of every workbook.
  private static let creationTime: time_t = 1_557_878_400

  /// The formats of a workbook's cells.
  struct Formats {
    var header: UnsafeMutablePointer<lxw_format>?
    var date: UnsafeMutablePointer<lxw_format>?
    var money: UnsafeMutablePointer<lxw_format>?
    var text: UnsafeMutablePointer<lxw_format>?
  }

  private let path: String
  private let temporaryPath: String
  private let rowsPerSheet: Int
  private var workbook: UnsafeMutablePointer<lxw_workbook>?
  private var names = SheetNames()
  private let formats: Formats
  /// The sheets written so far, with their rows.
  private(set) var sheets: [ExportedFile.Sheet] = []

  /// Begins a workbook; its final name appears with `finish`.
  init(_ path: String, rowsPerSheet: Int) throws(ExportError) {
    self.path = path
    temporaryPath = path + ".part"
    self.rowsPerSheet = min(max(2, rowsPerSheet), Self.rowLimit)
    if OutputFile.isSpecial(path) { throw .file(operation: "replace", path: path, code: EEXIST) }
    // The library tells of an unwritable file only at its end.
    let probe = open(temporaryPath, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    if probe < 0 { throw .file(operation: "create", path: temporaryPath, code: errno) }
    Glibc.close(probe)
    var options = lxw_workbook_options()
    options.constant_memory = 1
    let part = temporaryPath
    // Temporary rows go where the result goes: there must be room anyway. The library copies the name.
    let opened = Self.folder(of: path).withCString { folder in
      options.tmpdir = UnsafeMutablePointer(mutating: folder)
      return workbook_new_opt(part, &options)
    }
    workbook = opened
    guard let workbook = opened else {
      unlink(part)
      throw .workbook(path: path, message: "no memory")
    }
    formats = Formats(
      header: workbook_add_format(workbook), date: workbook_add_format(workbook),
      money: workbook_add_format(workbook), text: workbook_add_format(workbook))
    format_set_bold(formats.header)
    format_set_num_format(formats.date, "yyyy-mm-dd")
    format_set_num_format(formats.money, "#,##0.00")
    format_set_num_format(formats.text, "@")
    var properties = lxw_doc_properties()
    properties.created = Self.creationTime
    _ = workbook_set_properties(workbook, &properties)
  }

  private static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// Writes a table: `rows` hands over each row; further sheets follow where one is full.
  func add(_ name: String, _ schema: TableSchema, rows: (_ row: @escaping (FactRow) throws -> Void) throws -> Void)
    throws
  {
    var part = 1
    var sheet = try begin(name, schema, part: part)
    try rows { row in
      if sheet.rowCount + 1 == self.rowsPerSheet {
        try self.end(sheet)
        part += 1
        sheet = try self.begin(name, schema, part: part)
      }
      try sheet.append(row)
    }
    try end(sheet)
  }

  private func begin(_ name: String, _ schema: TableSchema, part: Int) throws(ExportError) -> WorkbookSheet {
    let name = names.next(part == 1 ? name : "\(name) (\(part))")
    guard let pointer = workbook_add_worksheet(workbook, name) else {
      throw .workbook(path: path, message: "the sheet \(name) was refused")
    }
    return WorkbookSheet(pointer, name: name, schema: schema, formats: formats, path: path)
  }

  private func end(_ sheet: WorkbookSheet) throws(ExportError) {
    try sheet.finish()
    sheets.append(ExportedFile.Sheet(name: sheet.name, rowCount: sheet.rowCount))
  }

  /// Writes the file and gives it its name.
  func finish() throws(ExportError) {
    let error = close()
    if error != LXW_NO_ERROR {
      unlink(temporaryPath)
      throw .workbook(path: path, message: String(cString: lxw_strerror(error)))
    }
    let descriptor = open(temporaryPath, O_RDONLY | O_CLOEXEC)
    if descriptor < 0 || fsync(descriptor) != 0 && errno != EINVAL {
      throw .file(operation: "write", path: temporaryPath, code: errno)
    }
    Glibc.close(descriptor)
    try OutputFile.rename(temporaryPath, to: path)
  }

  /// Gives up; after `finish` it does nothing.
  func discard() {
    guard workbook != nil else { return }
    _ = close()
    unlink(temporaryPath)
  }

  private func close() -> lxw_error {
    guard let open = workbook else { return LXW_NO_ERROR }
    workbook = nil
    return workbook_close(open)
  }
}

/// Names of sheets as the file format wants them: at most 31 UTF-16 units, without `[]:*?/\`, each once whatever the case.
struct SheetNames {
  private var used: Set<String> = ["history"]

  /// The name, made valid and different from those before.
  mutating func next(_ name: String) -> String {
    let wanted = Self.valid(name)
    var candidate = wanted
    var number = 2
    while !used.insert(candidate.lowercased()).inserted {
      let suffix = " ~\(number)"
      candidate = Self.prefix(wanted, units: 31 - suffix.utf16.count) + suffix
      number += 1
    }
    return candidate
  }

  private static func valid(_ name: String) -> String {
    var text = String(String.UnicodeScalarView(name.unicodeScalars.map { isForbidden($0) ? "_" : $0 }))
    if text.hasPrefix("'") { text = "_" + text.dropFirst() }
    text = prefix(text, units: 31)
    if text.hasSuffix("'") { text = text.dropLast() + "_" }
    return text.isEmpty ? "_" : text
  }

  private static func isForbidden(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value < 0x20 || scalar.value == 0x7F || "[]:*?/\\".unicodeScalars.contains(scalar)
  }

  private static func prefix(_ text: String, units: Int) -> String { WorkbookText.prefix(text, units: units) }
}
