import ArgumentParser
import CommandLineOptions
import PipelineStages

struct RunCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Runs extract, normalize and load over inboxes, and prints a summary.")

  @Argument(help: "Folders, searched recursively, or single files.", completion: .file())
  var inboxes: [String]

  @Option(
    help: "Write the summary as JSON to this file, also where the run fails. Reads the tables once more to count them.",
    completion: .file())
  var summary: String?

  @OptionGroup var common: CommonOptions

  func run() async throws {
    let options = try common.pipelineOptions()
    try await ExitStatus.reporting {
      if let summary { try RunSummaryFile.checkWritable(summary) }
      let result: RunSummary
      do {
        result = try await Pipeline(options: options).run(inboxes: inboxes)
      } catch let error as PipelineError {
        if let summary { try RunSummaryFile(failure: error).write(to: summary) }
        throw error
      }
      if let summary { try RunSummaryFile(result).write(to: summary) }
      if !common.quiet { writeToStandardOutput(result.text) }
      return result.exitCode
    }
  }
}
