import ContainerReading

/// The entries of a zip in memory, read under limits.
struct ZipParts {
  private let bytes: [UInt8]
  private let limits: ContainerLimits

  /// Makes a reader; nothing is opened yet.
  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    var limits = ContainerLimits()
    // One document, not an inbox: beyond this it must not grow to more than a hundred times its size.
    limits.unpackedByteCount = 8 << 20
    limits.entryCount = 100_000
    self.limits = limits
  }

  /// A part's name as it is compared: names of parts know no case, and some producers begin them with `/`.
  static func folded(_ path: String) -> String { String(path.lowercased().drop { $0 == "/" }) }

  /// The entries of these paths, by folded path; those that are missing are left out.
  ///
  /// Throws `.malformedContainer` where the zip breaks off or is damaged before all were found, `.encrypted` where one of
  /// them needs a password, `.limitExceeded` where they grow beyond the limits.
  func read(_ paths: [String]) throws(ReadingFailure) -> [String: [UInt8]] {
    var wanted = Set(paths.map(Self.folded))
    var found: [String: [UInt8]] = [:]
    do throws(ContainerFailure) {
      let archive = try ArchiveReader(bytes: bytes, limits: limits)
      while !wanted.isEmpty, let entry = try archive.next() {
        let path = Self.folded(entry.name)
        if wanted.remove(path) != nil { found[path] = try archive.read() }
      }
    } catch {
      throw Self.failure(error)
    }
    return found
  }

  private static func failure(_ failure: ContainerFailure) -> ReadingFailure {
    switch failure {
    case .encrypted: .encrypted
    case .limitExceeded, .entryTooLarge: .limitExceeded
    case .malformed, .unreadable, .unknownCoding: .malformedContainer
    }
  }
}
