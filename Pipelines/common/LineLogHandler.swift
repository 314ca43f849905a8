import Foundation
import Logging
import PipelineStages

/// One line a message on standard error, as text or as a JSON object.
struct LineLogHandler: LogHandler {
  let asJSON: Bool
  var logLevel = Logger.Level.info
  var metadata: Logger.Metadata = [:]

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    let details = metadata.merging(event.metadata ?? [:]) { $1 }.map { ($0.key, "\($0.value)") }.sorted { $0.0 < $1.0 }
    let line = asJSON ? json(event, details) : text(event, details)
    writeToStandardError(line + "\n")
  }

  private func text(_ event: LogEvent, _ details: [(String, String)]) -> String {
    "gongkai: \(event.level): \(event.message)" + details.map { "  \($0.0)=\($0.1)" }.joined()
  }

  private func json(_ event: LogEvent, _ details: [(String, String)]) -> String {
    var object: [String: String] = ["level": "\(event.level)", "message": "\(event.message)"]
    for (key, value) in details { object[key] = value }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    guard let data = try? encoder.encode(object) else { return "{}" }
    return String(decoding: data, as: UTF8.self)
  }
}
