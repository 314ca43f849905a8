import CZstd
import Synchronization

/// Unpacks a sequence of zstd frames that come in pieces, in bounded memory.
///
/// Feed the pieces in order, then call `finish`. What unpacks to more than the limit, ends early, is damaged or asks for a
/// window above 128 MiB is an error. After an error the decompressor is of no further use.
public final class ZstdDecompressor {
  private let context: OpaquePointer
  private let limit: Int
  private var unpackedByteCount = 0
  private var isInsideFrame = false
  private var buffer: [UInt8]

  /// Makes a decompressor that unpacks at most `limit` bytes in all.
  public init(limit: Int) throws(ZstdError) {
    guard let context = ZSTD_createDCtx() else { throw .outOfMemory }
    self.context = context
    self.limit = limit
    buffer = Array(repeating: 0, count: ZSTD_DStreamOutSize())
    let result = ZSTD_DCtx_setParameter(context, ZSTD_d_windowLogMax, 27)
    if ZSTD_isError(result) != 0 { throw .corrupt(errorName(result)) }
  }

  deinit { ZSTD_freeDCtx(context) }

  /// Unpacks a piece and hands over what comes out, in pieces.
  ///
  /// Throws `ZstdError`, and what `body` throws.
  public func feed(
    _ bytes: UnsafeBufferPointer<UInt8>, output body: (UnsafeBufferPointer<UInt8>) throws -> Void
  ) throws {
    var input = ZSTD_inBuffer(src: bytes.baseAddress, size: bytes.count, pos: 0)
    var isFull = false
    // A full output buffer may hide more output of input already taken.
    while input.pos < input.size || isFull {
      var produced = 0
      var result = 0
      let capacity = buffer.count
      buffer.withUnsafeMutableBytes { memory in
        var output = ZSTD_outBuffer(dst: memory.baseAddress, size: capacity, pos: 0)
        result = ZSTD_decompressStream(context, &output, &input)
        produced = output.pos
      }
      if ZSTD_isError(result) != 0 { throw ZstdError.corrupt(errorName(result)) }
      isFull = produced == capacity
      isInsideFrame = result != 0
      if produced > limit - unpackedByteCount { throw ZstdError.tooLarge(limit: limit) }
      unpackedByteCount += produced
      if produced > 0 {
        try buffer.withUnsafeBufferPointer { try body(UnsafeBufferPointer(rebasing: $0[..<produced])) }
      }
      if result == 0, input.pos == input.size { break }
    }
  }

  /// Says that no more bytes come.
  ///
  /// Throws where they end inside a frame.
  public func finish() throws(ZstdError) {
    if isInsideFrame { throw .truncated }
  }

  /// Unpacks one frame that tells its size, as `ZstdCompressor` makes it, in one step; at most `limit` bytes.
  ///
  /// What is not one whole frame is corrupt.
  public static func unpack(frame: [UInt8], limit: Int) throws(ZstdError) -> [UInt8] {
    let result = frame.withUnsafeBytes { frame in
      Result<[UInt8], ZstdError> { () throws(ZstdError) in try unpack(frame: frame, limit: limit) }
    }
    return try result.get()
  }

  /// Unpacks one frame that tells its size, as `ZstdCompressor` makes it, in one step; at most `limit` bytes.
  ///
  /// What is not one whole frame is corrupt.
  public static func unpack(frame: UnsafeRawBufferPointer, limit: Int) throws(ZstdError) -> [UInt8] {
    let size = ZSTD_getFrameContentSize(frame.baseAddress, frame.count)
    // The two greatest sizes stand for "unknown" and "no frame".
    guard size < .max - 1 else { return try unpack(Array(frame), limit: limit) }
    guard size <= UInt64(max(0, limit)) else { throw .tooLarge(limit: limit) }
    let context = try RestingContext.take()
    defer { context.rest() }
    var result = 0
    let content = [UInt8](unsafeUninitializedCapacity: Int(size)) { buffer, count in
      result = ZSTD_decompressDCtx(
        context.context, buffer.baseAddress, Int(size), frame.baseAddress, frame.count)
      count = ZSTD_isError(result) == 0 ? result : 0
    }
    if ZSTD_isError(result) != 0 { throw .corrupt(errorName(result)) }
    if content.count != Int(size) { throw .truncated }
    return content
  }

  /// Unpacks frames that are in memory, at most `limit` bytes.
  public static func unpack(_ bytes: [UInt8], limit: Int) throws(ZstdError) -> [UInt8] {
    let decompressor = try ZstdDecompressor(limit: limit)
    var unpacked: [UInt8] = []
    do {
      try bytes.withUnsafeBufferPointer { try decompressor.feed($0) { unpacked.append(contentsOf: $0) } }
    } catch let error as ZstdError {
      throw error
    } catch {
      throw .corrupt("\(error)")
    }
    try decompressor.finish()
    return unpacked
  }
}

/// A state of libzstd that is kept for the next frame: making one costs more than a small frame.
private struct RestingContext: @unchecked Sendable {
  // One thread's at a time: that of whoever took it out of the pool.
  let context: OpaquePointer

  private static let pool = Mutex<[RestingContext]>([])

  static func take() throws(ZstdError) -> RestingContext {
    if let rested = pool.withLock({ $0.popLast() }) { return rested }
    guard let context = ZSTD_createDCtx() else { throw .outOfMemory }
    return RestingContext(context: context)
  }

  func rest() { Self.pool.withLock { $0.append(self) } }
}
