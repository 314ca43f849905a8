import DecimalNumbers
import NarrativeFigures

/// A sentence and the figures it must give, each as `table platform metric bounds`: table `m` or `e`, platform `-` where
/// there is none, bounds one number, `low..high`, `low..` without an upper bound, or `?` where nothing can be known.
struct SentenceSample: Sendable, CustomStringConvertible {
  let text: String
  let expected: [String]

  init(_ text: String, _ expected: String...) {
    self.text = text
    self.expected = expected
  }

  var description: String { text }
}

extension NarrativeFigure {
  /// The figure in the notation of `SentenceSample`.
  var brief: String {
    let bounds =
      switch (low, high) {
      case (nil, nil): "?"
      case (let low?, nil): "\(low).."
      case (nil, let high?): "..\(high)"
      case (let low?, let high?): low == high ? "\(low)" : "\(low)..\(high)"
      }
    return "\(table == .microblog ? "m" : "e") \(platform ?? "-") \(metric) \(bounds)"
  }
}
