import Glibc
import TestSupport
import Testing

@testable import ConfinedPrograms

/// A script for `sh`, as the program that reads foreign bytes.
private func sh(
  _ script: String, input: String = "", limits: ProgramLimits = .init(), usesNamespaces: Bool = true
) throws(ProgramFailure) -> String {
  let output = try ConfinedProgram("sh").run(
    ["-c", script], input: Array(input.utf8), limits: limits, usesNamespaces: usesNamespaces)
  return String(decoding: output.bytes, as: UTF8.self)
}

private func limits(seconds: Int = 20, bytes: Int = 1 << 20, memory: Int = 1 << 30) -> ProgramLimits {
  var limits = ProgramLimits()
  limits.seconds = seconds
  limits.outputByteCount = bytes
  limits.memoryByteCount = memory
  return limits
}

@Suite struct ConfinedProgramsTests {
  @Test func passesInputArgumentsAndFilesUnchanged() throws {
    let input = (0..<300_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    #expect(try ConfinedProgram("cat").run(["-"], input: input).bytes == input)
    let odd = ["%s|", "a b", "$HOME", "`id`", "\"", "公开"]
    let printed = try ConfinedProgram("printf").run(odd)
    #expect(String(decoding: printed.bytes, as: UTF8.self) == "a b|$HOME|`id`|\"|公开|")
    let listed = try ConfinedProgram("cat").run(["one"], files: [("one", Array("first".utf8))])
    #expect(listed.bytes == Array("first".utf8))
  }

  @Test(arguments: ["../one", "a/b", "", ".hidden"])
  func refusesFileNamesThatAreNotPlain(name: String) {
    #expect(throws: ProgramFailure.self) { try ConfinedProgram("true").run([], files: [(name, [1])]) }
  }

  @Test(arguments: [true, false])
  func startsInAnEmptyFolderOfItsOwnThatIsGoneAfterwards(usesNamespaces: Bool) throws {
    let script = "ls -A; echo x > left; mkdir -p a/b; touch a/b/c; chmod 0 a/b; pwd; echo $HOME $TMPDIR"
    let lines = try sh(script, usesNamespaces: usesNamespaces).split(separator: "\n").map(String.init)
    let place = try #require(lines.first)
    #expect(lines == [place, "\(place) \(place)"])
    #expect(access(place, F_OK) != 0)
  }

  @Test(arguments: [true, false])
  func hasACleanEnvironmentAndNoOtherDescriptors(usesNamespaces: Bool) throws {
    let kept = open("/dev/null", O_RDONLY)
    defer { close(kept) }
    setenv("GONGKAI_SECRET", "1", 1)
    defer { unsetenv("GONGKAI_SECRET") }
    let names = try sh("env | cut -d= -f1 | sort | tr '\\n' ' '", usesNamespaces: usesNamespaces)
    #expect(
      names.split(separator: " ").filter { $0 != "PWD" && $0 != "SHLVL" && $0 != "_" } == [
        "HOME", "LC_ALL", "OMP_THREAD_LIMIT", "PATH", "TMPDIR", "TZ",
      ])
    // The last is the folder that `ls` reads.
    let descriptors = try sh("ls /proc/self/fd", usesNamespaces: usesNamespaces)
    #expect(descriptors == "0\n1\n2\n3\n")
  }

