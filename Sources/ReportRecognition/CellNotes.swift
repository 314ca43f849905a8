import DecimalNumbers
import StatutoryForm

/// A cell without its notes, and what these say of its number: the unit of 52.15(万元), the direction of (减)4.
struct CellNotes {
  /// What is left without notes in brackets that say something, footnote signs and a closing mark of punctuation.
  private(set) var body: ArraySlice<UInt32>
  /// The unit of money that a note names.
  private(set) var unit: MoneyUnit?
  /// Whether a note says by a word that the number is added or taken away.
  private var isGrowth: Bool?
  /// The change that a note tells in words and figures, as the note of 4(减少4项).
  private var change: DecimalNumber?

  init(_ printed: ArraySlice<UInt32>) {
    body = printed
    if printed.contains(where: { $0 == 0x28 || $0 == 0x5B }) { dropBrackets() }
    let whole = body
    while let last = body.last, body.count > 1, Self.isFootnoteSign(last) || last.isRaisedDigit { body.removeLast() }
    dropNoteNumber()
    // Behind 10 a raised figure may be a power.
    if body.elementsEqual([0x31, 0x30]), whole.contains(where: \.isRaisedDigit) {
      body = whole
    } else if body.count > 1, body.last == 0x2E, body[body.endIndex - 2].isDigit {
      body.removeLast()
    }
  }

  /// The number with the direction that its notes give it.
  func signed(_ number: DecimalNumber) -> DecimalNumber {
    guard number > .zero, let negative = DecimalNumber.zero.subtracting(number) else { return number }
    return isGrowth == false || change == negative ? negative : number
  }

  /// Drops 注 and its number behind a figure, as of 17注1.
  private mutating func dropNoteNumber() {
    guard let note = body.lastIndex(of: 0x6CE8), note > body.startIndex, body[note - 1].isDigit,
      body.endIndex - note <= 3, body[(note + 1)...].allSatisfy(\.isDigit)
    else { return }
    body = body[..<note]
  }

  private mutating func dropBrackets() {
    let units = body
    var kept: [UInt32] = []
    var index = units.startIndex
    while index < units.endIndex {
      if units[index] == 0x28 || units[index] == 0x5B {
        let close: UInt32 = units[index] == 0x28 ? 0x29 : 0x5D
        if let end = units[index...].firstIndex(of: close) {
          let inner = units[(index + 1)..<end]
          // (3) alone may be a negative number or a note: it stays and is not read.
          let isNote =
            inner.contains { $0.isHan || $0.isLatin } || (!kept.isEmpty && (close == 0x5D || inner.isMark))
          if isNote {
            unit = unit ?? CellGrammar.moneyUnit(inner)
            isGrowth = isGrowth ?? CellGrammar.isGrowth(inner)
            change = change ?? CellGrammar.signedWords(inner)
            index = end + 1
            continue
          }
        }
      }
      kept.append(units[index])
      index += 1
    }
    body = kept[...]
  }

  /// Stars and circled numbers, and the marks that end a clause.
  private static func isFootnoteSign(_ unit: UInt32) -> Bool {
    switch unit {
    case 0x2A, 0x203B, 0x3002, 0x3B, 0x2C, 0x3001: true
    default: Ordinals.isCircled(unit)
    }
  }
}

extension ArraySlice<UInt32> {
  /// Whether it is the number of a note: raised digits and nothing else.
  fileprivate var isMark: Bool { !isEmpty && allSatisfy(\.isRaisedDigit) }
}
