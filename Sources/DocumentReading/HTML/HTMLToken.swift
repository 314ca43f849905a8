/// An attribute of a tag, as ranges of the source.
struct HTMLAttribute: Equatable {
  /// The name as written.
  var name: Range<Int>
  /// The value as written, without quotes, references not decoded; empty where there is none.
  var value: Range<Int>
}

/// A start or end tag.
struct HTMLTag {
  /// The element, as far as the readers know it.
  var element = HTMLElement.other
  /// The name as written.
  var name = 0..<0
  /// In source order, repeated ones included: the first of a name counts.
  var attributes: ArraySlice<HTMLAttribute> { places[..<attributeCount] }
  /// The number of attributes.
  private(set) var attributeCount = 0
  /// Whether the tag ends in `/>`.
  var isSelfClosing = false
  /// Offset of its `<`.
  var start = 0

  /// The attributes, and behind them places of earlier tags to be used again.
  private var places: [HTMLAttribute] = []

  /// Begins another tag.
  mutating func removeAttributes() { attributeCount = 0 }

  /// Adds an attribute.
  @inline(__always)
  mutating func append(_ attribute: HTMLAttribute) {
    if attributeCount < places.count { places[attributeCount] = attribute } else { places.append(attribute) }
    attributeCount += 1
  }

  /// The attribute at `index`, which is less than their number.
  @inline(__always)
  borrowing func attribute(_ index: Int) -> HTMLAttribute { places[index] }

  /// The value of the first attribute called `name` (lower case), as written; `nil` where the tag has none.
  func attribute(_ name: StaticString, in source: Span<UInt8>) -> Range<Int>? {
    for index in 0..<attributeCount {
      let attribute = places[index]
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
  mutating func startTag(_ tag: borrowing HTMLTag, in source: Span<UInt8>) throws(ReadingFailure)
  /// An end tag.
  mutating func endTag(_ tag: borrowing HTMLTag, in source: Span<UInt8>) throws(ReadingFailure)
  /// A comment, or what is to be taken as one.
  mutating func comment(_ range: Range<Int>, in source: Span<UInt8>) throws(ReadingFailure)
  /// A document type declaration.
  mutating func documentType(_ type: HTMLDocumentType, in source: Span<UInt8>) throws(ReadingFailure)
}
