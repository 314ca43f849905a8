import CZlib
import CZstd

/// The sources that inflate what another source gives.
///
/// They hand out every byte that was whole before the input broke off, and only then throw: libarchive's own filters
/// lose the last block, and with it whole entries.
class DecompressingSource: ByteSource {
  fileprivate let input: ByteSource
  fileprivate let budget: UnpackingBudget
  fileprivate let inputBuffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
  fileprivate var inputStart = 0
  fileprivate var inputEnd = 0
  fileprivate(set) var failure: ContainerFailure?

  fileprivate init(_ input: ByteSource, budget: UnpackingBudget) {
    self.input = input
    self.budget = budget
  }

  deinit { inputBuffer.deallocate() }

  /// Fetches input where none is left; false at its end.
  fileprivate func fill() throws(ContainerFailure) -> Bool {
    if inputStart < inputEnd { return true }
    inputStart = 0
    inputEnd = try input.read(into: inputBuffer)
    return inputEnd > 0
  }

  /// Decompresses once; 0 where the input is at its end.
  fileprivate func produce(into buffer: UnsafeMutableRawBufferPointer) throws(ContainerFailure) -> Int { 0 }

  override final func read(into buffer: UnsafeMutableRawBufferPointer) throws(ContainerFailure) -> Int {
    var filled = 0
    while filled < buffer.count {
      if let failure {
        if filled > 0 { break }
        throw failure
      }
      do {
        let count = try produce(into: UnsafeMutableRawBufferPointer(rebasing: buffer[filled...]))
        if count == 0, failure == nil { break }
        filled += count
        try budget.unpack(count)
      } catch {
        failure = error
      }
    }
    return filled
  }
}

/// Inflates gzip, one member after another.
final class GzipSource: DecompressingSource {
  private var stream = z_stream()
  private let isReady: Bool
  private var isInMember = false
  private var memberCount = 0

  /// `windowBits` as zlib has it: 31 is gzip, 15 zlib, -15 bare deflate.
  init(_ input: ByteSource, budget: UnpackingBudget, windowBits: Int32 = 31) {
    isReady = inflateInit2_(&stream, windowBits, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK
    super.init(input, budget: budget)
  }

  deinit { if isReady { inflateEnd(&stream) } }

  override fileprivate func produce(into buffer: UnsafeMutableRawBufferPointer) throws(ContainerFailure) -> Int {
    guard isReady else { throw .malformed }
    while true {
      guard try fill() else {
        if isInMember { throw .malformed }
        return 0
      }
      if !isInMember, memberCount > 0 {
        // Zeros or foreign bytes behind the last member are padding, as for gzip itself.
        guard inputBuffer[inputStart] == 0x1F else { return 0 }
        inflateReset(&stream)
      }
      isInMember = true
      stream.next_in = inputBuffer.baseAddress?.advanced(by: inputStart).assumingMemoryBound(to: UInt8.self)
      stream.avail_in = UInt32(inputEnd - inputStart)
      stream.next_out = buffer.baseAddress?.assumingMemoryBound(to: UInt8.self)
      let room = UInt32(clamping: buffer.count)
      stream.avail_out = room
      let code = inflate(&stream, Z_NO_FLUSH)
      inputStart = inputEnd - Int(stream.avail_in)
      let count = Int(room - stream.avail_out)
      switch code {
      case Z_OK, Z_BUF_ERROR: break
      case Z_STREAM_END:
        isInMember = false
        memberCount += 1
      default: failure = .malformed
      }
      if count > 0 || failure != nil { return count }
    }
  }
}

/// Decompresses zstd, one frame after another.
final class ZstdSource: DecompressingSource {
  private let context = ZSTD_createDStream()
  private var isInFrame = false

  override init(_ input: ByteSource, budget: UnpackingBudget) { super.init(input, budget: budget) }

  deinit { ZSTD_freeDStream(context) }

  override fileprivate func produce(into buffer: UnsafeMutableRawBufferPointer) throws(ContainerFailure) -> Int {
    var output = ZSTD_outBuffer(dst: buffer.baseAddress, size: buffer.count, pos: 0)
    while true {
      let hasInput = try fill()
      if !hasInput, !isInFrame { return 0 }
      var chunk = ZSTD_inBuffer(src: inputBuffer.baseAddress, size: inputEnd, pos: inputStart)
      if !hasInput { chunk = ZSTD_inBuffer(src: nil, size: 0, pos: 0) }
      let result = ZSTD_decompressStream(context, &output, &chunk)
      if hasInput { inputStart = chunk.pos }
      if ZSTD_isError(result) != 0 {
        failure = ZSTD_getErrorCode(result) == ZSTD_error_dictionary_wrong ? .unknownCoding : .malformed
        return output.pos
      }
      isInFrame = result != 0
      if output.pos > 0 { return output.pos }
      // Nothing in, nothing out, and the frame not at its end: it was cut off.
      if !hasInput, isInFrame { throw .malformed }
    }
  }
}
