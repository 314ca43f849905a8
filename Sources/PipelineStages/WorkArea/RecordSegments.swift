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

  private let folder: String
  private var segments: [OpenSegment] = []
  private(set) var places: RecordPlaces
  private var nextNumber = 1
  /// The segment that is being written; `nil` where none is.
  private var writing: SegmentWriter?
  private var writingPlaces = RecordPlaces.Segment()
  private var writingKeys: Set<RecordKey> = []

  private let spill: SpillPlace
  private let isReadOnly: Bool
  /// Segments from this one on were written since.
  private var openedCount = 0

  /// Opens the segments of a folder; read-only leaves alone what another run may be writing, or has left broken.
  ///
  /// What is known of many records goes to `spill`.
  init(folder: String, spill: SpillPlace = .memory, isReadOnly: Bool = false) throws(PipelineError) {
    self.folder = folder
    self.spill = spill
    self.isReadOnly = isReadOnly
    places = RecordPlaces(spill)
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

  /// Whether there is a record of this key.
  func contains(_ key: RecordKey) -> Bool { places.contains(key) || writingKeys.contains(key) }

  /// Whether the record of this key was appended here, and not there before.
  func isNew(_ key: RecordKey) -> Bool {
    writingKeys.contains(key) || places.find(key).map { places.segment(of: $0) >= openedCount } == true
  }

  /// The whole records as they are now, for tasks to read.
  var reader: RecordReader { RecordReader(segments: segments, places: places) }

  /// Adds a record, as `RecordPacker` made it: the tasks compress, so that it runs in parallel.
  func append(_ key: RecordKey, compressed body: [UInt8]) throws(PipelineError) {
    if !contains(key) { try write(key, body) }
  }

  private func write(_ key: RecordKey, _ body: [UInt8]) throws(PipelineError) {
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
    writingPlaces.append(key, offset: writer.byteCount, byteCount: body.count)
    writingKeys.insert(key)
    try writer.append(body)
    if writer.byteCount >= Self.segmentByteCount { try closeSegment() }
  }

  /// Writes what was appended since the last segment, durably.
  func closeSegment() throws(PipelineError) {
    guard let writer = writing else { return }
    var index = RecordEncoder()
    index.encode(unsigned: UInt64(writingPlaces.keys.count))
    for (key, (offset, byteCount)) in zip(writingPlaces.keys, zip(writingPlaces.offsets, writingPlaces.byteCounts)) {
      index.encode(key)
      index.encode(Int(offset))
      index.encode(Int(byteCount))
    }
    try writer.append(index.bytes)
    try writer.append(withUnsafeBytes(of: UInt64(index.bytes.count).littleEndian) { Array($0) } + Self.tail)
    try writer.finish()
    writing = nil
    writingPlaces = RecordPlaces.Segment()
    writingKeys = []
    attach(writer.name)
  }

  /// Forgets records that are not `live`: segments without any go, and small ones are merged once there are many.
  ///
  /// Killed at any moment, every live record is still in a whole segment: the merged one is complete before the small
  /// ones go.
  ///
  /// `live` says by the number of each record whether it is to stay.
  func tidy(live: [Bool]) throws(PipelineError) {
    var liveRecords: [[UInt32]] = Array(repeating: [], count: segments.count)
    for number in 0..<min(live.count, places.count) where live[number] {
      spill.visit()
      if places.find(places.key(number)) == number {
        liveRecords[places.segment(of: number)].append(UInt32(truncatingIfNeeded: number))
      }
    }
    var doomed = segments.indices.filter { liveRecords[$0].isEmpty }
    let small = segments.indices.filter { !liveRecords[$0].isEmpty && segments[$0].byteCount < Self.smallByteCount }
    if small.count > Self.smallSegmentLimit {
      let reader = reader
      for index in small {
        let keys = liveRecords[index].map { places.key(Int($0)) }
        for key in keys.sorted(by: { $0.bytes.lexicographicallyPrecedes($1.bytes) }) {
          if let body = reader.body(key) { try write(key, body) }
        }
      }
      try closeSegment()
      doomed += small
    }
    if doomed.isEmpty { return }
    for index in doomed { unlink(folder + "/" + segments[index].name) }
    let kept = segments.indices.filter { !doomed.contains($0) }.map { segments[$0].name }
    segments = []
    places = RecordPlaces(spill)
    for name in kept { attach(name) }
    openedCount = segments.count
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
    segments.append(OpenSegment(name: name, descriptor: descriptor, byteCount: index.byteCount))
    places.append(index.records)
  }

  private static func readIndex(_ descriptor: Int32) -> (records: RecordPlaces.Segment, byteCount: Int)? {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { return nil }
    let size = Int(status.st_size)
    let footer = 8 + tail.count
    guard size >= head.count + footer, size <= Int(UInt32.max),
      let end = read(descriptor, at: size - footer, count: footer), end.suffix(tail.count).elementsEqual(tail)
    else { return nil }
    var length = 0
    for byte in end.prefix(8).reversed() { length = length << 8 | Int(byte) }
    guard length > 0, length <= size - head.count - footer,
      let bytes = read(descriptor, at: size - footer - length, count: length)
    else { return nil }
    var decoder = RecordDecoder(bytes[...])
    guard let count = try? decoder.count(atMost: length) else { return nil }
    var records = RecordPlaces.Segment()
    records.reserveCapacity(count)
    for _ in 0..<count {
      guard let key = try? decoder.value(RecordKey.self), let offset = try? decoder.integer(),
        let byteCount = try? decoder.integer(), offset >= head.count, byteCount >= 0, byteCount <= size,
        offset <= size - byteCount
      else { return nil }
      records.append(key, offset: offset, byteCount: byteCount)
    }
    return (records, size)
  }

  private static func read(_ descriptor: Int32, at offset: Int, count: Int) -> [UInt8]? {
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      filled = max(0, pread(descriptor, buffer.baseAddress, count, off_t(offset)))
    }
    return bytes.count == count ? bytes : nil
  }
}
