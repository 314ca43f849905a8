import ArgumentParser
import CommandLineOptions
import PipelineStages

struct ExportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Writes a table of the current snapshot as one plain CSV file.",
    discussion: """
      With --excel the file begins with a UTF-8 byte order mark, so that Excel reads Chinese, and text that a \
      spreadsheet would take for a formula is neutralised with a leading apostrophe.
      """)

  @Argument(help: "The table, as applications or outcomes.")
  var table: String

  @Flag(help: "For spreadsheets: byte order mark, and cells that begin with = + - @ made harmless.")
  var excel = false

  @Option(name: .shortAndLong, help: "The file to write. Default: TABLE.csv in this folder.", completion: .file())
  var output: String?

  @OptionGroup var common: CommonOptions

  func run() async throws {
    let options = try common.pipelineOptions()
    try await ExitStatus.reporting {
      let path = output ?? table + ".csv"
      let rowCount = try Pipeline(options: options).export(table: table, to: path, forSpreadsheet: excel)
      if !common.quiet { writeToStandardOutput("\(path): \(rowCount) rows\n") }
      return 0
    }
  }
}
