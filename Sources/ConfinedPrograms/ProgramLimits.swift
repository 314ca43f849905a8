/// What a program that reads foreign bytes may use (contract.md section 5).
public struct ProgramLimits: Sendable {
  /// Address space in bytes.
  public var memoryByteCount = 1 << 30
  /// Processor seconds, and seconds of the clock.
  public var seconds = 60
  /// Bytes the program may write to its output.
  public var outputByteCount = 256 << 20

  /// The defaults.
  public init() {}
}
