import CArchive

/// The versions of the libraries that read containers; what is read depends on them (contract.md section 2).
public enum ContainerVersions {
  /// By library, as they are loaded now.
  public static var all: [String: String] {
    // "libarchive 3.6.2"
    let text = archive_version_string().map { String(cString: $0) } ?? ""
    return ["libarchive": text.split(separator: " ").last.map(String.init) ?? "unknown"]
  }
}
