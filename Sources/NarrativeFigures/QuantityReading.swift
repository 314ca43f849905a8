/// A quantity of a text with its unit and place.
public struct QuantityReading: Sendable, Equatable {
  /// The value with its bounds.
  public var quantity: Quantity
  /// The unit as printed, `percent`, or `rank`; `nil` where none is printed.
  public var unit: String?
  /// Its bytes in the text: cues, number, unit.
  public var range: Range<Int>
}

extension NarrativeRules {
  /// All quantities of a text by the grammar of form.md section 5, masked names and dates left out.
  public func quantities(in text: [UInt8]) -> [QuantityReading] {
    let passage = NarrativePassage(text: text, lineOffsets: [], lineNumbers: [])
    var reader = PassageReader(passage, number: 0, rules: sealed, context: NarrativeContext())
    reader.prepare()
    return reader.quantities.map { span in
      let unit =
        switch span.kind {
        case .percent: "percent"
        case .ordinal, .front: "rank"
        case .count: span.unit.map { sealed.unitNames[$0] }
        }
      return QuantityReading(quantity: span.quantity, unit: unit, range: reader.sourceRange(span.lead..<span.end))
    }
  }
}
