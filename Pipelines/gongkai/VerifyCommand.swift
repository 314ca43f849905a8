import ArgumentParser
import CommandLineOptions
import PipelineStages

struct VerifyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Checks the current snapshot: hashes, row counts, order, keys and references. Exit 1 on any fault.")

  @OptionGroup var common: CommonOptions

  func run() async throws {
    let options = try common.pipelineOptions()
    try await ExitStatus.reporting {
      let verification = try Pipeline(options: options).verify()
      if !common.quiet || !verification.isSound { writeToStandardOutput(verification.text) }
      return verification.isSound ? 0 : 1
    }
  }
}
