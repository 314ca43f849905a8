/// An array of plain values, a value itself, that leaves memory when it is large; see `SpillPlace`.
struct SpilledArray<Element: BitwiseCopyable & Sendable>: Sendable {
  private var bytes: SpilledBytes
  private(set) var count = 0

  /// An empty array.
  init(_ place: SpillPlace) { bytes = SpilledBytes(place, capacity: 0) }

  /// As many times the same.
  init(_ place: SpillPlace, repeating element: Element, count: Int) {
    bytes = SpilledBytes(place, capacity: count * MemoryLayout<Element>.stride)
    for _ in 0..<count { append(element) }
  }

  /// As many elements whose bytes are all 0.
  init(_ place: SpillPlace, zeroes count: Int) {
    bytes = SpilledBytes(place, capacity: count * MemoryLayout<Element>.stride)
    self.count = count
  }

  private var base: UnsafeMutablePointer<Element> {
    bytes.base.assumingMemoryBound(to: Element.self)
  }

  private static var stride: Int { MemoryLayout<Element>.stride }

  /// Makes room for as many elements.
  mutating func reserveCapacity(_ wanted: Int) {
    if isKnownUniquelyReferenced(&bytes) {
      bytes.grow(to: wanted * Self.stride)
    } else {
      copy(capacity: Swift.max(wanted, count))
    }
  }

  mutating func append(_ element: Element) {
    makeRoom(for: 1)
    (base + count).initialize(to: element)
    count += 1
  }

  mutating func append(contentsOf elements: some Collection<Element>) {
    makeRoom(for: elements.count)
    for element in elements {
      (base + count).initialize(to: element)
      count += 1
    }
  }

  private mutating func makeRoom(for added: Int) {
    let needed = count + added
    if needed * Self.stride > bytes.capacity || !isKnownUniquelyReferenced(&bytes) {
      // Small ones twice as large, large ones by half, so that little stays unused.
      let factor = bytes.isInFile ? count / 2 : count
      reserveCapacity(Swift.max(needed, count + factor, 16))
    }
  }

  private mutating func copy(capacity: Int) {
    let copied = SpilledBytes(bytes.place, capacity: capacity * Self.stride)
    copied.base.copyMemory(from: bytes.base, byteCount: count * Self.stride)
    bytes = copied
  }

  /// Works on the elements in place.
  mutating func withUnsafeMutableBufferPointer<Result>(
    _ work: (inout UnsafeMutableBufferPointer<Element>) throws -> Result
  ) rethrows -> Result {
    if !isKnownUniquelyReferenced(&bytes) { copy(capacity: count) }
    var buffer = UnsafeMutableBufferPointer(start: base, count: count)
    return try work(&buffer)
  }

  /// Reads a range of elements in place.
  func withUnsafeBufferPointer<Result>(
    _ range: Range<Int>, _ work: (UnsafeBufferPointer<Element>) throws -> Result
  ) rethrows -> Result {
    precondition(range.lowerBound >= 0 && range.upperBound <= count)
    // The bytes stay for as long as they are looked at.
    return try withExtendedLifetime(bytes) {
      try work(UnsafeBufferPointer(start: base + range.lowerBound, count: range.count))
    }
  }
}

extension SpilledArray: RandomAccessCollection {
  var startIndex: Int { 0 }
  var endIndex: Int { count }

  subscript(index: Int) -> Element {
    get {
      precondition(index >= 0 && index < count)
      return withExtendedLifetime(bytes) { base[index] }
    }
    set {
      precondition(index >= 0 && index < count)
      if !isKnownUniquelyReferenced(&bytes) { copy(capacity: count) }
      base[index] = newValue
    }
  }
}
