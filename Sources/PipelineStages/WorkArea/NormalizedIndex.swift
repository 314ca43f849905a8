import Glibc

/// Which normalized record belongs to which extracted one: what the last `normalize` left for `load`.
///
/// `load` takes what it finds here, so that the stages may be executables of their own.
struct NormalizedIndex: Sendable {
  private static let format = "gongkai normalized index 1\n"

  private var keys: [RecordKey: RecordKey] = [:]

  init() {}

  /// The normalized record of an extracted one; `nil` where there is none.
  func key(for extracted: RecordKey) -> RecordKey? { keys[extracted] }

  /// Says which normalized record belongs to an extracted one.
  mutating func set(_ normalized: RecordKey, for extracted: RecordKey) { keys[extracted] = normalized }

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

  /// All normalized records named here.
  var normalizedKeys: Set<RecordKey> { Set(keys.values) }

  func encoded() -> [UInt8] {
    var encoder = RecordEncoder()
    let pairs = keys.sorted { $0.key.bytes.lexicographicallyPrecedes($1.key.bytes) }
    encoder.encode(list: pairs.flatMap { [$0.key, $0.value] })
    return Array(Self.format.utf8) + sha256(encoder.bytes) + encoder.bytes
  }

  /// `nil` where the bytes are no whole index of this format.
  init?(decoding bytes: [UInt8]) {
    let head = Array(Self.format.utf8)
    guard bytes.starts(with: head), bytes.count >= head.count + 32 else { return nil }
    let body = bytes[(head.count + 32)...]
    guard sha256(Array(body)) == Array(bytes[head.count..<head.count + 32]) else { return nil }
    var decoder = RecordDecoder(body)
    guard let list = try? decoder.list(of: RecordKey.self), list.count.isMultiple(of: 2) else { return nil }
    for index in stride(from: 0, to: list.count, by: 2) { keys[list[index]] = list[index + 1] }
  }
}
