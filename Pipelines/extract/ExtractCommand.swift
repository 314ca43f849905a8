import ArgumentParser
import CommandLineOptions
import PipelineStages

struct ExtractCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "gongkai-extract",
    abstract: "Stage 1: documents in inboxes become extracted records in the work area.",
    version: ToolVersion.current)

  @Argument(help: "Folders, searched recursively, or single files.", completion: .file())
  var inboxes: [String]

  @Flag(
    help: """
      Only lists the entries of the inboxes, each as its size in bytes, a tab, its relative path and a zero byte; an \
      archive is one entry.
      """)
  var listDocuments = false

  @Option(
    help: """
      Reads only the entries that this file (or - for standard input) names by relative path, each ended by a zero \
      byte; with --records.
      """, completion: .file())
  var documents: String?

  @Option(
    help: """
      Writes the records to this file (or - for standard output) instead of a store, for gongkai-normalize and \
      gongkai-load; with --documents.
      """, completion: .file())
  var records: String?

  @Option(
    help: "With --records: NUMBER/COUNT, the number from 0. gongkai-load then refuses a set of partitions with a gap.")
  var partition: String?

  @OptionGroup var common: CommonOptions

  func validate() throws {
    if (documents == nil) != (records == nil) { throw ValidationError("--documents and --records go together.") }
    if listDocuments, documents != nil { throw ValidationError("--list-documents goes alone.") }
    if let partition {
      if records == nil { throw ValidationError("--partition goes with --records.") }
      if StreamPartition(partition) == nil {
        throw ValidationError("--partition: '\(partition)' is not NUMBER/COUNT with the number below the count.")
      }
    }
  }

  func run() async throws {
    let options = try common.pipelineOptions()
    try await ExitStatus.reporting {
      let pipeline = Pipeline(options: options)
      if listDocuments {
        try pipeline.listDocuments(inboxes: inboxes)
        return 0
      }
      if let documents, let records {
        try await pipeline.extract(
          inboxes: inboxes, documents: documents, records: records,
          partition: partition.flatMap { StreamPartition($0) } ?? StreamPartition())
        return 0
      }
      let summary = try await pipeline.extract(inboxes: inboxes)
      if !common.quiet { writeToStandardOutput(summary.text) }
      return summary.exitCode
    }
  }
}

@main
enum Main {
  static func main() async { await runCommand(ExtractCommand.self) }
}
