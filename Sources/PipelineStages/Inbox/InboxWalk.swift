import Glibc

/// Walks one inbox, folder by folder, in the byte order of relative paths.
struct InboxWalk {
  /// An entry with the bytes of its path.
  struct Found {
    var path: [UInt8]
    var entry: InboxEntry
  }

  private struct OpenFolder {
    var listing: FolderListing
    var index = 0
    /// Path of the folder with its last `/`.
    var location: [UInt8]
    /// Relative path with its last `/`, empty at the top.
    var prefix: [UInt8]
    /// Open for `fstatat` and `openat`.
    var descriptor: Int32
  }

  private let known: KnownFiles?
  private let startedAt: Int64
  private var cursor = 0
  private var folders: [OpenFolder] = []
  private var single: Found?
  /// Path of the inbox with its last `/`, or of the folder that a single file lies in.
  private let top: [UInt8]
  /// Depth at which a folder tree is given up: descriptors stay open on the way down.
  private static let depthLimit = 512

  init(_ inbox: String, known: KnownFiles?, startedAt: Int64) throws(InboxError) {
    self.known = known
    self.startedAt = startedAt
    var status = stat()
    guard stat(inbox, &status) == 0 else { throw .notFound(path: inbox) }
    let location = Array(inbox.utf8)
    if status.st_mode & S_IFMT == S_IFDIR {
      top = location.last == UInt8(ascii: "/") ? location : location + [UInt8(ascii: "/")]
      guard let folder = Self.open(location: top, prefix: [], at: AT_FDCWD, name: inbox) else {
        throw .unreadable(path: inbox, errorNumber: errno)
      }
      folders = [folder]
      return
    }
    let name = location.split(separator: UInt8(ascii: "/")).last.map(Array.init) ?? location
    let folder = Array(location.dropLast(name.count))
    top = folder.isEmpty ? Array("./".utf8) : folder
    single = singleFile(name, in: folder, status)
  }

  private static func open(location: [UInt8], prefix: [UInt8], at parent: Int32, name: String) -> OpenFolder? {
    name.withCString { open(location: location, prefix: prefix, at: parent, pointer: $0) }
  }

