import Glibc

/// Which normalized record belongs to which extracted one: what the last `normalize` left for `load`.
///
/// The key of a normalized record follows from that of the extracted one and from the rules and the build that made it:
/// these are all that is kept. `load` takes what it finds here, so that the stages may be executables of their own.
struct NormalizedIndex: Sendable, Equatable {
  private static let format = "gongkai normalized index 2\n"

  /// A hash of rules and build; empty where nothing was normalized yet.
  private var version: [UInt8] = []

  init() {}

  /// The index of records made by these rules and this build.
  init(rules: RuleFiles) { version = RecordKey(of: [rules.factsHash, BuildIdentity.hash]).bytes }

  /// The normalized record of an extracted one, which may be missing; `nil` where nothing was normalized yet.
  func key(for extracted: RecordKey) -> RecordKey? {
    version.isEmpty ? nil : RecordKey(of: [extracted.bytes, version])
  }

  /// The hash of an index as it lies on disk, without reading all of it; `nil` where there is none.
  static func hash(ofFile path: String) -> [UInt8]? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    let length = format.utf8.count + 32
    let head = [UInt8](unsafeUninitializedCapacity: length) { buffer, count in
      count = max(0, pread(descriptor, buffer.baseAddress, length, 0))
    }
    return head.count == length && head.starts(with: format.utf8) ? Array(head.suffix(32)) : nil
  }

  func encoded() -> [UInt8] { Array(Self.format.utf8) + sha256(version) + version }

  /// `nil` where the bytes are no whole index of this format.
  init?(decoding bytes: [UInt8]) {
    let head = Array(Self.format.utf8)
    guard bytes.starts(with: head), bytes.count >= head.count + 32 else { return nil }
    version = Array(bytes[(head.count + 32)...])
    guard sha256(version) == Array(bytes[head.count..<head.count + 32]) else { return nil }
  }
}
