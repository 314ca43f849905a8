/// What control words do to text, paragraphs and rows.
extension RTFReader {
  mutating func apply(_ word: String, _ value: Int?) {
    switch word {
    case "ansicpg": text.isWestern = (1250...1258).contains(value ?? 0)
    case "u": unicode(value ?? 0)
    case "uc": state.fallbackLength = max(0, min(value ?? 1, 16))
    case "v": state.isHidden = value != 0
    case "deleted": state.isHidden = value != 0
    case "strike", "striked": state.isStruck = value != 0
    case "super": state.position = value == 0 ? .line : .raised
    case "sub": state.position = value == 0 ? .line : .lowered
    // Half points; less is a correction of the line.
    case "up": state.position = value ?? 6 >= 6 ? .raised : .line
    case "nosupersub": state.position = .line
    case "plain": (state.isHidden, state.isStruck, state.position) = (false, false, .line)
    case "pard": (state.isInTable, state.depth) = (false, 1)
    case "intbl": state.isInTable = true
    case "itap":
      state.depth = max(1, min(value ?? 1, 64))
      state.isInTable = (value ?? 1) > 0
    case "trowd": row = Row()
    case "trleft": row.left = value ?? 0
    case "clvmgf": row.nextVertical = .begins
    case "clvmrg": row.nextVertical = .continues
    case "clmgf": row.nextHorizontal = .begins
    case "clmrg": row.nextHorizontal = .continues
    case "cellx": endCellDefinition(value ?? 0)
    default: if let character = Self.characters[word] { append(unicode: character) }
    }
  }

  private static let characters: [String: UInt32] = [
    "tab": 0x09, "line": 0x0A, "page": 0x0A, "column": 0x0A, "emdash": 0x2014, "endash": 0x2013, "lquote": 0x2018,
    "rquote": 0x2019, "ldblquote": 0x201C, "rdblquote": 0x201D, "bullet": 0x2022, "emspace": 0x2003, "enspace": 0x2002,
  ]

  private mutating func endCellDefinition(_ edge: Int) {
    if row.edges.count < 64 {
      row.edges.append(max(-100_000, min(edge, 100_000)))
      row.vertical.append(row.nextVertical)
      row.horizontal.append(row.nextHorizontal)
    }
    (row.nextVertical, row.nextHorizontal) = (.none, .none)
  }
}
