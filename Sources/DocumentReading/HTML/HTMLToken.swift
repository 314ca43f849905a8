/// An attribute of a tag, as ranges of the source.
struct HTMLAttribute: Equatable {
  /// The name as written.
  var name: Range<Int>
  /// The value as written, without quotes, references not decoded; empty where there is none.
  var value: Range<Int>
}

/// A start or end tag; as long as the tokenizer that hands it over takes no other.
///
/// Four words, so that it is handed on in registers.
struct HTMLTag {
  /// An attribute by its distances from the beginning of the tag's name.
  struct Place {
    var nameStart: UInt32
    var nameEnd: UInt32
    var valueStart: UInt32
    var valueEnd: UInt32
  }

  /// What a tag has beside its place in the source.
  struct Reading {
    var attributeCount: UInt16 = 0
    /// Its number among the tags that are remembered; -1 where it is not.
    var number: Int16 = -1
    var known = KnownElement()
    var isSelfClosing = false
  }

  private let places: UnsafePointer<Place>
  private let nameStart: UInt32
  private let nameEnd: UInt32
  private let firstStart: UInt32
  private let reading: Reading
  private let isEnd: Bool

  /// Makes a tag of attributes that stay at `places` as long as it is used.
  @inline(__always)
  init(name: Range<Int>, isEnd: Bool, _ reading: Reading, original: Int, places: UnsafePointer<Place>) {
    self.places = places
    nameStart = UInt32(truncatingIfNeeded: name.lowerBound)
    nameEnd = UInt32(truncatingIfNeeded: name.upperBound)
    firstStart = UInt32(truncatingIfNeeded: original)
    self.reading = reading
    self.isEnd = isEnd
  }

  /// The element, as far as the readers know it.
  @inline(__always) var element: HTMLElement { reading.known.element }
  /// What is done with the element.
  @inline(__always) var traits: HTMLElement.Traits { reading.known.traits }
  /// The name as written.
  @inline(__always) var name: Range<Int> { Int(nameStart)..<Int(nameEnd) }
  /// The number of attributes.
  @inline(__always) var attributeCount: Int { Int(reading.attributeCount) }
  /// Whether the tag ends in `/>`.
  @inline(__always) var isSelfClosing: Bool { reading.isSelfClosing }
  /// Offset of its `<`.
  @inline(__always) var start: Int { Int(nameStart) &- (isEnd ? 2 : 1) }
  /// Its number among the tags that are remembered; -1 where it is not.
  @inline(__always) var number: Int { Int(reading.number) }
  /// Where the name begins of the tag that is remembered for its bytes.
  @inline(__always) var original: Int { Int(firstStart) }

  /// In source order, repeated ones included: the first of a name counts.
  var attributes: [HTMLAttribute] { (0..<attributeCount).map(attribute) }

  /// The attribute at `index`, which is less than their number.
  @inline(__always)
  func attribute(_ index: Int) -> HTMLAttribute {
    precondition(index < attributeCount)
    let place = places[index]
    let start = Int(nameStart)
    return HTMLAttribute(
      name: start &+ Int(place.nameStart)..<start &+ Int(place.nameEnd),
      value: start &+ Int(place.valueStart)..<start &+ Int(place.valueEnd))
  }

  /// The value of the first attribute called `name` (lower case), as written; `nil` where the tag has none.
  func attribute(_ name: StaticString, in source: Span<UInt8>) -> Range<Int>? {
    for index in 0..<attributeCount {
      let attribute = attribute(index)
      if attribute.name.count == name.utf8CodeUnitCount,
        ByteScan.matches(name, in: source, at: attribute.name.lowerBound)
      {
        return attribute.value
      }
    }
    return nil
  }
}

/// A document type declaration.
struct HTMLDocumentType: Equatable {
  /// `nil` where it is missing.
  var name: Range<Int>?
  /// `nil` where it is missing.
  var publicIdentifier: Range<Int>?
  /// `nil` where it is missing.
  var systemIdentifier: Range<Int>?
  /// Whether the declaration is broken.
  var forcesQuirks = false
}

/// Takes the tokens of a page in order.
///
/// Ranges are of the source that is handed along.
protocol HTMLTokenSink {
  /// Text without references.
  mutating func text(_ range: Range<Int>, in source: Span<UInt8>, model: HTMLContentModel) throws(ReadingFailure)
  /// A character reference that stands at `start`.
  mutating func reference(_ reference: CharacterReference, at start: Int, in source: Span<UInt8>) throws(ReadingFailure)
  /// A start tag.
  mutating func startTag(_ tag: HTMLTag, in source: Span<UInt8>) throws(ReadingFailure)
  /// An end tag.
  mutating func endTag(_ tag: HTMLTag, in source: Span<UInt8>) throws(ReadingFailure)
  /// A comment, or what is to be taken as one.
  mutating func comment(_ range: Range<Int>, in source: Span<UInt8>) throws(ReadingFailure)
  /// A document type declaration.
  mutating func documentType(_ type: HTMLDocumentType, in source: Span<UInt8>) throws(ReadingFailure)
}
