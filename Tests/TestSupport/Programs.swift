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
  public static func run(_ name: String, _ arguments: [String], in folder: TemporaryFolder) throws -> [UInt8] {
    guard isInstalled(name) else {
      throw ProgramError(text: "the program '\(name)' is not installed; scripts/test installs it")
    }
    let output = folder.path + "/.output"
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
    var words: [UnsafeMutablePointer<CChar>?] = ([name] + arguments).map { strdup($0) }
    words.append(nil)
    defer { words.forEach { free($0) } }
    var child: pid_t = 0
    let code = posix_spawnp(&child, name, &actions, nil, &words, environ)
    guard code == 0 else { throw ProgramError(text: "\(name): errno \(code)") }
    var status: Int32 = 0
    waitpid(child, &status, 0)
    guard status == 0 else { throw ProgramError(text: "\(name) \(arguments) ended with status \(status)") }
    return [UInt8](try Data(contentsOf: URL(filePath: output)))
  }
}
