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
  /// Why the entry is passed over unread; `nil` for a file to read.
  public var skipReason: SkipReason?
}

/// Why something in an inbox is no document; the `reason` of rows of `sources` with the status `skipped`.
public enum SkipReason: String, Sendable, CaseIterable {
  /// A name that begins with a dot.
  case hiddenFile = "hidden_file"
  /// A device, socket or pipe.
  case notARegularFile = "not_a_regular_file"
  /// A symbolic link to a folder, or one that leads nowhere.
  case linkNotFollowed = "link_not_followed"
  /// A picture.
  case image
  /// Sound, film or a font.
  case media
  /// A program or library.
  case program
  /// Structured data: JSON.
  case data
}

/// What keeps an inbox from being read at all.
public enum InboxError: Error, Sendable {
  /// No file or folder has this path.
  case notFound(path: String)
  /// The folder cannot be listed.
  case unreadable(path: String, errorNumber: Int32)
}
