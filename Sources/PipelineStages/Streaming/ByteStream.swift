import Glibc

/// Reads from a file or pipe, a piece at a time.
final class ByteSource {
  /// For messages.
  let name: String
  private let descriptor: Int32
  private var buffer: [UInt8] = []
  private var position = 0
  private static let pieceByteCount = 1 << 18

  /// Opens a file, or standard input for `-`.
  init(_ path: String) throws(PipelineError) {
    name = path == "-" ? "standard input" : path
    descriptor = path == "-" ? fcntl(0, F_DUPFD_CLOEXEC, 3) : open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .stream(.unreadable(name: name, errorNumber: errno)) }
  }

  deinit { close(descriptor) }

  /// Fills the buffer; false at the end.
  private func fill() throws(PipelineError) -> Bool {
    var failure: Int32 = 0
    let piece = [UInt8](unsafeUninitializedCapacity: Self.pieceByteCount) { bytes, count in
      count = 0
      while true {
        let received = read(descriptor, bytes.baseAddress, bytes.count)
        if received < 0, errno == EINTR { continue }
        if received < 0 { failure = errno } else { count = received }
        return
      }
    }
    if failure != 0 { throw .stream(.unreadable(name: name, errorNumber: failure)) }
    buffer = piece
    position = 0
    return !piece.isEmpty
  }

  /// The next bytes, fewer than `count` only at the end.
  ///
  /// Memory grows with what is there and not with what a damaged length announces.
  func bytes(_ count: Int) throws(PipelineError) -> [UInt8] {
    var result: [UInt8] = []
    while result.count < count {
      if position == buffer.count {
        guard try fill() else { break }
      }
      let length = min(count - result.count, buffer.count - position)
      result += buffer[position..<position + length]
      position += length
    }
    return result
  }

  /// The next item of a list whose items each end with a zero byte; `nil` at the end.
  ///
  /// The last item may lack its zero byte.
  func item(atMost limit: Int) throws(PipelineError) -> [UInt8]? {
    var item: [UInt8] = []
    var hasAny = false
    while true {
      if position == buffer.count {
        guard try fill() else { return hasAny ? item : nil }
      }
      hasAny = true
      let end = buffer[position...].firstIndex(of: 0)
      item += buffer[position..<(end ?? buffer.count)]
      position = end.map { $0 + 1 } ?? buffer.count
      if item.count > limit { throw .stream(.damaged(name: name, what: "a path of more than \(limit) bytes")) }
      if end != nil { return item }
    }
  }
}

/// Writes to a file or pipe, in pieces.
final class ByteSink {
  private let name: String
  private let descriptor: Int32
  private var pending: [UInt8] = []
  private static let pieceByteCount = 1 << 18

  /// Makes or empties a file; standard output for `-`.
  ///
  /// A reader that goes away ends the work with an error instead of the signal SIGPIPE.
  init(_ path: String) throws(PipelineError) {
    signal(SIGPIPE, SIG_IGN)
    name = path == "-" ? "standard output" : path
    descriptor =
      path == "-" ? fcntl(1, F_DUPFD_CLOEXEC, 3) : open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw .stream(.notWritten(name: name, errorNumber: errno)) }
  }

  deinit { close(descriptor) }

  func append(_ bytes: some Sequence<UInt8>) throws(PipelineError) {
    pending.append(contentsOf: bytes)
    if pending.count >= Self.pieceByteCount { try flush() }
  }

  /// Hands over what is still held back.
  func flush() throws(PipelineError) {
    let failure = pending.withUnsafeBytes { writeFully($0, to: descriptor) }
    if failure != 0 { throw .stream(.notWritten(name: name, errorNumber: failure)) }
    pending.removeAll(keepingCapacity: true)
  }
}

/// Why a stream of records, or a list of documents, cannot be used.
public enum StreamFailure: Error, Sendable {
  /// It cannot be opened or read.
  case unreadable(name: String, errorNumber: Int32)
  /// It cannot be written: no space, or nobody reads it any more.
  case notWritten(name: String, errorNumber: Int32)
  /// It ends before its trailer.
  case cut(name: String)
  /// Its bytes are not those that were written.
  case damaged(name: String, what: String)
  /// It was made by another build.
  case otherBuild(name: String)
  /// It was made with other limits or rules.
  case otherOptions(name: String, what: String)
  /// There is none, or a partition is missing.
  case incomplete(name: String, what: String)

  var message: String {
    switch self {
    case .unreadable(let name, let number): "cannot read \(name): \(String(cString: strerror(number)))"
    case .notWritten(let name, EPIPE): "cannot write \(name): its reader is gone"
    case .notWritten(let name, let number): "cannot write \(name): \(String(cString: strerror(number)))"
    case .cut(let name): "the stream of records \(name) is cut: its end is missing"
    case .damaged(let name, let what): "\(name) is damaged: \(what)"
    case .otherBuild(let name): "the records of \(name) were made by another build of gongkai"
    case .otherOptions(let name, let what): "the records of \(name) were made with other \(what)"
    case .incomplete(let name, let what): "\(name): \(what)"
    }
  }

  var advice: String {
    switch self {
    case .unreadable: "Check the path and its permissions."
    case .notWritten(_, EPIPE): "See why the program that reads it ended."
    case .notWritten: "Check permissions and free space."
    case .cut, .damaged: "Make it again; nothing of it was taken, the store is as it was."
    case .otherBuild: "Use the executables of one build, all of them in one folder, on every machine."
    case .otherOptions: "Give all stages the same options and rules; the store is as it was."
    case .incomplete: "Make what is missing, then load again; the store is as it was."
    }
  }
}
