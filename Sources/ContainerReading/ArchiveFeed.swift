import CArchive
import Glibc

/// Hands the bytes of a source to libarchive, block by block, through its callbacks.
final class ArchiveFeed {
  private let source: ByteSource
  private let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
  /// Why the source gave no more.
  private(set) var failure: ContainerFailure?

  init(_ source: ByteSource) { self.source = source }

  deinit { buffer.deallocate() }

  /// Opens the archive; the feed must outlive it.
  func open(_ archive: OpaquePointer) -> Int32 {
    archive_read_set_callback_data(archive, Unmanaged.passUnretained(self).toOpaque())
    archive_read_set_read_callback(archive) { _, data, block in
      guard let data, let block else { return -1 }
      return Unmanaged<ArchiveFeed>.fromOpaque(data).takeUnretainedValue().give(block)
    }
    if source.isSeekable {
      archive_read_set_seek_callback(archive) { _, data, offset, whence in
        guard let data else { return -1 }
        return Unmanaged<ArchiveFeed>.fromOpaque(data).takeUnretainedValue().seek(offset, whence)
      }
    }
    return archive_read_open1(archive)
  }

  private func give(_ block: UnsafeMutablePointer<UnsafeRawPointer?>) -> Int {
    if failure != nil { return -1 }
    do {
      block.pointee = UnsafeRawPointer(buffer.baseAddress)
      return try source.read(into: buffer)
    } catch {
      failure = error
      return -1
    }
  }

  private func seek(_ offset: Int64, _ whence: Int32) -> Int64 {
    let base: Int
    switch whence {
    case SEEK_SET: base = 0
    case SEEK_CUR: base = source.offset
    default: base = source.byteCount ?? 0
    }
    let (target, overflow) = base.addingReportingOverflow(Int(offset))
    return overflow || target < 0 ? -1 : Int64(source.seek(to: target))
  }
}
