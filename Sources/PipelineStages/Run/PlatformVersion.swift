import CPlatform

/// Versions of what the bytes of a snapshot depend on besides this program.
enum PlatformVersion {
  /// The version of glibc: its iconv decodes.
  static let glibc = String(cString: platform_glibc_version())
}
