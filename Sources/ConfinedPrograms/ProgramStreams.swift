import CPlatform
import Glibc

/// The three standard streams of a child, as anonymous files in memory.
struct ProgramStreams {
  /// What the child reads.
  let input: Int32
  /// What it writes.
  let output: Int32
  /// What it complains.
  let errors: Int32

  /// Makes them, and fills the first; `nil` with `errno` set where memory does not suffice.
  init?(input bytes: [UInt8]) {
    input = confined_memory_file("input")
    output = confined_memory_file("output")
    errors = confined_memory_file("errors")
    if input >= 0 && output >= 0 && errors >= 0 && writeAll(bytes, to: input) && lseek(input, 0, SEEK_SET) == 0 {
      return
    }
    let reason = errno
    close()
    errno = reason
    return nil
  }

  /// Gives the memory back.
  func close() {
    for descriptor in [input, output, errors] where descriptor >= 0 { Glibc.close(descriptor) }
  }

  /// How many bytes a stream holds.
  static func byteCount(_ descriptor: Int32) -> Int {
    var status = stat()
    return fstat(descriptor, &status) == 0 ? Int(status.st_size) : 0
  }

  /// The first `limit` bytes of a stream; `nil` where they cannot be read.
  static func read(_ descriptor: Int32, limit: Int) -> [UInt8]? {
    let count = max(0, min(byteCount(descriptor), limit))
    var failed = false
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
      while initialized < count {
        let target = UnsafeMutableRawPointer(buffer.baseAddress?.advanced(by: initialized))
        let got = pread(descriptor, target, count - initialized, off_t(initialized))
        if got < 0 && errno == EINTR { continue }
        if got <= 0 { break }
        initialized += got
      }
      failed = initialized < count
    }
    return failed ? nil : bytes
  }
}

/// Strings as C wants them: an array of pointers that ends in `nil`.
struct CStringList {
  /// The pointers.
  let pointers: [UnsafeMutablePointer<CChar>?]

  init(_ strings: [String]) {
    pointers = strings.map { strdup($0) } + [nil]
  }

  /// Frees the strings.
  func free() {
    for pointer in pointers { Glibc.free(pointer) }
  }
}
