import Columnar

/// Compresses records, keeping the compressor between them.
struct RecordPacker {
  private var compressor: ZstdCompressor?

  /// The record as one zstd frame; `nil` where there is no memory for it.
  mutating func pack(_ record: [UInt8]) -> [UInt8]? {
    if compressor == nil { compressor = try? ZstdCompressor() }
    var frame: [UInt8] = []
    guard let compressor, (try? compressor.append(frameOf: record, to: &frame)) != nil else { return nil }
    return frame
  }
}
