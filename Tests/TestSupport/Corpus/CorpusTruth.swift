import DecimalNumbers
import StatutoryForm

extension CorpusDocument {
  /// The truth as the text of `NAME.truth.json`, in the form that the truth files of real reports have.
  ///
  /// A cell's `basis` is `printed`, `inferred` or `not_applicable`. Where it is `inferred`, `determined` says
  /// `in_document` for a value that an identity leaves alone, which must be found, and `not_proven` for one that is true
  /// but may be null. `messes` and `violations` (rule, table, row, column) tell what was put in.
  public var truthJSON: String {
    let versions = FormItem.allCases.map { layout[$0].rawValue }
    let version = Set(versions).count == 1 ? versions[0] : FormVersion.hybrid.rawValue
    var lines = ["{"]
    lines.append("  \"doc\": \(Self.quoted(name)), \"agency\": \(Self.quoted(agency)), \"report_year\": \(year),")
    lines.append("  \"form_version\": \"\(version)\", \"medium\": \"\(medium.rawValue)\",")
    lines.append("  \"messes\": [\(messes.map { Self.quoted($0.rawValue) }.joined(separator: ", "))],")
    lines.append("  \"violations\": [")
    lines.append(
      violations.map { "    {\"rule\": \"\($0.rule)\", \(Self.fields(of: $0.place))}" }.joined(separator: ",\n"))
    lines.append("  ],")
    lines.append("  \"cells\": [")
    lines.append(cells.map { "    {\(Self.fields(of: $0))}" }.joined(separator: ",\n"))
    lines.append("  ]")
    lines.append("}")
    return lines.filter { !$0.isEmpty }.joined(separator: "\n") + "\n"
  }

  private static func fields(of place: CorpusPlace) -> String {
    "\"table\": \"\(place.row.table.code)\", \"row\": \"\(place.row.code)\", \"column\": \"\(place.column.code)\""
  }

  private static func fields(of cell: CorpusCell) -> String {
    var text = fields(of: cell.place)
    text += ", \"printed\": " + (cell.printed.map(quoted) ?? "null")
    text += ", \"value\": " + (cell.value?.description ?? "null")
    switch cell.presence {
    case .printed: text += ", \"basis\": \"printed\""
    case .notApplicable: text += ", \"basis\": \"not_applicable\""
    default:
      text += ", \"basis\": \"inferred\", \"determined\": \"\(cell.isDeterminable ? "in_document" : "not_proven")\""
    }
    if let unit = cell.unit { text += ", \"unit\": \"\(unit.rawValue)\"" }
    return text + ", \"presence\": \"\(cell.presence.rawValue)\""
  }

  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": result += "\\" + String(scalar)
      case "\u{0}"..."\u{1F}": result += " "
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
