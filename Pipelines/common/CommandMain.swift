import ArgumentParser
import Glibc
import PipelineStages

/// Parses the arguments, runs the command and exits as contract.md section 1 says: 2 for wrong usage.
public func runCommand(_ type: (some AsyncParsableCommand).Type) async -> Never {
  do {
    var command = try type.parseAsRoot()
    if var asynchronous = command as? any AsyncParsableCommand {
      try await asynchronous.run()
    } else {
      try command.run()
    }
    exit(0)
  } catch {
    let code = type.exitCode(for: error)
    let text = type.fullMessage(for: error)
    if !text.isEmpty { (code.isSuccess ? writeToStandardOutput : writeToStandardError)(text + "\n") }
    exit(code == .validationFailure ? 2 : code.rawValue)
  }
}
