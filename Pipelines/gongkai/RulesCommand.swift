import ArgumentParser
import CommandLineOptions
import PipelineStages

struct RulesCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rules", abstract: "Works with the rule files that a maintainer edits.",
    subcommands: [RulesCheckCommand.self])
}

struct RulesCheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Validates the rule files; with a text, says which rule matched what in it.",
    discussion: """
      Prints every fault of every rule file with its line. With --text each quantity of the text is listed with its \
      line and the rule and figure that came of it, or the reason why none did. Exit 1 on any fault.
      """)

  @Option(help: "A text file to try the narrative rules on; - is standard input.", completion: .file())
  var text: String?

  @Option(help: "The reporting year of the text.")
  var year: Int?

  @OptionGroup var common: CommonOptions

  func run() async throws {
    let options = try common.pipelineOptions()
    try await ExitStatus.reporting {
      let check = try RuleCheck(rules: options.rules, textFile: text, reportYear: year)
      writeToStandardOutput(check.text)
      return check.isValid ? 0 : 1
    }
  }
}
