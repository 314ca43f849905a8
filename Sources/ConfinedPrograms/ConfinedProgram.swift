import CPlatform
import Glibc

/// What a confined program left.
public struct ProgramOutput: Sendable {
  /// Standard output, whole.
  public let bytes: [UInt8]
  /// The beginning of standard error.
  public let errorOutput: String
}

/// A program of the system that reads foreign bytes: no shell, no network, nothing to write to but an empty folder.
///
/// Every run is a new session with these walls:
/// - Arguments are an array, the environment is made anew (`PATH`, `LC_ALL=C.UTF-8`; `HOME` and `TMPDIR` are the private
///   folder, which is also the working directory and is removed afterwards), and no descriptor is inherited.
/// - Input and output are anonymous files in memory, so that no pipe can block either side.
/// - Limits on memory, processor time, file size, open files, no core file; no new privileges.
/// - New user, network, process and IPC namespaces where the kernel allows them. A seccomp filter that refuses every
///   socket stands in any case; where there is neither, the program is not started at all.
/// - Landlock, where the kernel has it, refuses writing outside of the private folder, also to root.
/// - It dies with the thread that started it. When it has ended, or its time is over, its whole session is killed; in a
///   process namespace so is whatever left the session.
///
/// The start is a C function of the house. Foundation's `Process` and the Subprocess package can neither set resource
/// limits nor enter namespaces between fork and exec, where only async-signal-safe work is allowed.
///
/// A run blocks its thread. The child works meanwhile, so one run a worker keeps as many cores busy as there are workers.
public struct ConfinedProgram: Sendable {
  /// Its name, without a folder.
  public let name: String

  /// Makes a program; nothing is looked up yet.
  public init(_ name: String) {
    self.name = name
  }

  /// Its absolute path: the first executable of this name in `PATH`, else in the system's folders; `nil` if there is none.
  public var path: String? {
    if name.isEmpty || name.contains("/") { return nil }
    let named = getenv("PATH").map { String(cString: $0) } ?? ""
    let folders = named.split(separator: ":").map(String.init) + ["/usr/local/bin", "/usr/bin", "/bin"]
    return folders.filter { $0.hasPrefix("/") }.map { "\($0)/\(name)" }.first { access($0, X_OK) == 0 }
  }

  /// Runs the program to its end and returns what it wrote.
  ///
  /// `input` is its standard input, a file that it may seek in; `files` are plain names of files laid into its working
  /// directory before. Throws where it is missing, fails, or meets a limit.
  public func run(
    _ arguments: [String], input: [UInt8] = [], files: [(name: String, bytes: [UInt8])] = [],
    limits: ProgramLimits = .init()
  ) throws(ProgramFailure) -> ProgramOutput {
    try run(arguments, input: input, files: files, limits: limits, usesNamespaces: true)
  }

  /// As `run`, with the namespaces left out on demand, so that tests see what a kernel without them would do.
  func run(
    _ arguments: [String], input: [UInt8], files: [(name: String, bytes: [UInt8])] = [], limits: ProgramLimits,
    usesNamespaces: Bool
  ) throws(ProgramFailure) -> ProgramOutput {
    guard let path else { throw .notInstalled(program: name) }
    guard let folder = PrivateFolder() else { throw .cannotStart(program: name, errorNumber: errno) }
    defer { folder.remove() }
    for file in files where !folder.write(file.bytes, to: file.name) {
      throw .cannotStart(program: name, errorNumber: errno)
    }
    guard let streams = ProgramStreams(input: input) else { throw .cannotStart(program: name, errorNumber: errno) }
    defer { streams.close() }

    let process = try start(path, arguments, folder, streams, limits, usesNamespaces)
    let seconds = max(1, min(limits.seconds, 1_000_000))
    let hasEnded = confined_wait(process, Int32(seconds * 1000)) != 0
    let status = confined_end(process)
    if !hasEnded { throw .timedOut(program: name, seconds: seconds) }
    return try result(status, streams, limits)
  }

  private func start(
    _ path: String, _ arguments: [String], _ folder: PrivateFolder, _ streams: ProgramStreams, _ limits: ProgramLimits,
    _ usesNamespaces: Bool
  ) throws(ProgramFailure) -> pid_t {
    let environment = [
      "PATH=/usr/local/bin:/usr/bin:/bin", "LC_ALL=C.UTF-8", "TZ=UTC", "HOME=\(folder.path)", "TMPDIR=\(folder.path)",
      "OMP_THREAD_LIMIT=1",
    ]
    let words = CStringList([path] + arguments)
    let variables = CStringList(environment)
    let directory = CStringList([folder.path])
    defer {
      words.free()
      variables.free()
      directory.free()
    }
    guard let first = words.pointers.first, let program = first, let place = directory.pointers.first ?? nil else {
      throw .cannotStart(program: name, errorNumber: ENOMEM)
    }
    let child = words.pointers.withUnsafeBufferPointer { words in
      variables.pointers.withUnsafeBufferPointer { variables in
        var request = confined_program()
        request.path = UnsafePointer(program)
        request.arguments = words.baseAddress
        request.environment = variables.baseAddress
        request.directory = UnsafePointer(place)
        request.input = streams.input
        request.output = streams.output
        request.errors = streams.errors
        request.memory_bytes = UInt64(max(0, limits.memoryByteCount))
        request.processor_seconds = UInt64(max(1, limits.seconds))
        request.file_bytes = UInt64(max(0, limits.outputByteCount))
        request.open_files = UInt64(max(16, limits.openFileCount))
        request.processes = UInt64(max(1, limits.processCount))
        request.use_namespaces = usesNamespaces ? 1 : 0
        return confined_start(&request)
      }
    }
    switch child.stage {
    case confined_started: return child.process
    case confined_network_open: throw .cannotConfine(program: name)
    default: throw .cannotStart(program: name, errorNumber: child.error)
    }
  }

  private func result(
    _ status: Int32, _ streams: ProgramStreams, _ limits: ProgramLimits
  ) throws(ProgramFailure) -> ProgramOutput {
    if ProgramStreams.byteCount(streams.output) >= max(1, limits.outputByteCount) {
      throw .outputTooLarge(program: name, byteCount: limits.outputByteCount)
    }
    let errors = String(decoding: ProgramStreams.read(streams.errors, limit: 2048) ?? [], as: UTF8.self)
    let signal = status & 0x7F
    if signal == SIGXCPU { throw .timedOut(program: name, seconds: limits.seconds) }
    if signal != 0 { throw .killed(program: name, signal: signal, errorOutput: errors) }
    let exitStatus = (status >> 8) & 0xFF
    if exitStatus != 0 { throw .failed(program: name, exitStatus: exitStatus, errorOutput: errors) }
    guard let bytes = ProgramStreams.read(streams.output, limit: limits.outputByteCount) else {
      throw .cannotStart(program: name, errorNumber: EIO)
    }
    return ProgramOutput(bytes: bytes, errorOutput: errors)
  }
}
