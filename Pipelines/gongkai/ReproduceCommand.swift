import ArgumentParser
import CommandLineOptions
import PipelineStages

struct ReproduceCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reproduce",
    abstract: "Rebuilds a snapshot from its documents and its own rule files, and compares every file.",
    discussion: """
      Documents are found in the inboxes by their hashes; those that the snapshot does not have are ignored, those that \
      are missing are named. With --rules those rules are used instead of the recorded ones, to see what a change of a \
      rule would do. The store is only read; a scratch store is made in TMPDIR. Exit 0 where every file is the same, \
      1 otherwise.
      """)

  @Argument(help: "The snapshot: its name, its number, a beginning that only one has, current or parent.")
  var snapshot: String

  @Option(help: "A folder or file with documents; may be given several times.", completion: .file())
  var inbox: [String]

  @OptionGroup var common: CommonOptions

  func run() async throws {
    let options = try common.pipelineOptions()
    try await ExitStatus.reporting {
      let report = try await Pipeline(options: options).reproduce(
        snapshot: snapshot, inboxes: inbox, usesOptionRules: common.rulesFolder != nil)
      if !common.quiet { writeToStandardOutput(report.text) }
      return report.isIdentical ? 0 : 1
    }
  }
}
