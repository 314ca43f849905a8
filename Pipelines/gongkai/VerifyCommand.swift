import ArgumentParser
import CommandLineOptions
import PipelineStages

struct VerifyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Checks a snapshot: hashes, row counts, order, keys and references. Exit 1 on any fault.")

  @Option(help: "The snapshot: its name, its number, or parent. Default: the current one, with the pointer to it.")
  var snapshot: String?

  @OptionGroup var common: CommonOptions

  func run() async throws {
    let options = try common.pipelineOptions()
    try await ExitStatus.reporting {
      let verification = try Pipeline(options: options).verify(snapshot: snapshot)
      if !common.quiet || !verification.isSound { writeToStandardOutput(verification.text) }
      return verification.isSound ? 0 : 1
    }
  }
}
