import ArgumentParser
import CommandLineOptions
import PipelineStages

struct LoadCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "gongkai-load",
    abstract: "Stage 3: facts become a new snapshot of the store.",
    version: ToolVersion.current)

  @OptionGroup var common: CommonOptions

  func run() async throws {
    let options = try common.pipelineOptions()
    try await ExitStatus.reporting {
      let summary = try await Pipeline(options: options).load()
      if !common.quiet { writeToStandardOutput(summary.text) }
      return summary.exitCode
    }
  }
}

@main
enum Main {
  static func main() async { await runCommand(LoadCommand.self) }
}
