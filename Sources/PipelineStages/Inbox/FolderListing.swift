import Glibc

/// The names in a folder, in the byte order of the paths below it: a folder's name counts with its `/`.
struct FolderListing {
  struct Name {
    /// Eight bytes behind what all names have in common, most significant first: decides most comparisons.
    fileprivate var key: UInt64 = 0
    fileprivate var start: Int32
    fileprivate var length: Int32
    /// `d_type` of the system: may be unknown.
    var type: UInt8
  }

  private(set) var names: [Name] = []
  /// The names, each followed by a zero byte.
  private(set) var bytes: [UInt8] = []
  /// Whether there is a name that ends like a sidecar.
  private(set) var hasSidecars = false

  /// Lists an open folder, and closes the descriptor; `nil` where it cannot be listed.
  init?(descriptor: Int32) {
    guard let stream = fdopendir(descriptor) else {
      close(descriptor)
      return nil
    }
    defer { closedir(stream) }
    while let item = readdir(stream) {
      let type = item.pointee.d_type
      withUnsafePointer(to: &item.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: UInt8.self, capacity: 256) { name in
          let length = strlen(UnsafeRawPointer(name).assumingMemoryBound(to: CChar.self))
          if name[0] == 46, length == 1 || length == 2 && name[1] == 46 { return }
          names.append(Name(start: Int32(bytes.count), length: Int32(length), type: type))
          bytes.append(contentsOf: UnsafeBufferPointer(start: name, count: length + 1))
        }
      }
    }
    // Where the system does not tell folders it is asked: else the order would not be that of the paths.
    for index in names.indices where names[index].type == UInt8(DT_UNKNOWN) {
      var status = stat()
      let code = withCString(names[index]) { fstatat(dirfd(stream), $0, &status, AT_SYMLINK_NOFOLLOW) }
      if code == 0, status.st_mode & S_IFMT == S_IFDIR { names[index].type = UInt8(DT_DIR) }
    }
    sort()
    hasSidecars = names.contains { InboxScanner.isSidecar(self[$0]) }
  }

  /// The bytes of a name.
  subscript(name: Name) -> ArraySlice<UInt8> { bytes[Int(name.start)..<Int(name.start + name.length)] }

  /// Calls with the name as a C string.
  func withCString<Result>(_ name: Name, _ work: (UnsafePointer<CChar>) -> Result) -> Result {
    bytes.withUnsafeBytes { buffer in
      let start = buffer.baseAddress?.advanced(by: Int(name.start)) ?? UnsafeRawPointer(bitPattern: 1)
      return start.map { work($0.assumingMemoryBound(to: CChar.self)) } ?? work("")
    }
  }

  /// The entry of this name; `nil` where there is none.
  func find(_ name: [UInt8]) -> Name? {
    var low = 0
    var high = names.count
    while low < high {
      let middle = (low + high) / 2
      if Self.precedes(self[names[middle]], self.isFolder(names[middle]), name[...], false) {
        low = middle + 1
      } else {
        high = middle
      }
    }
    guard low < names.count, self[names[low]].elementsEqual(name) else { return nil }
    return names[low]
  }

  private func isFolder(_ name: Name) -> Bool { name.type == UInt8(DT_DIR) }

  private mutating func sort() {
    guard let first = names.first else { return }
    var common = self[first].count
    let head = Array(self[first])
    for name in names {
      let other = self[name]
      var length = 0
      let limit = min(common, other.count)
      while length < limit, other[other.startIndex + length] == head[length] { length += 1 }
      common = length
    }
    for index in names.indices {
      let name = names[index]
      let start = Int(name.start) + common
      let end = Int(name.start + name.length)
      var key: UInt64 = 0
      for offset in 0..<8 {
        let position = start + offset
        let byte: UInt8 = position < end ? bytes[position] : position == end && isFolder(name) ? 0x2F : 0
        key = key << 8 | UInt64(byte)
      }
      names[index].key = key
    }
    let listing = self
    names.sort { left, right in
      if left.key != right.key { return left.key < right.key }
      return Self.precedes(listing[left], listing.isFolder(left), listing[right], listing.isFolder(right))
    }
  }

  private static func precedes(
    _ left: ArraySlice<UInt8>, _ isLeftFolder: Bool, _ right: ArraySlice<UInt8>, _ isRightFolder: Bool
  ) -> Bool {
    let common = min(left.count, right.count)
    for offset in 0..<common {
      let (one, other) = (left[left.startIndex + offset], right[right.startIndex + offset])
      if one != other { return one < other }
    }
    // The rest of the shorter one is its `/`, or nothing.
    if left.count == right.count { return !isLeftFolder && isRightFolder }
    if left.count < right.count {
      return isLeftFolder ? 0x2F < right[right.startIndex + common] : true
    }
    return isRightFolder ? left[left.startIndex + common] < 0x2F : false
  }
}
