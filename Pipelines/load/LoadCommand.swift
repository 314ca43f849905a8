import ArgumentParser
import CommandLineOptions
import PipelineStages

struct LoadCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "gongkai-load",
    abstract: "Stage 3: facts become a new snapshot of the store.",
    version: ToolVersion.current)

  @Option(
    parsing: .upToNextOption,
    help: """
      First takes records that gongkai-extract and gongkai-normalize have written: files, or folders of files whose \
      names end in .records. All of them, or none where one is cut or damaged.
      """, completion: .file())
  var records: [String] = []

  @OptionGroup var common: CommonOptions

  func run() async throws {
    let options = try common.pipelineOptions()
    try await ExitStatus.reporting {
      let pipeline = Pipeline(options: options)
      let summary = try await records.isEmpty ? pipeline.load() : pipeline.load(records: records)
      if !common.quiet { writeToStandardOutput(summary.text) }
      return summary.exitCode
    }
  }
}

@main
enum Main {
  static func main() async { await runCommand(LoadCommand.self) }
}
