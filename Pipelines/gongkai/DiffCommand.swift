import ArgumentParser
import CommandLineOptions
import PipelineStages

struct DiffCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Compares the rows of two snapshots by table, with the largest changes. Exit 1 where they differ.",
    discussion: """
      A snapshot is named by its name, by its number, by a beginning that only one has, or as current or parent: \
      gongkai diff parent current --store store.
      """)

  @Argument(help: "The first snapshot.")
  var first: String

  @Argument(help: "The second snapshot.")
  var second: String

  @OptionGroup var common: CommonOptions

  func run() async throws {
    let options = try common.pipelineOptions()
    try await ExitStatus.reporting {
      let comparison = try Pipeline(options: options).compare(first, second)
      if !common.quiet { writeToStandardOutput(comparison.text) }
      return comparison.isDifferent ? 1 : 0
    }
  }
}
