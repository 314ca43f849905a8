import ArgumentParser
import CommandLineOptions
import PipelineStages

struct ExtractCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "gongkai-extract",
    abstract: "Stage 1: documents in inboxes become extracted records in the work area.",
    version: ToolVersion.current)

  @Argument(help: "Folders, searched recursively, or single files.", completion: .file())
  var inboxes: [String]

  @OptionGroup var common: CommonOptions

  func run() async throws {
    let options = try common.pipelineOptions()
    try await ExitStatus.reporting {
      let summary = try await Pipeline(options: options).extract(inboxes: inboxes)
      if !common.quiet { writeToStandardOutput(summary.text) }
      return summary.exitCode
    }
  }
}

@main
enum Main {
  static func main() async { await runCommand(ExtractCommand.self) }
}
