import Columnar
import Glibc

/// The records of one stage: append-only segment files, each with the records of many documents.
///
/// A segment is `head, body…, index, index length, tail`; a body is what `RecordPacker` makes. A segment is written under
/// a temporary name, piece by piece, and renamed when it is whole, so that a killed run leaves whole segments or nothing.
final class RecordSegments {
  private static let head = Array("gongkai segment 1\n".utf8)
  private static let tail = Array("segment end\n".utf8)
  /// A segment is closed at this size; a run over few documents writes a smaller one.
  private static let segmentByteCount = 64 << 20
  /// Segments below this size are merged when there are more than `smallSegmentLimit` of them.
  private static let smallByteCount = 16 << 20
  private static let smallSegmentLimit = 32

  private typealias IndexEntry = (key: RecordKey, offset: Int, byteCount: Int)

  private let folder: String
  private var segments: [OpenSegment] = []
  private var places: [RecordKey: RecordPlace] = [:]
  private var nextNumber = 1
  /// The segment that is being written; `nil` where none is.
  private var writing: SegmentWriter?
  private var writingPlaces: [IndexEntry] = []
  private var writingKeys: Set<RecordKey> = []

  private let isReadOnly: Bool
  /// Segments from this one on were written since.
  private var openedCount = 0

  /// Opens the segments of a folder; read-only leaves alone what another run may be writing, or has left broken.
  init(folder: String, isReadOnly: Bool = false) throws(PipelineError) {
    self.folder = folder
    self.isReadOnly = isReadOnly
    guard let stream = opendir(folder) else { throw .storeNotWritable(path: folder, errorNumber: errno) }
    var names: [String] = []
    while let item = readdir(stream) {
      let name = withUnsafeBytes(of: &item.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
      if name.hasSuffix(".segment") { names.append(name) }
      if !isReadOnly, name.hasSuffix(".new") { unlink(folder + "/" + name) }
    }
    closedir(stream)
    for name in names.sorted() { attach(name) }
    openedCount = segments.count
  }

  /// The keys of all whole records.
  var keys: Set<RecordKey> { Set(places.keys).union(writingKeys) }

  /// Whether there is a record of this key.
  func contains(_ key: RecordKey) -> Bool { places[key] != nil || writingKeys.contains(key) }

  /// Whether the record of this key was appended here, and not there before.
  func isNew(_ key: RecordKey) -> Bool {
    writingKeys.contains(key) || places[key].map { Int($0.segment) >= openedCount } == true
  }

  /// The whole records as they are now, for tasks to read.
  var reader: RecordReader { RecordReader(segments: segments, places: places) }

  /// Adds a record, as `RecordPacker` made it: the tasks compress, so that it runs in parallel.
  func append(_ key: RecordKey, compressed body: [UInt8]) throws(PipelineError) {
    if contains(key) { return }
    let writer: SegmentWriter
    if let writing {
      writer = writing
    } else {
      let digits = String(nextNumber)
      let name = String(repeating: "0", count: max(0, 8 - digits.count)) + digits + ".segment"
      writer = try SegmentWriter(name: name, path: folder + "/" + name)
      writing = writer
      try writer.append(Self.head)
    }
    writingPlaces.append((key, writer.byteCount, body.count))
    writingKeys.insert(key)
    try writer.append(body)
    if writer.byteCount >= Self.segmentByteCount { try closeSegment() }
  }

  /// Writes what was appended since the last segment, durably.
  func closeSegment() throws(PipelineError) {
    guard let writer = writing else { return }
    var index = RecordEncoder()
    index.encode(unsigned: UInt64(writingPlaces.count))
    for place in writingPlaces {
      index.encode(place.key)
      index.encode(place.offset)
      index.encode(place.byteCount)
    }
    try writer.append(index.bytes)
    try writer.append(withUnsafeBytes(of: UInt64(index.bytes.count).littleEndian) { Array($0) } + Self.tail)
    try writer.finish()
    writing = nil
    writingPlaces = []
    writingKeys = []
    attach(writer.name)
  }

  /// Forgets records that are not `live`: segments without any go, and small ones are merged once there are many.
  ///
  /// Killed at any moment, every live record is still in a whole segment: the merged one is complete before the small
  /// ones go.
  func tidy(live: Set<RecordKey>) throws(PipelineError) {
    var liveCounts = Array(repeating: 0, count: segments.count)
    for (key, place) in places where live.contains(key) { liveCounts[Int(place.segment)] += 1 }
    var doomed = segments.indices.filter { liveCounts[$0] == 0 }
    let small = segments.indices.filter { liveCounts[$0] > 0 && segments[$0].byteCount < Self.smallByteCount }
    if small.count > Self.smallSegmentLimit {
      let reader = reader
      var moved: [Int32: [RecordKey]] = [:]
      let isSmall = Set(small.map { Int32($0) })
      for (key, place) in places where isSmall.contains(place.segment) && live.contains(key) {
        moved[place.segment, default: []].append(key)
      }
      for index in small {
        for key in (moved[Int32(index)] ?? []).sorted(by: { $0.bytes.lexicographicallyPrecedes($1.bytes) }) {
          guard let body = reader.body(key) else { continue }
          places[key] = nil
          try append(key, compressed: body)
        }
      }
      try closeSegment()
      doomed += small
    }
    if doomed.isEmpty { return }
    for index in doomed { unlink(folder + "/" + segments[index].name) }
    let gone = Set(doomed.map { Int32($0) })
    places = places.filter { !gone.contains($0.value.segment) }
  }

  /// Opens a segment and reads its index; a damaged segment is removed, since its records can be made again.
  private func attach(_ name: String) {
    let path = folder + "/" + name
    if let number = Int(name.dropLast(".segment".count)) { nextNumber = max(nextNumber, number + 1) }
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    guard let index = Self.readIndex(descriptor) else {
      close(descriptor)
      if !isReadOnly { unlink(path) }
      return
    }
    let number = Int32(segments.count)
    segments.append(OpenSegment(name: name, descriptor: descriptor, byteCount: index.byteCount))
    places.reserveCapacity(places.count + index.entries.count)
    for entry in index.entries {
      places[entry.key] = RecordPlace(segment: number, offset: Int64(entry.offset), byteCount: Int32(entry.byteCount))
    }
  }

  private static func readIndex(_ descriptor: Int32) -> (entries: [IndexEntry], byteCount: Int)? {

    var status = stat()
    guard fstat(descriptor, &status) == 0 else { return nil }
    let size = Int(status.st_size)
    let footer = 8 + tail.count
    guard size >= head.count + footer, let end = read(descriptor, at: size - footer, count: footer),
      end.suffix(tail.count).elementsEqual(tail)
    else { return nil }
    var length = 0
    for byte in end.prefix(8).reversed() { length = length << 8 | Int(byte) }
    guard length > 0, length <= size - head.count - footer,
      let bytes = read(descriptor, at: size - footer - length, count: length)
    else { return nil }
    var decoder = RecordDecoder(bytes[...])
    guard let count = try? decoder.count(atMost: length) else { return nil }
    var entries: [IndexEntry] = []
    for _ in 0..<count {
      guard let key = try? decoder.value(RecordKey.self), let offset = try? decoder.integer(),
        let byteCount = try? decoder.integer(), offset >= head.count, byteCount >= 0, byteCount <= Int(Int32.max),
        offset <= size - byteCount
      else { return nil }
      entries.append((key, offset, byteCount))
    }
    return (entries, size)
  }

  private static func read(_ descriptor: Int32, at offset: Int, count: Int) -> [UInt8]? {
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      filled = max(0, pread(descriptor, buffer.baseAddress, count, off_t(offset)))
    }
    return bytes.count == count ? bytes : nil
  }
}

/// Where a record stands.
struct RecordPlace: Sendable {
  var segment: Int32
  var offset: Int64
  var byteCount: Int32
}

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
  fileprivate let segments: [OpenSegment]
  fileprivate let places: [RecordKey: RecordPlace]

  fileprivate init(segments: [OpenSegment], places: [RecordKey: RecordPlace]) {
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
    guard let place = places[key] else { return nil }
    let descriptor = segments[Int(place.segment)].descriptor
    let length = min(limit, Int(place.byteCount))
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
