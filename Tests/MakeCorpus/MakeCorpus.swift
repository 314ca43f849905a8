import Dispatch
import Foundation
import TestSupport

/// Writes generated reports with their truth.
@main
enum MakeCorpus {
  static let usage = """
    usage: make-corpus FOLDER COUNT [SEED] [--profile accuracy|html|text|mix] [--no-truth] [--archive]

      --profile   accuracy (default): small documents with every mess; html, text, mix: for measuring speed
      --no-truth  no NAME.truth.json beside the documents
      --archive   archives of 5,000 documents (part-000.tar.zst, by the program zstd) instead of loose files

    """

  static func main() throws {
    var options = Options()
    guard options.read(Array(CommandLine.arguments.dropFirst())) else {
      FileHandle.standardError.write(Data(usage.utf8))
      exit(2)
    }
    let folder = URL(filePath: options.folder)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let generator = CorpusGenerator(seed: options.seed)
    let chunk = options.isArchive ? 5000 : 1000
    let count = options.count
    let wanted = options
    let failures = Failures()
    DispatchQueue.concurrentPerform(iterations: (count + chunk - 1) / chunk) { part in
      do {
        let name = String(format: "%03d", part)
        let place = wanted.isArchive ? folder.appending(path: "part-\(name).tar.zst") : folder
        let sink: any DocumentSink =
          wanted.isArchive
          ? try ArchiveSink(place)
          // Accuracy documents stand side by side, the many of a benchmark a thousand a folder.
          : try FolderSink(wanted.profile == .accuracy ? place : place.appending(path: name))
        for index in part * chunk..<min(count, (part + 1) * chunk) {
          try autoreleased {
            let document = generator.document(index, profile: wanted.profile)
            try sink.add(document.name, document.bytes)
            if wanted.hasTruth { try sink.add(document.name + ".truth.json", Array(document.truthJSON.utf8)) }
          }
        }
        try sink.close()
      } catch {
        failures.add("\(error)")
      }
    }
    if let failure = failures.first {
      FileHandle.standardError.write(Data("make-corpus: \(failure)\n".utf8))
      exit(1)
    }
  }

  private static func autoreleased(_ body: () throws -> Void) rethrows { try body() }
}

/// What the command line asks for.
struct Options: Sendable {
  var folder = ""
  var count = 0
  var seed: UInt64 = 1
  var profile = CorpusProfile.accuracy
  var hasTruth = true
  var isArchive = false

  /// False where the arguments make no sense.
  mutating func read(_ arguments: [String]) -> Bool {
    var plain: [String] = []
    var index = 0
    while index < arguments.count {
      switch arguments[index] {
      case "--no-truth": hasTruth = false
      case "--archive": isArchive = true
      case "--profile":
        index += 1
        guard index < arguments.count, let found = CorpusProfile(rawValue: arguments[index]) else { return false }
        profile = found
      case let text where text.hasPrefix("--"): return false
      case let text: plain.append(text)
      }
      index += 1
    }
    guard (2...3).contains(plain.count), let number = Int(plain[1]), number > 0 else { return false }
    folder = plain[0]
    count = number
    seed = plain.count > 2 ? UInt64(plain[2]) ?? 1 : 1
    return true
  }
}

/// The first thing that went wrong on any thread.
final class Failures: @unchecked Sendable {
  private let lock = NSLock()
  private var messages: [String] = []
  var first: String? { lock.withLock { messages.first } }
  func add(_ message: String) { lock.withLock { messages.append(message) } }
}
