import ContainerReading
import Glibc

/// One entry of an inbox: a file that may be a document, or something that is passed over.
public struct InboxEntry: Sendable {
  /// Path relative to its inbox, `/` between parts; bytes that are not UTF-8 are written %XX.
  public var path: String
  /// The path to open, as the system has it.
  var location: [CChar]
  /// Size in bytes at the time of the scan.
  public var byteCount: Int
  /// The sidecar to open; `nil` where there is none.
  var sidecarLocation: [CChar]?
  /// What the sidecar says is known already, for a document out of a container.
  var origin: FetchOrigin?
  /// Why the entry is passed over unread; `nil` for a file to read.
  public var skipReason: SkipReason?
  /// Whether it is a folder that cannot be listed.
  var isUnreadable = false
  /// What the system says of it.
  var witness = FileWitness()
}

extension InboxEntry {
  /// The file at another path of the same inbox, with its sidecar; `nil` where it is not there.
  func neighbour(_ other: String) -> InboxEntry? {
    let location = Array(self.location.dropLast().map { UInt8(bitPattern: $0) })
    let own = Array(path.utf8)
    guard location.count >= own.count, location.suffix(own.count).elementsEqual(own) else { return nil }
    let whole = location.dropLast(own.count) + Array(other.utf8)
    var status = stat()
    guard stat(InboxScanner.cString(whole), &status) == 0 else { return nil }
    var entry = InboxEntry(path: other, location: InboxScanner.cString(whole), byteCount: Int(status.st_size))
    entry.witness = FileWitness(status)
    for name in InboxScanner.sidecarNames(for: whole) {
      var sidecar = stat()
      guard stat(InboxScanner.cString(name), &sidecar) == 0 else { continue }
      entry.sidecarLocation = InboxScanner.cString(name)
      entry.witness.sidecar = FileWitness(sidecar).mixed
      break
    }
    return entry
  }
}

/// Why something in an inbox is no document; the `reason` of rows of `sources` with the status `skipped`.
public enum SkipReason: String, Sendable, CaseIterable {
  /// A name that begins with a dot.
  case hiddenFile = "hidden_file"
  /// A device, socket or pipe.
  case notARegularFile = "not_a_regular_file"
  /// A symbolic link to a folder, or one that leads nowhere; in an archive any link.
  case linkNotFollowed = "link_not_followed"
  /// The name of an archive's entry that leads out of it: absolute, or with `..`.
  case unsafePath = "unsafe_path"
  /// A response in a WARC file that is not the document itself: any HTTP status but 200.
  case httpStatus = "http_status"
  /// A page that is no report and leads to one beside it.
  case linksToDocument = "links_to_document"
  /// A picture.
  case image
  /// Sound, film or a font.
  case media
  /// A program or library.
  case program
  /// Structured data: JSON.
  case data

  init(_ refused: RefusedEntry) {
    switch refused {
    case .unsafeName: self = .unsafePath
    case .link: self = .linkNotFollowed
    case .special: self = .notARegularFile
    case .hidden: self = .hiddenFile
    case .httpStatus: self = .httpStatus
    }
  }
}

/// What keeps an inbox from being read at all.
public enum InboxError: Error, Sendable {
  /// No file or folder has this path.
  case notFound(path: String)
  /// The folder cannot be listed.
  case unreadable(path: String, errorNumber: Int32)
}
