/// Why zstd bytes could not be written or read.
public enum ZstdError: Error, Hashable, Sendable {
  /// libzstd has no memory for its state.
  case outOfMemory
  /// Compression failed; the text is libzstd's.
  case compressionFailed(String)
  /// The bytes are not zstd frames, or their checksum is wrong; the text is libzstd's.
  case corrupt(String)
  /// The bytes end inside a frame.
  case truncated
  /// The content is larger than the limit allows.
  case tooLarge(limit: Int)
}

extension ZstdError: CustomStringConvertible {
  /// One clause for a person.
  public var description: String {
    switch self {
    case .outOfMemory: "no memory for zstd"
    case .compressionFailed(let text): "zstd could not compress: \(text)"
    case .corrupt(let text): "the zstd data is damaged: \(text)"
    case .truncated: "the zstd data ends inside a frame"
    case .tooLarge(let limit): "the zstd data unpacks to more than \(limit) bytes"
    }
  }
}
