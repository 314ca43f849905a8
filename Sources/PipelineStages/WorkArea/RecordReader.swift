import Glibc

/// A whole segment file, open for reading; its descriptor goes with the last reader.
final class OpenSegment: Sendable {
  let name: String
  let descriptor: Int32
  let byteCount: Int

  init(name: String, descriptor: Int32, byteCount: Int) {
    self.name = name
    self.descriptor = descriptor
    self.byteCount = byteCount
  }

  deinit { close(descriptor) }
}

/// Reads records from several tasks at once.
struct RecordReader: Sendable {
  private let segments: [OpenSegment]
  let places: RecordPlaces

  init(segments: [OpenSegment], places: RecordPlaces) {
    self.segments = segments
    self.places = places
  }

  /// The record of a key; `nil` where there is none or it is damaged.
  func record(_ key: RecordKey) -> [UInt8]? { body(key).flatMap { RecordPacker.record(in: $0) } }

  /// The note of a record; `nil` where there is no record or it is damaged.
  func note(_ key: RecordKey) -> [UInt8]? {
    text(key, usualCount: 512) { $0.note }
  }

  /// The part of a record that can be read alone; `nil` where there is no record or it is damaged.
  func part(_ key: RecordKey) -> [UInt8]? {
    text(key, usualCount: 2048) { $0.part }
  }

  private func text(
    _ key: RecordKey, usualCount: Int, _ place: ((note: Range<Int>, part: Range<Int>, frame: Int)) -> Range<Int>
  ) -> [UInt8]? {
    guard let start = body(key, atMost: usualCount), let place = RecordPacker.places(in: start).map(place) else {
      return nil
    }
    if place.upperBound <= start.count { return RecordPacker.text(at: place, of: start) }
    return body(key, atMost: place.upperBound).flatMap { RecordPacker.text(at: place, of: $0) }
  }

  /// A record as it is kept, or its first bytes; `nil` where there is none.
  func body(_ key: RecordKey, atMost limit: Int = .max) -> [UInt8]? {
    guard let place = places.find(key).map(places.place) else { return nil }
    let descriptor = segments[place.segment].descriptor
    let length = min(limit, place.byteCount)
    let bytes = [UInt8](unsafeUninitializedCapacity: length) { buffer, count in
      while count < length {
        let received = pread(
          descriptor, buffer.baseAddress.map { $0 + count }, length - count, off_t(place.offset) + off_t(count))
        if received < 0, errno == EINTR { continue }
        if received <= 0 { break }
        count += received
      }
    }
    return bytes.count == length ? bytes : nil
  }
}
