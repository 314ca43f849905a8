import DecimalNumbers
import StatutoryForm

/// Reads pieces of a glued run.
struct RunReader {
  let text: [UInt8]

  /// What the bytes are as one cell; `nil` where they cannot be one.
  func piece(_ bytes: Range<Int>, kind: ColumnKind) -> Piece.Kind? {
    guard let first = bytes.first else { return nil }
    var digits = bytes
    if text[first] == UInt8(ascii: "-") {
      if bytes.count == 1 { return .notApplicable }
      guard kind == .signed else { return nil }
      digits = bytes.dropFirst()
    }
    guard let start = digits.first, text[start].isDigit else { return nil }
    let point = digits.first { text[$0] == UInt8(ascii: ".") }
    if point != nil && kind != .money { return nil }
    let wholeEnd = point ?? digits.endIndex
    if text[start] == UInt8(ascii: "0") && wholeEnd - start > 1 { return nil }
    if let point {
      return point + 1 < digits.endIndex
        ? DecimalNumber(String(decoding: text[bytes], as: UTF8.self)).map(Piece.Kind.number) : nil
    }
    // Larger counts take part in no sum, so that any cut would fit.
    guard let value = wholeNumber(digits), value <= Int64(LinearProblem.largestValue) || bytes.count == text.count
    else { return nil }
    return .number(DecimalNumber(digits.lowerBound == bytes.lowerBound ? value : -value))
  }

  /// The digits as a number; `nil` for anything but digits, and for more than 18 of them.
  func wholeNumber(_ bytes: Range<Int>) -> Int64? {
    if bytes.count > 18 { return nil }
    var value: Int64 = 0
    for index in bytes {
      guard text[index].isDigit else { return nil }
      value = value * 10 + Int64(text[index] - UInt8(ascii: "0"))
    }
    return value
  }

  /// How many cells the text could hold at most: digits, and signs that stand for a cell.
  var capacity: Int {
    var count = 0
    for (offset, byte) in text.enumerated() {
      if byte.isDigit {
        count += 1
      } else if byte == UInt8(ascii: "-"), offset + 1 == text.count || !text[offset + 1].isDigit {
        count += 1
      }
    }
    return count
  }
}
