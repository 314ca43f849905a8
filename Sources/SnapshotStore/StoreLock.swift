import CPlatform
import Glibc

/// The right to change a store: an exclusive lock on `store/.lock` that ends with the process, however it ends.
///
/// Only one holder exists at a time, within a process too; a second taker gets `StoreError.busy` at once. Readers need no
/// lock. The file stays, empty; removing it would let two holders in.
public final class StoreLock: Sendable {
  /// The store's folder, as it was given.
  public let store: String
  private let descriptor: Int32

  /// Takes the lock of a store, making its folder where it is missing.
  public init(store: String) throws(StoreError) {
    try PosixFileSystem().makeDirectories(store)
    let path = store + "/.lock"
    let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o666)
    if descriptor < 0 { throw .system(.lock, path: path, code: errno) }
    var code = platform_lock_exclusive(descriptor)
    while code == EINTR { code = platform_lock_exclusive(descriptor) }
    if code != 0 {
      close(descriptor)
      throw code == EWOULDBLOCK ? .busy(store: store) : .system(.lock, path: path, code: code)
    }
    self.store = store
    self.descriptor = descriptor
  }

  deinit {
    // Closing alone would not do: a program that is just being started by another thread has the open file until it runs.
    platform_unlock(descriptor)
    close(descriptor)
  }
}
