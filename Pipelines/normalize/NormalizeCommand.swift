import ArgumentParser
import CommandLineOptions
import PipelineStages

struct NormalizeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "gongkai-normalize",
    abstract: "Stage 2: extracted records become coded facts and findings in the work area.",
    version: ToolVersion.current)

  @Option(
    help: "Reads records from this file (or - for standard input) instead of a store; with --output.",
    completion: .file())
  var records: String?

  @Option(
    help: "Writes the records with their facts to this file (or - for standard output).", completion: .file())
  var output: String?

  @OptionGroup var common: CommonOptions

  func validate() throws {
    if (records == nil) != (output == nil) { throw ValidationError("--records and --output go together.") }
  }

  func run() async throws {
    let options = try common.pipelineOptions()
    try await ExitStatus.reporting {
      if let records, let output {
        try await Pipeline(options: options).normalize(records: records, output: output)
        return 0
      }
      let summary = try await Pipeline(options: options).normalize()
      if !common.quiet { writeToStandardOutput(summary.text) }
      return summary.exitCode
    }
  }
}

@main
enum Main {
  static func main() async { await runCommand(NormalizeCommand.self) }
}
