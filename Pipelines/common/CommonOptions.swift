import ArgumentParser
import Foundation
import Logging
import PipelineRules
import PipelineStages
import SnapshotStore

/// The options that every command shares (contract.md section 1).
public struct CommonOptions: ParsableArguments {
  /// When a progress bar is drawn.
  enum Progress: String, ExpressibleByArgument, CaseIterable { case auto, always, never }
  /// How log lines look.
  enum LogFormat: String, ExpressibleByArgument, CaseIterable { case text, json }
  @Option(help: "The store's folder.", completion: .directory)
  var store = "./store"

  @Option(help: "Documents read at the same time. Default: the number of cores. Does not change a byte of the result.")
  var jobs: Int?

  @Option(help: "File formats of the tables, of csv and parquet.")
  var formats = "csv,parquet"

  /// Whether the summary is left out.
  @Flag(help: "Prints no summary.")
  public var quiet = false

  @Option(help: "Progress bar on standard error: auto (on a terminal), always or never.")
  var progress = Progress.auto

  @Option(help: "Log lines on standard error: text or json.")
  var logFormat = LogFormat.text

  @Option(help: "A folder of rule files to use instead of the built-in ones.", completion: .directory)
  var rules: String?

  @Option(help: "The largest document to read, in bytes; a larger one is set aside as too_large.")
  var maxDocumentBytes = 64 << 20

  @Option(
    help: ArgumentHelp(
      "What a container inside a container may unpack to, in bytes, and what an archive may at any ratio.",
      discussion: "An archive in the inbox itself is bounded by --max-expansion alone beyond it."))
  var maxUnpackedBytes = 1 << 30

  @Option(help: "How many times its size an archive may unpack to; more is limit_exceeded.")
  var maxExpansion = 100

  @Option(help: "How deep elements of a document may nest; deeper is limit_exceeded.")
  var maxNesting = 256

  @Option(help: "Seconds of work that one document may take; more is limit_exceeded.")
  var maxWorkSeconds = 60

  @Flag(help: "Reads every file again, also where size, time and inode say that it is unchanged.")
  var paranoid = false

  @Flag(
    help: """
      Reads scanned PDF by tesseract with chi_sim, where these are installed: about two seconds a page. Only figures that
      the sums of the tables confirm are published.
      """)
  var ocr = false

  /// The folder of rule files that was given; `nil` for the built-in ones.
  public var rulesFolder: String? { rules }

  /// For the argument parser.
  public init() {}

  /// For the argument parser.
  public mutating func validate() throws {
    if let jobs, jobs < 1 { throw ValidationError("--jobs must be at least 1.") }
    if maxDocumentBytes < 1 { throw ValidationError("--max-document-bytes must be at least 1.") }
    for (name, value) in [
      ("--max-unpacked-bytes", maxUnpackedBytes), ("--max-expansion", maxExpansion), ("--max-nesting", maxNesting),
      ("--max-work-seconds", maxWorkSeconds),
    ] where value < 1 {
      throw ValidationError("\(name) must be at least 1.")
    }
    let names = formats.split(separator: ",", omittingEmptySubsequences: false)
    for name in names where TableFormat(rawValue: String(name)) == nil {
      throw ValidationError("--formats: unknown format '\(name)'; known: csv, parquet.")
    }
  }

  /// The options as the pipeline takes them; throws a usage error where the rules folder cannot be read.
  public func pipelineOptions() throws -> PipelineOptions {
    let isTerminal = isatty(2) == 1
    let showsProgress = progress == .always || progress == .auto && isTerminal && !quiet
    let format = logFormat
    let logger = Logger(label: "gongkai") { _ in LineLogHandler(asJSON: format == .json) }
    var options = PipelineOptions(
      store: store, jobs: jobs ?? ProcessInfo.processInfo.activeProcessorCount,
      rules: try ruleFiles(), reporter: RunReporter(logger: logger, showsProgress: showsProgress))
    options.formats = Set(formats.split(separator: ",").compactMap { TableFormat(rawValue: String($0)) })
    options.limits.documentByteCount = maxDocumentBytes
    options.limits.nestingDepth = maxNesting
    options.containerLimits.entryByteCount = maxDocumentBytes
    options.containerLimits.unpackedByteCount = maxUnpackedBytes
    options.containerLimits.expansion = maxExpansion
    options.workSeconds = maxWorkSeconds
    options.containerLimits.workSeconds = maxWorkSeconds
    options.isParanoid = paranoid
    options.limits.workSeconds = maxWorkSeconds
    options.limits.recognisesScans = ocr
    return options
  }

  private func ruleFiles() throws -> RuleFiles {
    guard let rules else { return RuleFiles(files: PipelineRules.files) }
    return RuleFiles(
      files: try PipelineRules.files.map { file in
        let path = rules + "/" + file.name
        // The one file that a folder of rules need not have.
        if file.name == Roster.fileName, !FileManager.default.fileExists(atPath: path) { return file }
        guard let data = FileManager.default.contents(atPath: path) else {
          throw ValidationError("--rules: \(path) cannot be read.")
        }
        return (file.name, [UInt8](data))
      })
  }
}

/// Runs a command's work and turns its outcome into the process's exit code.
public enum ExitStatus {
  /// Errors of the pipeline are printed with what to do about them; others are left to the argument parser.
  public static func reporting(_ work: () async throws -> Int32) async throws {
    let code: Int32
    do {
      code = try await work()
    } catch let error as PipelineError {
      writeToStandardError("gongkai: \(error.message)\n  \(error.advice)\n")
      throw ExitCode(error.exitCode)
    }
    if code != 0 { throw ExitCode(code) }
  }
}
