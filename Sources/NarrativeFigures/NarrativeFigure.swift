import DecimalNumbers

/// A stretch of running text of one document, a contiguous slice of its block text.
public struct NarrativePassage: Sendable {
  /// UTF-8; bytes that are not valid UTF-8 are tolerated and never part of a figure.
  public var text: [UInt8]
  /// Where a new source line begins: ascending offsets into `text`, as the marks of a block text.
  public var lineOffsets: [Int32]
  /// The 1-based source line for each of `lineOffsets`.
  public var lineNumbers: [Int32]

  /// Makes a passage.
  public init(text: [UInt8], lineOffsets: [Int32], lineNumbers: [Int32]) {
    self.text = text
    self.lineOffsets = lineOffsets
    self.lineNumbers = lineNumbers
  }

  /// The 1-based source line on which the byte at `offset` stands; 1 where no line was marked.
  public func line(at offset: Int) -> Int {
    var low = 0
    var high = min(lineOffsets.count, lineNumbers.count)
    while low < high {
      let middle = (low + high) / 2
      if Int(lineOffsets[middle]) <= offset { low = middle + 1 } else { high = middle }
    }
    return low == 0 ? 1 : Int(lineNumbers[low - 1])
  }
}

/// What is known about the document before its sentences are read.
public struct NarrativeContext: Sendable {
  /// The reporting year; `nil` where none was found, then a figure's period is known only from its own sentence.
  public var reportYear: Int?
  /// The agency's name; `nil` where none was found.
  public var agencyName: String?

  /// Makes a context.
  public init(reportYear: Int? = nil, agencyName: String? = nil) {
    self.reportYear = reportYear
    self.agencyName = agencyName
  }
}

/// The two fact tables that narrative figures go to (contract.md section 4).
public enum NarrativeTable: String, CaseIterable, Sendable {
  /// Social-media figures.
  case microblog
  /// The other figures.
  case engagement
}

/// One figure of a sentence, with its bounds and the words that carry it.
public struct NarrativeFigure: Sendable, Equatable {
  /// Which table it belongs to.
  public var table: NarrativeTable
  /// The platform (`microblog`) or channel (`engagement`); `nil` where the text names none.
  public var platform: String?
  /// The account's name as printed; `nil` where none is named.
  public var account: String?
  /// The metric's code.
  public var metric: String
  /// The value; `nil` where only bounds, or nothing, can be known.
  public var value: DecimalNumber?
  /// The inclusive lower bound; `nil` where there is none.
  public var low: DecimalNumber?
  /// The inclusive upper bound; `nil` where there is none.
  public var high: DecimalNumber?
  /// The code of form.md section 5, as `exact` or `more_than`.
  public var qualifier: String
  /// The unit as printed, `percent` for rates, `rank` for ranks; `nil` where none is printed.
  public var unit: String?
  /// The period: `2020`, `2020-end`, `2020-H1`, `2020-monthly`; `nil` where it is not known.
  public var period: String?
  /// `subset`, `single_event`, `stock`, `cumulative`, `cumulative_or_year`, `own_only`; `nil` for the plain year.
  public var scope: String?
  /// The shortest verbatim slice of the passage that carries the figure, trigger to unit.
  public var quote: String
  /// The 1-based source line of the quote's first character.
  public var line: Int
  /// The passage in which the figure stands, as an index into what was given.
  public var passage: Int
  /// The quote's bytes in its passage.
  public var range: Range<Int>
  /// The rule that matched: metric and pattern, as the rule file writes it.
  public var rule: String
}
