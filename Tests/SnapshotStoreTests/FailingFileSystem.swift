import Glibc
import Synchronization

@testable import SnapshotStore

/// The real file system, of which the call of one number fails.
final class FailingFileSystem: FileSystem {
  /// How the failing call fails.
  enum Mode: CaseIterable {
    /// The one call says EIO, all others work.
    case once
    /// The disk is full from there on: whatever needs room says ENOSPC, the rest works.
    case diskFull
    /// The process is killed there: that call and all after it do nothing.
    case killed
    /// As `killed`, but the call is still carried out (a write by half).
    case killedAfter
  }

  private let real = PosixFileSystem()
  private let mode: Mode
  private let number: Int
  private let counter = Mutex(0)

  /// `number` counts calls from 0.
  init(failing number: Int, _ mode: Mode) {
    self.number = number
    self.mode = mode
  }

  /// How many calls were made.
  var callCount: Int { counter.withLock { $0 } }

  /// Throws where the call fails; says whether it is still to be carried out before it fails.
  private func call(_ operation: FileOperation, _ path: String) throws(StoreError) -> Bool {
    let index = counter.withLock { count in
      count += 1
      return count - 1
    }
    let needsRoom = [.makeDirectory, .create, .write, .link, .symlink, .synchronize].contains(operation)
    switch mode {
    case .once where index == number: throw .system(operation, path: path, code: EIO)
    case .diskFull where index >= number && needsRoom: throw .system(operation, path: path, code: ENOSPC)
    case .killed where index >= number: throw .system(operation, path: path, code: EIO)
    case .killedAfter where index > number: throw .system(operation, path: path, code: EIO)
    default: return mode == .killedAfter && index == number
    }
  }

  private func run<Value>(
    _ operation: FileOperation, _ path: String, _ body: () throws(StoreError) -> Value
  ) throws(StoreError) -> Value {
    let diesAfter = try call(operation, path)
    let value = try body()
    if diesAfter { throw .system(operation, path: path, code: EIO) }
    return value
  }

  func makeDirectory(_ path: String) throws(StoreError) {
    try run(.makeDirectory, path) { () throws(StoreError) in try real.makeDirectory(path) }
  }
  func create(_ path: String, permissions: UInt32) throws(StoreError) -> Int32 {
    try run(.create, path) { () throws(StoreError) in try real.create(path, permissions: permissions) }
  }
  func open(_ path: String) throws(StoreError) -> Int32 {
    try run(.open, path) { () throws(StoreError) in try real.open(path) }
  }
  func write(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32, path: String) throws(StoreError) {
    if try call(.write, path) {
      try real.write(UnsafeRawBufferPointer(rebasing: bytes[..<(bytes.count / 2)]), to: descriptor, path: path)
      throw .system(.write, path: path, code: EIO)
    }
    try real.write(bytes, to: descriptor, path: path)
  }
  func read(
    into bytes: UnsafeMutableRawBufferPointer, from descriptor: Int32, path: String
  ) throws(StoreError) -> Int {
    try run(.read, path) { () throws(StoreError) in try real.read(into: bytes, from: descriptor, path: path) }
  }
  func read(
    into bytes: UnsafeMutableRawBufferPointer, from descriptor: Int32, at offset: Int, path: String
  ) throws(StoreError) -> Int {
    try run(.read, path) { () throws(StoreError) in
      try real.read(into: bytes, from: descriptor, at: offset, path: path)
    }
  }
  func synchronize(_ descriptor: Int32, path: String) throws(StoreError) {
    try run(.synchronize, path) { () throws(StoreError) in try real.synchronize(descriptor, path: path) }
  }
  func close(_ descriptor: Int32) { real.close(descriptor) }
  func synchronizeDirectory(_ path: String) throws(StoreError) {
    try run(.synchronize, path) { () throws(StoreError) in try real.synchronizeDirectory(path) }
  }
  func rename(_ path: String, to newPath: String) throws(StoreError) {
    try run(.rename, path) { () throws(StoreError) in try real.rename(path, to: newPath) }
  }
  func link(_ path: String, to newPath: String) throws(StoreError) {
    try run(.link, path) { () throws(StoreError) in try real.link(path, to: newPath) }
  }
  func makeSymbolicLink(_ path: String, target: String) throws(StoreError) {
    try run(.symlink, path) { () throws(StoreError) in try real.makeSymbolicLink(path, target: target) }
  }
  func removeFile(_ path: String) throws(StoreError) {
    try run(.remove, path) { () throws(StoreError) in try real.removeFile(path) }
  }
  func removeDirectory(_ path: String) throws(StoreError) {
    try run(.remove, path) { () throws(StoreError) in try real.removeDirectory(path) }
  }
  func list(_ path: String) throws(StoreError) -> [String] {
    try run(.inspect, path) { () throws(StoreError) in try real.list(path) }
  }
  func status(_ path: String) throws(StoreError) -> FileStatus? {
    try run(.inspect, path) { () throws(StoreError) in try real.status(path) }
  }
  func target(ofLink path: String) throws(StoreError) -> String {
    try run(.inspect, path) { () throws(StoreError) in try real.target(ofLink: path) }
  }
}
