/// Why a container cannot be read.
public enum ContainerFailure: Error, Sendable, Equatable {
  /// The container is broken or cut off.
  case malformed
  /// It needs a password.
  case encrypted
  /// More bytes, entries or nesting than the limits allow.
  case limitExceeded
}
