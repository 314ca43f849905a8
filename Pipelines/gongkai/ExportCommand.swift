import ArgumentParser
import CommandLineOptions
import FactTables
import Glibc
import PipelineStages
import SnapshotStore
import TableExport

extension ExportFormat: ExpressibleByArgument {}
extension ExportLabels: ExpressibleByArgument {}

struct ExportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Writes tables of a snapshot as CSV, XLSX, Parquet or JSON lines.",
    discussion: """
      An xlsx file has one sheet a table, the findings of the exported reports and a codebook. The other formats write \
      one file a table; of several tables, into the folder --output. With --excel a CSV file begins with a UTF-8 byte \
      order mark, so that Excel reads Chinese, and text that a spreadsheet would take for a formula is neutralised with \
      a leading apostrophe. --wide lays out applications, outcomes, disclosure, procurement and proceedings as the form \
      does, one row a report.

      gongkai export outcomes --excel
      gongkai export applications outcomes --wide --labels zh --format xlsx --region 41 --year 2019-2022
      """)

  @Argument(
    help: ArgumentHelp(
      "The tables.", discussion: FactTable.allCases.map(\.rawValue).joined(separator: ", "), valueName: "table"))
  var tables: [String]

  @Option(help: "csv, xlsx, parquet or jsonl.")
  var format = ExportFormat.csv

  @Option(help: "A reporting year, or years as 2019-2022; may be given again.")
  var year: [String] = []

  @Option(help: "Region codes that begin so: 41 is Henan, 4101 Zhengzhou; may be given again.")
  var region: [String] = []

  @Option(help: "Agencies with this in their name, or with this agency_id; may be given again.")
  var agency: [String] = []

  @Option(help: "The snapshot: its name, its number, or parent. Default: the current one.")
  var snapshot: String?

  @Flag(help: "The statutory tables side by side, one row a report.")
  var wide = false

  @Option(help: "Headers and codes: code (as in the store), zh (Chinese, statutory where there is one) or en.")
  var labels = ExportLabels.code

  @Flag(help: "For CSV in spreadsheets: byte order mark, and cells that begin with = + - @ made harmless.")
  var excel = false

  @Option(
    name: .shortAndLong, help: "The file, or the folder for several files. Default: TABLE.FORMAT in this folder.",
    completion: .file())
  var output: String?

  @OptionGroup var common: CommonOptions

  func validate() throws {
    for text in year where ExportFilter.years(text) == nil {
      throw ValidationError("--year: '\(text)' is no year and no span of years as 2019-2022.")
    }
    for text in region where !ExportFilter.isRegionPrefix(text) {
      throw ValidationError("--region: '\(text)' is not one to six digits.")
    }
    if agency.contains("") { throw ValidationError("--agency: an empty name.") }
  }

  func run() async throws {
    let options = try common.pipelineOptions()
    try await ExitStatus.reporting {
      do {
        let files = try export(from: try Pipeline(options: options).snapshot(snapshot))
        if !common.quiet { writeToStandardOutput(files.map(Self.line).joined()) }
        return 0
      } catch let error as StoreError {
        throw PipelineError.store(
          message: error.description, advice: error.remedy ?? "Run `gongkai verify`; it says what is damaged.")
      } catch let error as ExportError {
        return Self.report(error)
      }
    }
  }

  private func export(from snapshot: Snapshot) throws -> [ExportedFile] {
    let known = FactTable.allCases.map(\.rawValue)
    var request = ExportRequest(
      tables: try tables.map { name in
        guard let table = FactTable(rawValue: name) else { throw PipelineError.unknownTable(name: name, known: known) }
        return table
      }, format: format)
    request.filter.years = year.compactMap(ExportFilter.years)
    request.filter.regions = region
    request.filter.agencies = agency
    request.isWide = wide
    request.labels = labels
    request.forSpreadsheet = excel
    request.output = output
    try request.validate()
    let exporter = TableExporter(years: { snapshot.years(of: $0) }) { table, year, body in
      try snapshot.forEachRow(of: table, year: year, body)
    }
    return try exporter.export(request)
  }

  private static func line(_ file: ExportedFile) -> String {
    guard file.sheets.count != 1 else { return "\(file.path): \(file.sheets[0].rowCount) rows\n" }
    return "\(file.path): " + file.sheets.map { "\($0.name) \($0.rowCount) rows" }.joined(separator: ", ") + "\n"
  }

  private static func report(_ error: ExportError) -> Int32 {
    let (message, advice): (String, String) =
      switch error {
      case .usage(let message): (message, "See `gongkai export --help`.")
      case .file(let operation, let path, let code):
        (
          "cannot \(operation) \(path): \(String(cString: strerror(code)))",
          "Check the folder, its rights and its room."
        )
      case .workbook(let path, let message):
        ("the workbook \(path) was not written: \(message)", "Check the folder's room, or use --format csv.")
      case .row(let table, let message):
        (
          "a row of \(table) could not be written: \(message)",
          "Run `gongkai verify`; if it finds nothing, report this."
        )
      }
    writeToStandardError("gongkai: \(message)\n  \(advice)\n")
    if case .usage = error { return 2 }
    return 1
  }
}
