import ArgumentParser
import CommandLineOptions
import Foundation
import PipelineRules
import PipelineStages

struct StatusCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "Shows the state of a store: snapshot, last runs, coverage, missing reports, what was set aside.",
    discussion: """
      Coverage is counted by reporting year and by level of government. Reports that the roster expects and the store \
      does not have are listed; the roster is a CSV file with the columns agency_id, first_year and last_year.
      """)

  @Flag(help: "Prints a JSON object with everything, nothing cut short.")
  var json = false

  @Option(help: "The roster of expected reports. Default: roster.csv of --rules, else the built-in one.")
  var roster: String?

  @OptionGroup var common: CommonOptions

  func run() async throws {
    let options = try common.pipelineOptions()
    try await ExitStatus.reporting {
      let status = try Pipeline(options: options).status(roster: try Roster(csv: try rosterBytes()))
      writeToStandardOutput(json ? try status.json : status.text)
      return 0
    }
  }

  private func rosterBytes() throws -> [UInt8] {
    if let roster {
      guard let data = FileManager.default.contents(atPath: roster) else {
        throw ValidationError("--roster: \(roster) cannot be read.")
      }
      return [UInt8](data)
    }
    if let folder = common.rulesFolder, let data = FileManager.default.contents(atPath: folder + "/roster.csv") {
      return [UInt8](data)
    }
    return PipelineRules.roster
  }
}