  @Test func namesWhatIsMissing() {
    #expect(throws: ProgramFailure.notInstalled(program: "no-such-program")) {
      try ConfinedProgram("no-such-program").run([])
    }
    #expect(throws: ProgramFailure.notInstalled(program: "../bin/sh")) { try ConfinedProgram("../bin/sh").run([]) }
  }

  @Test func tellsFailuresAndSignals() {
    #expect(throws: ProgramFailure.failed(program: "sh", exitStatus: 3, errorOutput: "broken\n")) {
      try sh("echo broken >&2; exit 3")
    }
    #expect(throws: ProgramFailure.killed(program: "sh", signal: SIGKILL, errorOutput: "")) {
      try sh("kill -KILL $$", usesNamespaces: false)
    }
  }

  @Test(arguments: [true, false])
  func endsWhatTakesTooLongWithAllItsChildren(usesNamespaces: Bool) throws {
    let mark = "31\(getpid())\(usesNamespaces ? 1 : 2)"
    #expect(throws: ProgramFailure.timedOut(program: "sh", seconds: 1)) {
      try sh(
        "sleep \(mark) & (sleep \(mark) & sleep \(mark)) & sleep \(mark)", limits: limits(seconds: 1),
        usesNamespaces: usesNamespaces)
    }
    #expect(processes(with: mark) == [])
  }

  @Test(arguments: [true, false])
  func endsChildrenThatOutliveTheProgram(usesNamespaces: Bool) throws {
    let mark = "32\(getpid())\(usesNamespaces ? 1 : 2)"
    #expect(try sh("sleep \(mark) & sleep \(mark) & echo done", usesNamespaces: usesNamespaces) == "done\n")
    #expect(processes(with: mark) == [])
  }

  @Test(.enabled(if: KernelWalls.hasNamespaces, "needs user namespaces"))
  func endsEvenWhatLeavesTheSession() throws {
    let mark = "33\(getpid())"
    #expect(try sh("setsid sleep \(mark) & sleep 0.2; echo done") == "done\n")
    #expect(processes(with: mark) == [])
  }

  @Test(arguments: [true, false])
  func stopsWhatWritesWithoutEnd(usesNamespaces: Bool) {
    #expect(throws: ProgramFailure.outputTooLarge(program: "sh", byteCount: 100_000)) {
      try sh("exec yes", limits: limits(bytes: 100_000), usesNamespaces: usesNamespaces)
    }
  }

  @Test(arguments: [true, false])
  func deniesMemoryBeyondTheLimit(usesNamespaces: Bool) {
    // The last line is all there is, and `tail` has to keep it.
    let script = "head -c 200000000 /dev/zero | tail -n 1 | wc -c"
    #expect(throws: Never.self) { try sh(script, usesNamespaces: usesNamespaces) }
    #expect(throws: ProgramFailure.self) {
      try sh(
        "head -c 200000000 /dev/zero | tail -n 1 > /dev/null", limits: limits(memory: 100 << 20),
        usesNamespaces: usesNamespaces)
    }
  }

  @Test(.enabled(if: ConfinedProgram("python3").path != nil, "needs python3"), arguments: [true, false])
  func hasNoNetwork(usesNamespaces: Bool) throws {
    let script = """
      import socket
      for family in (socket.AF_INET, socket.AF_INET6, socket.AF_UNIX, socket.AF_NETLINK):
        try:
          socket.socket(family, socket.SOCK_STREAM if family != socket.AF_NETLINK else socket.SOCK_RAW)
          print("open")
        except OSError as error:
          print(error.errno)
      """
    let output = try ConfinedProgram("python3").run(
      ["-c", script], input: [], limits: .init(), usesNamespaces: usesNamespaces)
    #expect(String(decoding: output.bytes, as: UTF8.self) == String(repeating: "\(EACCES)\n", count: 4))
  }

  @Test(
    .enabled(if: KernelWalls.hasWriteRules, "needs Landlock"),
    arguments: [true, false])
  func writesNothingOutside(usesNamespaces: Bool) throws {
    let folder = try TemporaryFolder()
    let script =
      "echo x > \(folder.path("new")); ln -s \(folder.path) link; echo x > link/new; rmdir \(folder.path); true"
    _ = try sh(script, usesNamespaces: usesNamespaces)
    #expect(access(folder.path, F_OK) == 0)
    #expect(access(folder.path("new"), F_OK) != 0)
  }

  @Test func runsFromManyTasksAtOnceWithoutLeavingAnything() async throws {
    let outputs = try await withThrowingTaskGroup(of: String.self) { group in
      for number in 0..<40 { group.addTask { try sh("cat; sleep 0.01", input: "\(number)") } }
      return try await group.reduce(into: Set<String>()) { $0.insert($1) }
    }
    #expect(outputs == Set((0..<40).map { "\($0)" }))
    // Other tests have programs running too; what 40 runs left would stay, whatever the moment.
    var fewest = Int.max
    for _ in 0..<100 where fewest >= 40 {
      fewest = min(fewest, childDescriptorCount())
      try await Task.sleep(for: .milliseconds(200))
    }
    #expect(fewest < 40)
  }

  @Test func leavesNoZombie() throws {
    for _ in 0..<5 { _ = try sh("true") }
    let mine = "/proc/\(getpid())/task/\(getpid())/children"
    #expect(zombies(in: mine) == [])
  }
}

/// The processes whose command line holds `mark`.
private func processes(with mark: String) -> [String] {
  names(in: "/proc").filter { name in
    guard name.allSatisfy(\.isNumber), let line = contents("/proc/\(name)/cmdline") else { return false }
    return line.contains("sleep\0\(mark)")
  }
}

private func zombies(in list: String) -> [String] {
  (contents(list) ?? "").split(separator: " ").map(String.init).filter {
    contents("/proc/\($0)/stat")?.contains(") Z ") ?? false
  }
}

/// Descriptors of this process that speak of a child: its streams and itself.
private func childDescriptorCount() -> Int {
  names(in: "/proc/self/fd").filter { name in
    var target = [CChar](repeating: 0, count: 64)
    guard readlink("/proc/self/fd/\(name)", &target, target.count - 1) > 0 else { return false }
    let text = String(decoding: target.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    return text.hasPrefix("/memfd:") || text.contains("[pidfd]")
  }.count
}

private func names(in folder: String) -> [String] {
  guard let directory = opendir(folder) else { return [] }
  defer { closedir(directory) }
  var names: [String] = []
  while let entry = readdir(directory) {
    names.append(
      withUnsafePointer(to: entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      })
  }
  return names
}

private func contents(_ path: String) -> String? {
  let descriptor = open(path, O_RDONLY)
  if descriptor < 0 { return nil }
  defer { close(descriptor) }
  var bytes = [UInt8](repeating: 0, count: 65536)
  let count = read(descriptor, &bytes, bytes.count)
  return count < 0 ? nil : String(decoding: bytes[0..<count], as: UTF8.self)
}
