import CArchive

/// The entries of a zip in memory, read through libarchive under limits.
struct ZipParts {
  private let bytes: [UInt8]
  private let limits: ReadingLimits

  /// Makes a reader; nothing is opened yet.
  init(_ bytes: [UInt8], limits: ReadingLimits) {
    self.bytes = bytes
    self.limits = limits
  }

  /// A part's name as it is compared: names of parts know no case, and some producers write `\` for `/`.
  static func folded(_ path: String) -> String {
    var name = path.lowercased()
    name = String(name.map { $0 == "\\" ? "/" : $0 }.drop { $0 == "/" })
    return name
  }

  /// The entries of these paths, by folded path; those that are missing are left out.
  ///
  /// Throws `.malformedContainer` where the zip breaks off or is damaged before all were found, `.encrypted` where one of
  /// them needs a password, `.limitExceeded` where they grow beyond the limits.
  func read(_ paths: [String]) throws(ReadingFailure) -> [String: [UInt8]] {
    var wanted = Set(paths.map(Self.folded))
    var found: [String: [UInt8]] = [:]
    guard let archive = archive_read_new() else { throw .limitExceeded }
    defer { archive_read_free(archive) }
    archive_read_support_format_zip(archive)
    let failure = bytes.withUnsafeBytes { buffer -> ReadingFailure? in
      guard archive_read_open_memory(archive, buffer.baseAddress, buffer.count) == ARCHIVE_OK else {
        return .malformedContainer
      }
      var budget = mostUnpackedBytes
      var entry: OpaquePointer?
      var count = 0
      while !wanted.isEmpty {
        let status = archive_read_next_header(archive, &entry)
        if status == ARCHIVE_EOF { return nil }
        if status < ARCHIVE_WARN { return .malformedContainer }
        count += 1
        if count > Self.mostEntries { return .limitExceeded }
        guard let path = Self.path(entry), wanted.contains(path) else { continue }
        if archive_entry_is_encrypted(entry) != 0 { return .encrypted }
        wanted.remove(path)
        switch Self.content(archive, &budget) {
        case .success(let content): found[path] = content
        case .failure(let reason): return reason
        }
      }
      return nil
    }
    if let failure { throw failure }
    return found
  }

  /// What a package may grow to (contract.md section 5): a hundred times its size; small ones a little more.
  private var mostUnpackedBytes: Int { min(1 << 30, max(1 << 20, bytes.count.multipliedReportingOverflow(by: 100).0)) }

  private static let mostEntries = 100_000

  private static func path(_ entry: OpaquePointer?) -> String? {
    guard let name = archive_entry_pathname(entry) else { return nil }
    return folded(String(cString: name))
  }

  private static func content(_ archive: OpaquePointer, _ budget: inout Int) -> Result<[UInt8], ReadingFailure> {
    var content: [UInt8] = []
    while true {
      var block: UnsafeRawPointer?
      var size = 0
      var offset: Int64 = 0
      let status = archive_read_data_block(archive, &block, &size, &offset)
      if status == ARCHIVE_EOF { return .success(content) }
      if status < ARCHIVE_WARN { return .failure(.malformedContainer) }
      budget -= size
      if budget < 0 { return .failure(.limitExceeded) }
      content.append(contentsOf: UnsafeRawBufferPointer(start: block, count: size))
    }
  }
}
