import ArgumentParser
import CommandLineOptions
import PipelineStages

struct NormalizeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "gongkai-normalize",
    abstract: "Stage 2: extracted records become coded facts and findings in the work area.",
    version: ToolVersion.current)

  @OptionGroup var common: CommonOptions

  func run() async throws {
    let options = try common.pipelineOptions()
    try await ExitStatus.reporting {
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
