import CArchive
import Glibc

/// One entry of an archive, as its header says.
public struct ArchiveEntry: Sendable, Hashable {
  /// What an entry is; only files are read.
  public enum Kind: Sendable, Hashable {
    case file, folder
    /// A symbolic or hard link: never followed.
    case link
    /// A device, socket or pipe.
    case special
    /// A name that leads out of the archive: absolute, or with `..`.
    case unsafeName
  }

  /// The path inside the archive, `/` between parts; for `unsafeName` as it stands.
  public let name: String
  /// What it is.
  public let kind: Kind
  /// The size that the header states, not to be trusted; `nil` where it states none.
  public let statedByteCount: Int?
  /// Whether it needs a password.
  public let isEncrypted: Bool
}

/// Reads a zip or tar archive from an open file or from memory, entry by entry, as a stream: nothing is unpacked to disk.
///
/// ```swift
/// let archive = try ArchiveReader(bytes: bytes)
/// while let entry = try archive.next() {
///   if entry.kind == .file, entry.name == "word/document.xml" { return try archive.read() }
/// }
/// ```
/// A zip is read by its central directory, so that entries which are not read cost nothing. tar may be compressed with
/// gzip, zstd, xz or bzip2.
public final class ArchiveReader {
  private let archive: OpaquePointer
  private let feed: ArchiveFeed
  private let budget: UnpackingBudget
  private let limits: ContainerLimits
  private let countsWhatIsRead: Bool
  private let drains: Bool
  private let locale: locale_t?
  private var failure: ContainerFailure?
  private var entryCount = 0
  private var hasEntry = false
  private var hasRest = false
  private var current = ArchiveEntry(name: "", kind: .folder, statedByteCount: nil, isEncrypted: false)

  /// An archive in memory; throws where the bytes are none.
  public convenience init(bytes: [UInt8], limits: ContainerLimits = .init()) throws(ContainerFailure) {
    let budget = UnpackingBudget(limits: limits)
    try self.init(MemorySource(bytes, budget: budget), kind: nil, budget: budget, limits: limits)
  }

  /// An archive in an open regular file; the descriptor stays the caller's and must outlive the reader.
  public convenience init(descriptor: Int32, limits: ContainerLimits = .init()) throws(ContainerFailure) {
    let budget = UnpackingBudget(limits: limits)
    try self.init(try FileSource(descriptor: descriptor, budget: budget), kind: nil, budget: budget, limits: limits)
  }

  /// An archive behind a source that stands at its beginning.
  ///
  /// Without a kind it looks for itself; `isCounted` says that a decompressor before the source counts what comes out.
  init(
    _ source: ByteSource, kind given: ContainerKind?, budget: UnpackingBudget, limits: ContainerLimits,
    isCounted: Bool = false
  ) throws(ContainerFailure) {
    var source = source
    var kind = given
    if kind == nil {
      kind = ContainerKind(head: source.readHead(ContainerKind.headByteCount))
      _ = source.seek(to: 0)
    }
    switch kind {
    case .gzip?: source = GzipSource(source, budget: budget)
    case .zstd?: source = ZstdSource(source, budget: budget)
    case .zip?, .tar?, .xz?, .bzip2?: break
    default: throw .malformed
    }
    guard let archive = archive_read_new() else { throw .limitExceeded }
    self.archive = archive
    self.budget = budget
    self.limits = limits
    // What a decompressor gives is counted there.
    countsWhatIsRead = !isCounted && !(source is DecompressingSource)
    drains = kind == .xz || kind == .bzip2
    isZip = kind == .zip
    feed = ArchiveFeed(source)
    // Names in UTF-8 pass through; the process's own locale is left as it is.
    locale = newlocale(1 << LC_CTYPE, "C.UTF-8", nil)
    if kind == .zip {
      archive_read_support_format_zip(archive)
    } else {
      archive_read_support_format_tar(archive)
      // A compressed file that is no archive: its one entry.
      if kind != .tar { archive_read_support_format_raw(archive) }
      if kind == .xz { archive_read_support_filter_xz(archive) }
      if kind == .bzip2 { archive_read_support_filter_bzip2(archive) }
    }
    let opened = withLocale { feed.open(archive) }
    if opened < ARCHIVE_WARN { throw feed.failure ?? .malformed }
  }

  /// Whether the container is a zip.
  let isZip: Bool

  deinit {
    archive_read_free(archive)
    if let locale { freelocale(locale) }
  }

  /// Whether the compressed file is no archive, and its one entry has no name.
  var isNameless: Bool { archive_format(archive) == 0x90000 }

  /// The next entry; `nil` behind the last one.
  ///
  /// Throws where the rest of the archive cannot be read; it then throws the same again.
  public func next() throws(ContainerFailure) -> ArchiveEntry? {
    if let failure { throw failure }
    if hasRest, drains { try drain() }
    hasEntry = false
    var header: OpaquePointer?
    while true {
      let code = withLocale { archive_read_next_header(archive, &header) }
      if code == ARCHIVE_EOF { return nil }
      if code == ARCHIVE_RETRY { continue }
      guard code >= ARCHIVE_FAILED, code != ARCHIVE_FAILED || header != nil, let header else {
        throw fail(feed.failure ?? .malformed)
      }
      entryCount += 1
      if entryCount > limits.entryCount { throw fail(.limitExceeded) }
      current = entry(header)
      hasEntry = true
      hasRest = true
      return current
    }
  }

