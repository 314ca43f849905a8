import CZstd

/// Compresses pieces, each into one zstd frame with its content size and, unless something else guards it, its checksum.
///
/// The level and all other settings are fixed and no threads are used, so the bytes of a frame depend only on its content
/// and on libzstd's version. One compressor is for one thread at a time; make one for each.
public final class ZstdCompressor {
  /// The level of all files: measured on fact tables, higher levels cost several times the time for few percent.
  public static let level: Int32 = 3

  private let context: OpaquePointer
  /// Where frames are made before their size is known; kept, for fresh memory costs more than compressing into it.
  private var scratch = UnsafeMutableRawBufferPointer.allocate(byteCount: 0, alignment: 16)

  /// Makes a compressor.
  ///
  /// `hasChecksum` is whether each frame ends with a checksum of its content; another level than that of the store's files
  /// is for what is thrown away again.
  public init(hasChecksum: Bool = true, level: Int32 = level) throws(ZstdError) {
    guard let context = ZSTD_createCCtx() else { throw .outOfMemory }
    self.context = context
    let settings: [(ZSTD_cParameter, Int32)] = [
      (ZSTD_c_compressionLevel, level), (ZSTD_c_contentSizeFlag, 1), (ZSTD_c_checksumFlag, hasChecksum ? 1 : 0),
    ]
    for (parameter, value) in settings {
      let result = ZSTD_CCtx_setParameter(context, parameter, value)
      if ZSTD_isError(result) != 0 { throw .compressionFailed(errorName(result)) }
    }
  }

  deinit {
    ZSTD_freeCCtx(context)
    scratch.deallocate()
  }

  /// Appends one frame that holds `content`.
  public func append(frameOf content: [UInt8], to output: inout [UInt8]) throws(ZstdError) {
    var frame: [UInt8] = []
    var failure: ZstdError?
    content.withUnsafeBytes { bytes in
      do throws(ZstdError) { frame = try self.frame(of: bytes) } catch { failure = error }
    }
    if let failure { throw failure }
    if output.isEmpty { output = frame } else { output.append(contentsOf: frame) }
  }

  /// One frame that holds `content`.
  public func frame(of content: UnsafeRawBufferPointer) throws(ZstdError) -> [UInt8] {
    let bound = ZSTD_compressBound(content.count)
    if ZSTD_isError(bound) != 0 { throw .compressionFailed(errorName(bound)) }
    if scratch.count < bound {
      scratch.deallocate()
      scratch = .allocate(byteCount: bound, alignment: 16)
    }
    let result = ZSTD_compress2(context, scratch.baseAddress, scratch.count, content.baseAddress, content.count)
    if ZSTD_isError(result) != 0 { throw .compressionFailed(errorName(result)) }
    return Array(UnsafeRawBufferPointer(rebasing: scratch[..<result]))
  }

  /// The version of libzstd at run time, as `1.5.4`; its bytes may differ from another version's.
  public static var libraryVersion: String { ZSTD_versionString().map { String(cString: $0) } ?? "unknown" }
}

func errorName(_ result: Int) -> String { ZSTD_getErrorName(result).map { String(cString: $0) } ?? "unknown" }
