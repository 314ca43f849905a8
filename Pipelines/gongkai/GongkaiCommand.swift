import ArgumentParser
import CommandLineOptions
import PipelineStages

struct GongkaiCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "gongkai",
    abstract: "Turns annual reports on open government information into fact tables.",
    discussion: """
      Typical use: gongkai run INBOX --store DIR, then open DIR/current/csv. An inbox is a folder, searched \
      recursively, or a single file. Exit codes: 0 done or nothing to do, 1 failed and the store is as it was, 2 usage, \
      3 committed with documents newly set aside, 75 another run holds the store.
      """,
    version: ToolVersion.current,
    subcommands: [
      RunCommand.self, StatusCommand.self, VerifyCommand.self, DiffCommand.self, ExplainCommand.self,
      ExportCommand.self, GcCommand.self, ReproduceCommand.self, ForgetCommand.self,
      DictionaryCommand.self, RulesCommand.self,
    ])
}

@main
enum Main {
  static func main() async { await runCommand(GongkaiCommand.self) }
}
