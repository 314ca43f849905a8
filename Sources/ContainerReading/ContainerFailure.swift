/// Why a container, or one entry of it, cannot be read.
public enum ContainerFailure: Error, Sendable, Equatable {
  /// The container is broken or cut off; of an entry: its bytes do not agree with its checksum.
  case malformed
  /// It needs a password.
  case encrypted
  /// More bytes, entries or nesting than the limits allow.
  case limitExceeded
  /// One entry has more bytes than a document may have; the others can be read.
  case entryTooLarge
  /// Coded in a way that nobody here undoes: brotli, or zstd with a dictionary of its own.
  case unknownCoding
  /// The system cannot read the file.
  case unreadable
}