  /// The bytes of the entry that `next` gave; once.
  ///
  /// Throws `entryTooLarge`, `malformed`, `encrypted` or `limitExceeded` for this entry; whether the archive can be read
  /// on shows with the next `next`.
  public func read(limit: Int? = nil) throws(ContainerFailure) -> [UInt8] {
    guard hasEntry else { return [] }
    hasEntry = false
    if current.isEncrypted { throw .encrypted }
    let limit = min(limit ?? limits.entryByteCount, limits.entryByteCount)
    if let stated = current.statedByteCount, stated > limit { throw refusal(stated) }
    let consumedBefore = budget.consumedByteCount
    var bytes: [UInt8] = []
    var capacity = min(max(0, current.statedByteCount ?? 0), limit) + 1
    if current.statedByteCount == nil { capacity = min(1 << 16, limit + 1) }
    while true {
      var isAtEnd = false
      var problem: ContainerFailure?
      let chunk = [UInt8](unsafeUninitializedCapacity: capacity) { buffer, count in
        while count < capacity {
          let target = buffer.baseAddress.map { UnsafeMutableRawPointer($0 + count) }
          // Piece by piece: what comes out in front of a wrong checksum is told, and counted, only so.
          let received = archive_read_data(archive, target, min(capacity - count, Self.pieceLength))
          if received == 0 { isAtEnd = true }
          if received < 0 { problem = self.problem(code: Int32(received)) }
          if received <= 0 { return }
          count += Int(received)
          if countsWhatIsRead {
            problem = charge(Int(received))
            if problem != nil { return }
          }
        }
      }
      if let problem { throw problem }
      bytes = bytes.isEmpty ? chunk : bytes + chunk
      if bytes.count > limit {
        let consumed = max(1, min(budget.consumedByteCount, budget.consumedByteCount - consumedBefore + Self.readAhead))
        throw bytes.count / consumed > limits.expansion ? .limitExceeded : .entryTooLarge
      }
      if isAtEnd {
        hasRest = false
        return bytes
      }
      capacity = min(max(1 << 16, bytes.count), limit + 1 - bytes.count)
    }
  }

  /// Why an entry is not even begun that says itself that it is too large.
  private func refusal(_ stated: Int) -> ContainerFailure {
    guard !budget.canHold(stated) else {
      return stated / max(1, budget.containerByteCount ?? stated) > limits.expansion ? .limitExceeded : .entryTooLarge
    }
    // To pass over it, all but a zip would have to unpack it.
    return isZip ? .limitExceeded : fail(.limitExceeded)
  }

  /// Counts bytes that came out; the failure where they are too many.
  private func charge(_ count: Int) -> ContainerFailure? {
    do throws(ContainerFailure) { try budget.unpack(count) } catch { return fail(error) }
    return nil
  }

  /// Passes over an entry whose bytes libarchive decompresses, counting them, so that a bomb ends here too.
  private func drain() throws(ContainerFailure) {
    var block: UnsafeRawPointer?
    var size = 0
    var offset: Int64 = 0
    while true {
      let code = archive_read_data_block(archive, &block, &size, &offset)
      if code == ARCHIVE_EOF { return }
      if code == ARCHIVE_RETRY { continue }
      guard code >= ARCHIVE_WARN else { throw problem(code: code) }
      if let failure = charge(size) { throw failure }
    }
  }

  private static let pieceLength = 1 << 18

  /// Bytes that decompressors and libarchive may have taken before they were needed.
  private static let readAhead = 1 << 18

  private func problem(code: Int32) -> ContainerFailure {
    let reason = feed.failure ?? .malformed
    return code <= ARCHIVE_FATAL ? fail(reason) : reason
  }

  private func fail(_ reason: ContainerFailure) -> ContainerFailure {
    failure = reason
    return reason
  }

  private func entry(_ header: OpaquePointer) -> ArchiveEntry {
    let bytes = archive_entry_pathname(header).map { Array(UnsafeBufferPointer(start: $0, count: strlen($0))) } ?? []
    let name = EntryName.text(bytes.map { UInt8(bitPattern: $0) }, isZip: isZip)
    let size = archive_entry_size_is_set(header) != 0 ? Int(clamping: archive_entry_size(header)) : nil
    var kind = ArchiveEntry.Kind.special
    if archive_entry_symlink(header) != nil || archive_entry_hardlink(header) != nil {
      kind = .link
    } else {
      switch archive_entry_filetype(header) {
      // Zip entries made without attributes of Unix have no type of their own.
      case Self.regularFile, 0: kind = .file
      case Self.folder: kind = .folder
      case Self.symbolicLink: kind = .link
      default: kind = .special
      }
    }
    if kind != .folder || !name.isEmpty, EntryName.isUnsafe(name) { kind = .unsafeName }
    return ArchiveEntry(
      name: name, kind: kind, statedByteCount: size, isEncrypted: archive_entry_is_data_encrypted(header) != 0)
  }

  private static let regularFile: UInt32 = 0o100000
  private static let folder: UInt32 = 0o040000
  private static let symbolicLink: UInt32 = 0o120000

  private func withLocale<Result>(_ work: () -> Result) -> Result {
    guard let locale else { return work() }
    let before = uselocale(locale)
    defer { uselocale(before) }
    return work()
  }
}
