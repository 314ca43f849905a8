import CPlatform
import ContainerReading
import DocumentReading

/// Versions of what the bytes of a snapshot depend on besides this program.
enum PlatformVersion {
  /// By library or program: glibc, whose iconv decodes, and the outside readers.
  static let all: [String: String] = ["glibc": String(cString: platform_glibc_version())]
    .merging(ContainerVersions.all) { $1 }.merging(ReaderVersions.all) { $1 }

  /// All of them as one text, in a fixed order.
  static let bytes = Array(all.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", ").utf8)
}
