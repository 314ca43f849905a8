/// What a program that reads foreign bytes may use (contract.md section 5).
public struct ProgramLimits: Sendable {
  /// Address space in bytes.
  public var memoryByteCount = 1 << 30
  /// Processor seconds, and seconds of the clock.
  public var seconds = 60
  /// Bytes the program may write to its output, and to any one file.
  public var outputByteCount = 256 << 20
  /// Files it may have open at once.
  public var openFileCount = 64
  /// Processes and threads it may have at once, where the kernel counts them by themselves (a user namespace).
  public var processCount = 64

  /// The defaults.
  public init() {}
}