  private static func open(
    location: [UInt8], prefix: [UInt8], at parent: Int32, pointer: UnsafePointer<CChar>
  ) -> OpenFolder? {
    let descriptor = openat(parent, pointer, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    let copy = fcntl(descriptor, F_DUPFD_CLOEXEC, 0)
    guard copy >= 0, let listing = FolderListing(descriptor: copy) else {
      close(descriptor)
      return nil
    }
    return OpenFolder(listing: listing, location: location, prefix: prefix, descriptor: descriptor)
  }

  /// The next entry that is not known; `nil` behind the last one.
  mutating func next() -> Found? {
    if let found = single {
      single = nil
      return found
    }
    while let top = folders.indices.last {
      if folders[top].index == folders[top].listing.names.count {
        close(folders[top].descriptor)
        folders.removeLast()
        continue
      }
      folders[top].index += 1
      if let found = visit(top, folders[top].listing.names[folders[top].index - 1]) { return found }
    }
    return nil
  }

  /// The entry at a relative path that a walk has named, with its sidecar; `nil` where nothing is there any more.
  ///
  /// The folder stays open for the next path, so that paths in order cost one listing a folder.
  mutating func pick(_ path: [UInt8]) -> Found? {
    let slash = path.lastIndex(of: UInt8(ascii: "/"))
    let prefix = Array(path[..<(slash.map { $0 + 1 } ?? 0)])
    guard !path.split(separator: UInt8(ascii: "/")).contains(where: { $0.elementsEqual("..".utf8) }) else { return nil }
    if folders.first?.prefix != prefix {
      closeFolders()
      let location = top + prefix
      guard
        let folder = Self.open(
          location: location, prefix: prefix, at: AT_FDCWD, name: String(decoding: location, as: UTF8.self))
      else { return nil }
      folders = [folder]
    }
    let name = Array(path[prefix.count...])
    let listing = folders[0].listing
    // A folder's name sorts with its `/`: the few that are entries are looked for one by one.
    guard let place = listing.find(name) ?? listing.names.first(where: { listing[$0].elementsEqual(name) }) else {
      return nil
    }
    if let found = visit(0, place) { return found }
    guard folders.count > 1 else { return nil }
    // A folder is named only where it could not be opened, or lies too deep.
    close(folders.removeLast().descriptor)
    var entry = InboxEntry(
      path: InboxScanner.readablePath(path), location: InboxScanner.cString(top + path), byteCount: 0)
    entry.isUnreadable = true
    return Found(path: path, entry: entry)
  }

  private mutating func closeFolders() {
    for folder in folders { close(folder.descriptor) }
    folders = []
  }

  private mutating func visit(_ level: Int, _ name: FolderListing.Name) -> Found? {
    let descriptor = folders[level].descriptor
    let bytes = folders[level].listing[name]
    if folders[level].listing.hasSidecars, InboxScanner.isSidecar(bytes) { return nil }
    var status = stat()
    let isHidden = bytes.first == UInt8(ascii: ".")
    let code = folders[level].listing.withCString(name) { fstatat(descriptor, $0, &status, AT_SYMLINK_NOFOLLOW) }
    guard code == 0 else { return nil }
    let path = folders[level].prefix + bytes
    if isHidden { return found(level, path, bytes, status, skip: .hiddenFile) }
    switch status.st_mode & S_IFMT {
    case S_IFREG: return found(level, path, bytes, status, skip: nil)
    case S_IFDIR:
      let slash = [UInt8(ascii: "/")]
      let location = folders[level].location + bytes + slash
      let opened = folders[level].listing.withCString(name) {
        folders.count < Self.depthLimit
          ? Self.open(location: location, prefix: path + slash, at: descriptor, pointer: $0) : nil
      }
      if let opened {
        folders.append(opened)
        return nil
      }
      var found = found(level, path, bytes, status, skip: nil, mayBeKnown: false)
      found?.entry.isUnreadable = true
      return found
    case S_IFLNK:
      let followed = folders[level].listing.withCString(name) { fstatat(descriptor, $0, &status, 0) }
      let isFile = followed == 0 && status.st_mode & S_IFMT == S_IFREG
      return found(level, path, bytes, status, skip: isFile ? nil : .linkNotFollowed)
    default: return found(level, path, bytes, status, skip: .notARegularFile)
    }
  }

  /// The entry; `nil` where it is known.
  private mutating func found(
    _ level: Int, _ path: [UInt8], _ name: ArraySlice<UInt8>, _ status: stat, skip: SkipReason?, mayBeKnown: Bool = true
  ) -> Found? {
    var witness = FileWitness(status)
    var sidecar: [UInt8]?
    if skip == nil, folders[level].listing.hasSidecars {
      for candidate in InboxScanner.sidecarNames(for: name) {
        guard let place = folders[level].listing.find(candidate) else { continue }
        sidecar = candidate
        var sidecarStatus = stat()
        let descriptor = folders[level].descriptor
        _ = folders[level].listing.withCString(place) { fstatat(descriptor, $0, &sidecarStatus, 0) }
        let sidecarWitness = FileWitness(sidecarStatus)
        // Changed since the run began: what is read now may not be what stays.
        if sidecarWitness.modifiedAt >= startedAt { witness = FileWitness() }
        witness.sidecar = sidecarWitness.mixed
        break
      }
    }
    if mayBeKnown, let known {
      if known.recognises(path, witness, cursor: &cursor) { return nil }
      if String(validating: path, as: UTF8.self) == nil {
        var start = 0
        if known.recognises(Array(InboxScanner.readablePath(path).utf8), witness, cursor: &start) { return nil }
      }
    }
    var entry = InboxEntry(
      path: InboxScanner.readablePath(path), location: InboxScanner.cString(folders[level].location + name),
      byteCount: skip == nil ? Int(status.st_size) : 0)
    entry.skipReason = skip
    entry.witness = witness
    if let sidecar { entry.sidecarLocation = InboxScanner.cString(folders[level].location + sidecar) }
    return Found(path: path, entry: entry)
  }

  /// An inbox that is a file; `nil` where it is known.
  private mutating func singleFile(_ name: [UInt8], in folder: [UInt8], _ status: stat) -> Found? {
    if InboxScanner.isSidecar(name) { return nil }
    let location = folder.isEmpty ? Array("./".utf8) : folder
    guard
      let opened = Self.open(
        location: location, prefix: [], at: AT_FDCWD, name: String(decoding: location, as: UTF8.self))
    else {
      var entry = InboxEntry(
        path: InboxScanner.readablePath(name), location: InboxScanner.cString(folder + name),
        byteCount: Int(status.st_size))
      entry.witness = FileWitness(status)
      return Found(path: name, entry: entry)
    }
    folders = [opened]
    defer {
      close(opened.descriptor)
      folders = []
    }
    return found(0, name, name[...], status, skip: status.st_mode & S_IFMT == S_IFREG ? nil : .notARegularFile)
  }
}
