import Foundation
import Glibc

/// What a finished program left.
public struct ChildResult: Sendable {
  /// Its exit code; 128 + n where signal n ended it.
  public let exitCode: Int32
  /// Standard output.
  public let outputBytes: [UInt8]
  /// Standard output as text.
  public var output: String { String(decoding: outputBytes, as: UTF8.self) }
  /// Standard error.
  public let errorOutput: String
  /// The resident-set peak of the largest process among it and its children, in KiB.
  public let peakMemoryKiB: Int
}

/// Why a program could not be run to its end.
public enum ChildFailure: Error {
  /// It is not there or cannot be started.
  case notStarted(program: String, errorNumber: Int32)
  /// It was still running after this many seconds and was ended.
  case timedOut(program: String, seconds: Int)
}

/// Runs a program to its end: posix_spawn, output into files, a time limit, its whole process group ended after it.
///
/// With `killedAfter` it is ended by SIGKILL at that time, wherever it is then.
public func runProgram(
  _ program: String, _ arguments: [String], environment: [String: String] = [:],
  timeoutSeconds: Int = 300, killedAfter: Duration? = nil
) throws -> ChildResult {
  let scratch = try TemporaryFolder()
  let outputPath = scratch.url.appending(path: "stdout").path
  let errorPath = scratch.url.appending(path: "stderr").path
  var actions = posix_spawn_file_actions_t()
  posix_spawn_file_actions_init(&actions)
  defer { posix_spawn_file_actions_destroy(&actions) }
  posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
  posix_spawn_file_actions_addopen(&actions, 1, outputPath, O_WRONLY | O_CREAT, 0o600)
  posix_spawn_file_actions_addopen(&actions, 2, errorPath, O_WRONLY | O_CREAT, 0o600)
  var attributes = posix_spawnattr_t()
  posix_spawnattr_init(&attributes)
  defer { posix_spawnattr_destroy(&attributes) }
  posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP))

  var variables = ProcessInfo.processInfo.environment
  variables.merge(environment) { $1 }
  let argumentList = ([program] + arguments).map { strdup($0) } + [nil]
  let variableList = variables.map { strdup("\($0.key)=\($0.value)") } + [nil]
  defer { for pointer in argumentList + variableList { free(pointer) } }
  var child: pid_t = 0
  let started = posix_spawnp(&child, program, &actions, &attributes, argumentList, variableList)
  guard started == 0 else { throw ChildFailure.notStarted(program: program, errorNumber: started) }

  var status: Int32 = 0
  let start = ContinuousClock.now
  let deadline = start + .seconds(timeoutSeconds)
  let end = killedAfter.map { start + $0 }
  var usage = rusage()
  while wait4(child, &status, WNOHANG, &usage) == 0 {
    if ContinuousClock.now > deadline {
      kill(-child, SIGKILL)
      waitpid(child, &status, 0)
      throw ChildFailure.timedOut(program: program, seconds: timeoutSeconds)
    }
    if let end, ContinuousClock.now >= end { kill(-child, SIGKILL) }
    usleep(end == nil ? 2000 : 200)
  }
  kill(-child, SIGKILL)
  let signal = status & 0x7F
  return ChildResult(
    exitCode: signal == 0 ? (status >> 8) & 0xFF : 128 + signal,
    outputBytes: [UInt8](try Data(contentsOf: URL(filePath: outputPath))),
    errorOutput: String(decoding: try Data(contentsOf: URL(filePath: errorPath)), as: UTF8.self),
    peakMemoryKiB: usage.ru_maxrss)
}

/// The folder of the executables that were built beside the tests.
public enum BuiltProducts {
  /// The path of an executable; throws where it was not built.
  public static func executable(_ name: String) throws -> String {
    try path(of: name, isUsable: FileManager.default.isExecutableFile)
  }

  /// The path of a dynamic library; throws where it was not built.
  public static func library(_ name: String) throws -> String {
    try path(of: "lib\(name).so", isUsable: FileManager.default.isReadableFile)
  }

  private static func path(of name: String, isUsable: (String) -> Bool) throws -> String {
    let tests = URL(filePath: CommandLine.arguments.first ?? "").resolvingSymlinksInPath()
    // Long checks want the release build.
    let chosen = ProcessInfo.processInfo.environment["GONGKAI_PRODUCTS"].map { [URL(filePath: $0)] } ?? []
    let bundles = CommandLine.arguments.filter { $0.contains(".xctest") }.map {
      URL(filePath: $0).deletingLastPathComponent()
    }
    let folders =
      chosen + bundles + [tests.deletingLastPathComponent(), Fixtures.projectRoot.appending(path: ".build/debug")]
    for folder in folders {
      let path = folder.appending(path: name).path
      if isUsable(path) { return path }
    }
    throw MissingFixture(folder: folders.map(\.path).joined(separator: ":"), suffixes: [name])
  }
}
