/// Why a confined program gave no output.
public enum ProgramFailure: Error, Equatable, Sendable {
  /// No folder of `PATH` has it.
  case notInstalled(program: String)
  /// The system could not start it (`errno`).
  case cannotStart(program: String, errorNumber: Int32)
  /// This kernel offers no way to keep it from the network, so it was not started.
  case cannotConfine(program: String)
  /// It was still at work after these seconds, of the clock or of the processor, and was ended.
  case timedOut(program: String, seconds: Int)
  /// It wrote as many bytes as it may, so that what there is may be a part.
  case outputTooLarge(program: String, byteCount: Int)
  /// It said itself that it failed; `errorOutput` is the beginning of what it wrote to standard error.
  case failed(program: String, exitStatus: Int32, errorOutput: String)
  /// A signal ended it: its own fault, or a limit of memory.
  case killed(program: String, signal: Int32, errorOutput: String)
}
