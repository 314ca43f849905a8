import Glibc

/// What the system says of this process's memory, asked for cheaply: one small read.
final class ProcessStatistics: Sendable {
  private let descriptor: Int32
  private let pageByteCount = Int(sysconf(Int32(_SC_PAGESIZE)))

  init() { descriptor = open("/proc/self/statm", O_RDONLY | O_CLOEXEC) }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// Bytes in memory that belong to mapped files, the program's own included; `nil` where the system does not say.
  ///
  /// The third number of `statm` (proc(5)).
  var mappedByteCount: Int? {
    guard descriptor >= 0 else { return nil }
    return withUnsafeTemporaryAllocation(byteCount: 128, alignment: 1) { buffer in
      let count = pread(descriptor, buffer.baseAddress, buffer.count, 0)
      if count <= 0 { return nil }
      let numbers = buffer.prefix(count).split(separator: UInt8(ascii: " "))
      guard numbers.count > 2 else { return nil }
      return numbers[2].reduce(0) { $0 * 10 + Int($1 & 0xF) } * pageByteCount
    }
  }
}
