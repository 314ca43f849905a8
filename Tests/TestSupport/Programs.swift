import Foundation
import Glibc

/// A program that could not be run or failed.
public struct ProgramError: Error, CustomStringConvertible {
  /// What happened.
  public let text: String

  init(text: String) { self.text = text }

  /// What happened.
  public var description: String { text }
}

/// Programs of the system, run through `posix_spawn`.
public enum Programs {
  /// Whether the program is installed.
  public static func isInstalled(_ name: String) -> Bool {
    (getenv("PATH").map { String(cString: $0) } ?? "").split(separator: ":").contains {
      access("\($0)/\(name)", X_OK) == 0
    }
  }

  /// Runs a program and returns what it writes to standard output.
  ///
  /// Throws where it is missing or fails.
  public static func run(_ name: String, _ arguments: [String]) throws -> [UInt8] {
    guard isInstalled(name) else {
      throw ProgramError(text: "the program '\(name)' is not installed; scripts/test installs it")
    }
    let result = try runProgram(name, arguments)
    guard result.exitCode == 0 else {
      throw ProgramError(text: "\(name) \(arguments) ended with \(result.exitCode): \(result.errorOutput)")
    }
    return result.outputBytes
  }
}
