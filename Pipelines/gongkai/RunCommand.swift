import ArgumentParser
import CommandLineOptions
import PipelineStages

struct RunCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Runs extract, normalize and load over inboxes, and prints a summary.")

  @Argument(help: "Folders, searched recursively, or single files.", completion: .file())
  var inboxes: [String]

  @OptionGroup var common: CommonOptions

  func run() async throws {
    let options = try common.pipelineOptions()
    try await ExitStatus.reporting {
      let summary = try await Pipeline(options: options).run(inboxes: inboxes)
      if !common.quiet { writeToStandardOutput(summary.text) }
      return summary.exitCode
    }
  }
}
