import ArgumentParser
import CommandLineOptions
import PipelineStages

struct ForgetCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "forget",
    abstract: "Removes a document from the store and keeps it out, also where an inbox still has it.",
    discussion: """
      Makes a snapshot without the document and what came of it; where it had replaced an older document of the same \
      report, that one is loaded again. Hash and reason are kept in forgotten.csv of every later snapshot. Older \
      snapshots still have the document until gongkai gc removes them.
      """)

  @Argument(help: "The document's SHA-256, as in sources.")
  var sha256: String

  @Option(help: "The reason, which is kept with the hash.")
  var why: String

  @OptionGroup var common: CommonOptions

  func validate() throws {
    if sha256.utf8.count != 64 || !sha256.allSatisfy({ $0.isHexDigit && $0.isASCII }) {
      throw ValidationError("A SHA-256 has 64 hexadecimal digits.")
    }
    if why.allSatisfy(\.isWhitespace) { throw ValidationError("--why needs a reason.") }
  }

  func run() async throws {
    let options = try common.pipelineOptions()
    try await ExitStatus.reporting {
      let report = try await Pipeline(options: options).forget(documentHash: sha256.lowercased(), why: why)
      if !common.quiet { writeToStandardOutput(report.text) }
      return 0
    }
  }
}
