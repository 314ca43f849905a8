import ArgumentParser
import CommandLineOptions
import PipelineStages

struct ExplainCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Shows where the numbers of a report come from: printed text, reading, sums and findings.",
    discussion: """
      REPORT is a report_id or a part of it that only one report has, as 教育局@2020. With TABLE ROW COLUMN, codes or \
      labels as in the table findings, one cell is told in full: gongkai explain 教育局@2020 outcomes granted_full total. \
      With --inbox the lines of the document are shown too; it is found by its hash. With --html the report's tables are \
      written as one page, cells coloured by basis and findings beside.
      """)

  @Argument(help: "A report_id, or a part of it that only one report has.")
  var report: String

  @Argument(help: ArgumentHelp("One cell: its table, row and column.", valueName: "table row column"))
  var cell: [String] = []

  @Option(
    help: "Write a page to this file instead of text to the terminal; - writes it to standard output.",
    completion: .file())
  var html: String?

  @Option(
    help: "Folder or file where the document is; its lines are shown. Reads every file there until it is found.",
    completion: .file())
  var inbox: String?

  @OptionGroup var common: CommonOptions

  func validate() throws {
    if cell.count != 0, cell.count != 3 { throw ValidationError("A cell is named by TABLE, ROW and COLUMN.") }
    if html != nil, !cell.isEmpty { throw ValidationError("--html shows a whole report; name no cell with it.") }
  }

  func run() async throws {
    let options = try common.pipelineOptions()
    try await ExitStatus.reporting {
      let place = cell.count == 3 ? (table: cell[0], row: cell[1], column: cell[2]) : nil
      let explanation = try Pipeline(options: options).explain(
        ExplanationRequest(report: report, cell: place, inbox: inbox))
      switch html {
      case nil: writeToStandardOutput(explanation.text)
      case "-"?: writeToStandardOutput(explanation.html)
      case let path?:
        do throws(PipelineError) {
          try NamedFile.write(Array(explanation.html.utf8), to: path)
        } catch {
          throw PipelineError.store(message: error.message, advice: "Check the path and free space.")
        }
        if !common.quiet { writeToStandardOutput("\(path)\n") }
      }
      return 0
    }
  }
}
