import CPlatform
import Glibc

/// An empty folder that only this user may enter, removed with all that is in it by `remove`.
struct PrivateFolder {
  /// Its absolute path.
  let path: String

  /// Makes the folder under `TMPDIR`, else `/tmp`; `nil` where that cannot be.
  init?() {
    let named = getenv("TMPDIR").map { String(cString: $0) } ?? ""
    let parent = named.hasPrefix("/") ? named : "/tmp"
    var template = Array("\(parent)/gongkai-child-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { return nil }
    path = template.withUnsafeBufferPointer { $0.baseAddress.map { String(cString: $0) } ?? "" }
  }

  /// Writes a file that the program is to read.
  ///
  /// `false` where the disk refuses, or `name` is not a plain name.
  func write(_ bytes: [UInt8], to name: String) -> Bool {
    if name.isEmpty || name.hasPrefix(".") || name.contains("/") { return false }
    let descriptor = open("\(path)/\(name)", O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    if descriptor < 0 { return false }
    defer { close(descriptor) }
    return writeAll(bytes, to: descriptor)
  }

  /// Removes it.
  func remove() { _ = confined_remove_tree(path) }
}

/// Writes all bytes, in as many calls as it takes.
func writeAll(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
  bytes.withUnsafeBytes { buffer in
    var rest = UnsafeRawBufferPointer(buffer)
    while !rest.isEmpty {
      let written = Glibc.write(descriptor, rest.baseAddress, rest.count)
      if written < 0 && errno == EINTR { continue }
      if written <= 0 { return false }
      rest = UnsafeRawBufferPointer(rebasing: rest[written...])
    }
    return true
  }
}
