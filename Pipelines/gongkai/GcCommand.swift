import ArgumentParser
import CommandLineOptions
import PipelineStages

struct GcCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "gc",
    abstract: "Keeps the newest snapshots and removes the older ones; says what would go unless --yes is given.",
    discussion: "The current snapshot always stays, and so does every file that a snapshot that stays has.")

  @Option(help: "How many snapshots stay, the current one among them.")
  var keep: Int

  @Flag(help: "Removes; without it nothing is changed.")
  var yes = false

  @OptionGroup var common: CommonOptions

  func validate() throws {
    if keep < 1 { throw ValidationError("--keep must be at least 1.") }
  }

  func run() async throws {
    let options = try common.pipelineOptions()
    try await ExitStatus.reporting {
      let report = try Pipeline(options: options).collectGarbage(keeping: keep, isDone: yes)
      if !common.quiet { writeToStandardOutput(report.text) }
      return 0
    }
  }
}
