import Glibc
import Logging

/// What a run says while it goes: a progress bar on a terminal, warnings through the log; never anything on stdout.
public final class RunReporter: @unchecked Sendable {
  // Only the task that drives the run calls it; the stages consume results one by one.
  private let logger: Logger
  private let showsProgress: Bool
  private var lastShown: (stage: String, permille: Int)?

  /// A reporter; `showsProgress` draws a bar on standard error.
  public init(logger: Logger, showsProgress: Bool) {
    self.logger = logger
    self.showsProgress = showsProgress
  }

  /// The same progress bar, without log lines: for work whose documents were told of before.
  func withoutLog() -> RunReporter {
    RunReporter(
      logger: Logger(label: "gongkai") { _ in SwiftLogNoOpLogHandler() }, showsProgress: showsProgress)
  }

  /// Says how far a stage is; draws only when the picture changes.
  func progress(_ stage: String, done: Int, of total: Int) {
    guard showsProgress, total > 0 else { return }
    let permille = done * 1000 / total
    if let lastShown, lastShown == (stage, permille) { return }
    lastShown = (stage, permille)
    let filled = permille * 30 / 1000
    let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: 30 - filled)
    var line = "\r\u{1B}[K\(stage)  \(bar)  \(done)/\(total)"
    if done == total { line = "\r\u{1B}[K" }
    writeToStandardError(line)
  }

  /// Says how many documents a stage has done, where nobody knows how many there are; `nil` wipes the line.
  func count(_ stage: String, done: Int?) {
    guard showsProgress else { return }
    guard let done else { return writeToStandardError("\r\u{1B}[K") }
    if done % 256 == 0 { writeToStandardError("\r\u{1B}[K\(stage)  \(RunSummary.grouped(done)) documents") }
  }

  /// A warning: the run goes on.
  func warn(_ message: String, _ details: [String: String] = [:]) {
    logger.warning("\(message)", metadata: details.mapValues { .string($0) })
  }

  /// Something worth a line in a log.
  func note(_ message: String, _ details: [String: String] = [:]) {
    logger.info("\(message)", metadata: details.mapValues { .string($0) })
  }
}

/// Writes text to standard error, unbuffered.
public func writeToStandardError(_ text: String) { writeAll(Array(text.utf8), to: 2) }

/// Writes text to standard output, unbuffered; results only.
public func writeToStandardOutput(_ text: String) { writeAll(Array(text.utf8), to: 1) }

private func writeAll(_ bytes: [UInt8], to descriptor: Int32) {
  bytes.withUnsafeBytes { buffer in
    var written = 0
    while written < buffer.count {
      let count = write(descriptor, buffer.baseAddress.map { $0 + written }, buffer.count - written)
      if count < 0, errno == EINTR { continue }
      if count <= 0 { return }
      written += count
    }
  }
}
