import Glibc

/// Remembers tags with attributes: pages pasted from a word processor write a few long ones again and again.
///
/// A tag is read from its own bytes alone, so that one with the same bytes has the same attributes at the same distances.
struct HTMLTagMemory: ~Copyable {
  /// How many tags are remembered.
  static let tagCount = 128
  /// Tags with more attributes are not remembered.
  private static let mostAttributes = 8
  /// Nor are those with a longer name, or more behind it.
  private static let longest = 512
  /// No tag of a page has as many attributes: those behind are left out.
  private static let attributeLimit = 1 << 15

  private struct Entry {
    var hash: UInt64 = 0
    /// Its first eight bytes.
    var head: UInt64 = 0
    /// Where its name begins.
    var start = 0
    /// From there to behind its `>`; 0 where the entry is free.
    var length: Int32 = 0
    var nameLength: Int16 = 0
    /// The number of the remembered tag that came behind it last.
    var next: Int16 = 0
    var reading = HTMLTag.Reading()
  }

  private let entries: UnsafeMutablePointer<Entry>
  /// The attributes of the remembered tags, each in its room.
  private let rooms: UnsafeMutablePointer<HTMLTag.Place>
  /// The attributes of the tag that is read.
  private var places: UnsafeMutablePointer<HTMLTag.Place>
  private var capacity = 32
  private var count = 0
  /// The number of the remembered tag that was read last.
  private var previous = 0
  /// The hash of the tag looked for last; 0 where it is not to be remembered.
  private var wanted: UInt64 = 0

  init() {
    entries = .allocate(capacity: Self.tagCount)
    entries.initialize(repeating: Entry(), count: Self.tagCount)
    rooms = .allocate(capacity: Self.tagCount * Self.mostAttributes)
    places = .allocate(capacity: capacity)
  }

  deinit {
    entries.deallocate()
    rooms.deallocate()
    places.deallocate()
  }

  /// A tag without attributes.
  @inline(__always)
  func bare(_ known: KnownElement, name: Range<Int>, isEnd: Bool) -> HTMLTag {
    HTMLTag(name: name, isEnd: isEnd, HTMLTag.Reading(known: known), original: 0, places: UnsafePointer(places))
  }

  /// The start tag that came last time behind the one before, and where the source goes on, if its bytes stand at `start`.
  @inline(__always)
  mutating func foresee(_ start: Int, in source: UnsafeBufferPointer<UInt8>) -> (tag: HTMLTag, end: Int)? {
    let number = Int(entries[previous].next)
    let length = Int(entries[number].length)
    guard let base = source.baseAddress, length >= 8, start &+ length <= source.count,
      UnsafeRawPointer(base + start).loadUnaligned(as: UInt64.self) == entries[number].head,
      memcmp(base + entries[number].start, base + start, length) == 0
    else { return nil }
    previous = number
    return (tag(number, name: start..<start &+ Int(entries[number].nameLength), isEnd: false), start &+ length)
  }

  /// A tag with the bytes of a remembered one.
  @inline(__always)
  private func tag(_ number: Int, name: Range<Int>, isEnd: Bool) -> HTMLTag {
    HTMLTag(
      name: name, isEnd: isEnd, entries[number].reading, original: entries[number].start,
      places: UnsafePointer(rooms + number &* Self.mostAttributes))
  }

  /// The tag that was remembered for the bytes from `name` on, and where the source goes on behind it; else `nil`, and a
  /// tag is begun.
  @inline(__always)
  mutating func recall(
    _ name: Range<Int>, isEnd: Bool, in source: UnsafeBufferPointer<UInt8>
  ) -> (tag: HTMLTag, end: Int)? {
    count = 0
    wanted = 0
    let start = name.lowerBound
    let limit = min(source.count, name.upperBound &+ Self.longest)
    // A `>` in a value is as good to tell tags apart by as the one that ends the tag.
    guard let base = source.baseAddress, let end = ByteScan.first(0x3E, in: source, name.upperBound..<limit),
      end &- name.upperBound >= 8
    else { return nil }
    let first = UnsafeRawPointer(base).loadUnaligned(fromByteOffset: name.upperBound, as: UInt64.self)
    let last = UnsafeRawPointer(base).loadUnaligned(fromByteOffset: end &- 8, as: UInt64.self)
    let mixed = (first &* 0x9E37_79B9_7F4A_7C15) ^ last &+ UInt64(truncatingIfNeeded: end &- start)
    wanted = mixed &* 0xD6E8_FEB8_6659_FD93 | 1
    let number = Self.number(wanted)
    let length = Int(entries[number].length)
    guard entries[number].hash == wanted, start &+ length <= source.count,
      memcmp(base + entries[number].start, base + start, length) == 0
    else { return nil }
    follow(number)
    return (tag(number, name: name, isEnd: isEnd), start &+ length)
  }

  /// Notes that a remembered tag was read.
  @inline(__always)
  private mutating func follow(_ number: Int) {
    entries[previous].next = Int16(truncatingIfNeeded: number)
    previous = number
  }

  /// Adds an attribute to the tag whose name begins at `start`.
  @inline(__always)
  mutating func append(_ attribute: HTMLAttribute, start: Int) {
    if count == capacity && !grow() { return }
    (places + count).initialize(
      to: HTMLTag.Place(
        nameStart: UInt32(truncatingIfNeeded: attribute.name.lowerBound &- start),
        nameEnd: UInt32(truncatingIfNeeded: attribute.name.upperBound &- start),
        valueStart: UInt32(truncatingIfNeeded: attribute.value.lowerBound &- start),
        valueEnd: UInt32(truncatingIfNeeded: attribute.value.upperBound &- start)))
    count &+= 1
  }

  private mutating func grow() -> Bool {
    if capacity >= Self.attributeLimit { return false }
    let larger = UnsafeMutablePointer<HTMLTag.Place>.allocate(capacity: capacity * 2)
    larger.moveInitialize(from: places, count: count)
    places.deallocate()
    places = larger
    capacity *= 2
    return true
  }

  /// The tag that was begun and ends before `end`; remembers it where it is one to come again.
  mutating func finish(
    _ known: KnownElement, name: Range<Int>, isEnd: Bool, isSelfClosing: Bool, in source: UnsafeBufferPointer<UInt8>,
    end: Int
  ) -> HTMLTag {
    var reading = HTMLTag.Reading(
      attributeCount: UInt16(truncatingIfNeeded: count), known: known, isSelfClosing: isSelfClosing)
    let start = name.lowerBound
    if wanted != 0, count <= Self.mostAttributes, name.count <= Self.longest, let base = source.baseAddress {
      let number = Self.number(wanted)
      (rooms + number * Self.mostAttributes).update(from: places, count: count)
      reading.number = Int16(truncatingIfNeeded: number)
      // What was hashed has eight bytes behind the name.
      let head = UnsafeRawPointer(base + start).loadUnaligned(as: UInt64.self)
      entries[number] = Entry(
        hash: wanted, head: head, start: start, length: Int32(truncatingIfNeeded: end - start),
        nameLength: Int16(truncatingIfNeeded: name.count), reading: reading)
      follow(number)
    }
    return HTMLTag(name: name, isEnd: isEnd, reading, original: start, places: UnsafePointer(places))
  }

  @inline(__always)
  private static func number(_ hash: UInt64) -> Int { Int(truncatingIfNeeded: hash &>> 57) }
}
