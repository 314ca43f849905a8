import DocumentReading
import NarrativeFigures

/// Cuts running text out of a document, with the source lines it stands on.
enum PassageCutter {
  static func passage(_ range: Range<Int>, of text: BlockText) -> NarrativePassage {
    let whole = range.clamped(to: 0..<text.bytes.count)
    var offsets: [Int32] = [0]
    var numbers: [Int32] = [Int32(text.line(at: whole.lowerBound))]
    var index = text.firstLineMark(after: whole.lowerBound)
    while index < text.lineOffsets.count, Int(text.lineOffsets[index]) < whole.upperBound {
      offsets.append(text.lineOffsets[index] - Int32(whole.lowerBound))
      numbers.append(text.lineNumbers[index])
      index += 1
    }
    return NarrativePassage(text: Array(text.bytes[whole]), lineOffsets: offsets, lineNumbers: numbers)
  }
}
