import DecimalNumbers
import StatutoryForm
import Yams

/// What is wrong with a file of corrections: every fault that was found.
struct CorrectionFileError: Error, CustomStringConvertible {
  let faults: [String]
  var description: String { faults.joined(separator: "; ") }
}

/// The reviewed corrections by document, as `Pipelines/rules/corrections.yaml` declares them.
///
/// A correction concerns one cell of one document and nothing else: what hangs on the cell is not computed anew.
/// Corrections of labels, years or agencies are not made here.
struct CorrectionFile: Sendable {
  private(set) var byDocument: [String: [Correction]] = [:]

  /// Reads and checks a file; an empty file has no corrections.
  init(yaml: [UInt8]) throws(CorrectionFileError) {
    let root: Node?
    do { root = try Yams.compose(yaml: String(decoding: yaml, as: UTF8.self)) } catch {
      throw CorrectionFileError(faults: ["not YAML: \(error)"])
    }
    guard let root else { return }
    guard let file = root.mapping else { throw CorrectionFileError(faults: ["the file is no mapping"]) }
    var faults: [String] = []
    for (key, _) in file where key.string != "version" && key.string != "corrections" {
      faults.append("unknown key '\(key.string ?? "?")'")
    }
    if file["version"]?.string != "1" { faults.append("version must be 1") }
    var seen: Set<String> = []
    if let list = file["corrections"] {
      if let entries = list.sequence {
        for (index, entry) in entries.enumerated() {
          var reader = CorrectionReader(entry, number: index + 1)
          if let correction = reader.correction() {
            let name = [correction.document, correction.place.table, correction.place.row, correction.place.column]
              .joined(separator: " ")
            if seen.insert(name).inserted {
              byDocument[correction.document, default: []].append(correction)
            } else {
              reader.faults.append("correction \(index + 1): this cell of this document stands twice")
            }
          }
          faults += reader.faults
        }
      } else if list.string != "" {
        faults.append("corrections is no list")
      }
    }
    guard faults.isEmpty else { throw CorrectionFileError(faults: faults) }
  }
}

/// Reads one entry of the file and gathers its faults.
private struct CorrectionReader {
  private static let required = [
    "document", "table", "row", "column", "expect", "value", "reason", "reviewer", "reviewed_on",
  ]
  private static let formTables = FormTable.allCases.map(\.code)

  let number: Int
  var faults: [String] = []
  private var texts: [String: String] = [:]

  init(_ entry: Node, number: Int) {
    self.number = number
    guard let mapping = entry.mapping else {
      fault("is no mapping")
      return
    }
    for (key, value) in mapping {
      let name = key.string ?? "?"
      if !Self.required.contains(name), name != "unit" { fault("unknown key '\(name)'") }
      if let text = value.scalar { texts[name] = text.string } else { fault("\(name) is no text") }
    }
    for name in Self.required where texts[name] == nil { fault("\(name) is missing") }
    for name in ["reason", "reviewer", "row", "column"] where texts[name] == "" { fault("\(name) is empty") }
  }

  private mutating func fault(_ text: String) { faults.append("correction \(number): \(text)") }

  /// The correction; `nil` where something is wrong, said in `faults`.
  mutating func correction() -> Correction? {
    let document = (texts["document"] ?? "").lowercased()
    if texts["document"] != nil, document.utf8.count != 64 || !document.allSatisfy(\.isHexDigit) {
      fault("document is no SHA-256 of 64 hexadecimal digits")
    }
    let place = Correction.Place(
      table: texts["table"] ?? "", row: texts["row"] ?? "", column: texts["column"] ?? "")
    let column = checkPlace(place)
    let value = DecimalNumber(texts["value"] ?? "")
    if texts["value"] != nil {
      if let value { check(value, column: column) } else { fault("value '\(texts["value"] ?? "")' is no number") }
    }
    var unit: MoneyUnit?
    if let name = texts["unit"] {
      unit = MoneyUnit(rawValue: name)
      if unit == nil {
        fault("unit '\(name)' is none of \(MoneyUnit.allCases.map(\.rawValue).joined(separator: ", "))")
      }
      if column?.isMoney != true { fault("unit stands at a cell that is no amount of money") }
    }
    if let date = texts["reviewed_on"], !Self.isDate(date) { fault("reviewed_on '\(date)' is no date like 2026-01-31") }
    guard faults.isEmpty, let value else { return nil }
    return Correction(
      document: document, place: place, expect: texts["expect"] ?? "", value: value, unit: unit,
      reason: texts["reason"] ?? "", reviewer: texts["reviewer"] ?? "", reviewedOn: texts["reviewed_on"] ?? "")
  }

  /// The column of the form; `nil` for statistics, whose labels are free, and where it is unknown.
  private mutating func checkPlace(_ place: Correction.Place) -> FormColumn? {
    if texts["table"] == nil || place.table == "statistics_v0" { return nil }
    guard Self.formTables.contains(place.table) else {
      fault("table '\(place.table)' is none of \((Self.formTables + ["statistics_v0"]).joined(separator: ", "))")
      return nil
    }
    guard !place.row.isEmpty, !place.column.isEmpty else { return nil }
    guard let row = FormRow(code: place.row), row.table.code == place.table else {
      fault("\(place.table) has no row '\(place.row)'")
      return nil
    }
    let columns = [FormVersion.v1, .v2].flatMap { FormLayout(version: $0).columns(of: row) }
    guard let column = columns.first(where: { $0.code == place.column }) else {
      fault("\(place.row) has no column '\(place.column)'")
      return nil
    }
    return column
  }

  private mutating func check(_ value: DecimalNumber, column: FormColumn?) {
    if value < .zero, column?.isSigned != true { fault("value \(value) is negative") }
    if let column, !column.isMoney, value.integer == nil { fault("value \(value) is no whole number") }
  }

  private static func isDate(_ text: String) -> Bool {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.map(\.utf8.count) == [4, 2, 2], parts.allSatisfy({ $0.utf8.allSatisfy { (48...57).contains($0) } }),
      let month = Int(parts[1]), let day = Int(parts[2])
    else { return false }
    return (1...12).contains(month) && (1...31).contains(day)
  }
}
