import Dispatch
import Synchronization

extension FileSystem {
  /// Brings the content of many files that were written and closed to the disk, several at a time: the disk's journal
  /// then takes many of them in one go.
  ///
  /// All are tried; throws what the first of them in this order that failed says.
  func synchronizeFiles(_ paths: [String]) throws(StoreError) {
    try synchronize(paths) { fileSystem, path throws(StoreError) in try fileSystem.synchronizeFile(path) }
  }

  /// Brings the names in many folders to the disk.
  func synchronizeDirectories(_ paths: [String]) throws(StoreError) {
    try synchronize(paths) { fileSystem, path throws(StoreError) in try fileSystem.synchronizeDirectory(path) }
  }

  private static var threadLimit: Int { 16 }

  private func synchronize(
    _ paths: [String], _ one: @escaping @Sendable (Self, String) throws(StoreError) -> Void
  ) throws(StoreError) {
    let failures = SharedBox<[Int: StoreError]>([:])
    let next = SharedBox(0)
    let group = DispatchGroup()
    // Threads that wait for the disk and nothing else: more of them than cores, so each has a queue of its own.
    for number in 0..<min(Self.threadLimit, paths.count) {
      DispatchQueue(label: "gongkai.synchronize.\(number)").async(group: group) {
        while true {
          let index = next.withLock { index in
            index += 1
            return index - 1
          }
          guard index < paths.count else { return }
          do throws(StoreError) { try one(self, paths[index]) } catch { failures.withLock { $0[index] = error } }
        }
      }
    }
    group.wait()
    if let first = failures.withLock({ $0.min { $0.key < $1.key } }) { throw first.value }
  }
}

/// A value that several threads change.
private final class SharedBox<Value: Sendable>: Sendable {
  private let value: Mutex<Value>

  init(_ value: Value) { self.value = Mutex(value) }

  func withLock<Result: Sendable>(_ body: (inout sending Value) -> sending Result) -> Result { value.withLock(body) }
}
