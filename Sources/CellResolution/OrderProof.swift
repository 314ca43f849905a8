import DecimalNumbers
import StatutoryForm

/// Decides by the sums of rows between two readings of them: the order of the heads and that of the form.
struct OrderProof {
  private(set) var head = 0
  private(set) var form = 0
  private(set) var failsBoth = 0

  /// What the sums say.
  enum Verdict {
    /// They hold for the order of the heads, and not for that of the form.
    case head
    /// They hold for the order of the form, and not for that of the heads.
    case form
    /// They hold for both.
    case both
    /// They speak for neither.
    case neither
  }

  /// Counts a row in both readings; the last value of each is the total.
  mutating func count(head: [PrintedToken], form: [PrintedToken]) {
    let first = Self.holds(head)
    let second = Self.holds(form)
    if first == true, second == false { self.head += 1 }
    if second == true, first == false { self.form += 1 }
    if first == false, second == false { failsBoth += 1 }
  }

  var verdict: Verdict {
    if head > 0, head >= 4 * form { return .head }
    if form > 0, form >= 4 * head { return .form }
    if head + form > 0 { return .neither }
    return failsBoth > 2 ? .neither : .both
  }

  /// Whether the last value is the sum of the others; `nil` where a value is missing.
  static func holds(_ tokens: [PrintedToken]) -> Bool? {
    var sum: Int64 = 0
    for (index, token) in tokens.enumerated() {
      guard case .number(let number) = token.content, let value = number.integer, abs(value) < 1 << 40 else {
        return nil
      }
      if index == tokens.count - 1 { return sum == value }
      sum += value
    }
    return nil
  }
}
