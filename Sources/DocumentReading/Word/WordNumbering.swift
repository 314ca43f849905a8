/// One level of a list.
struct ListLevel {
  /// The first number.
  var start = 1
  /// The name of its number format.
  var format = "decimal"
  /// The label, with `%1` to `%9` for the numbers of the levels.
  var text = ""
  /// What stands between the label and the text: `tab`, `space` or `nothing`.
  var suffix = "tab"
  /// The level (1-based) whose use begins this one anew; 0 for none, `nil` for every higher one.
  var restart: Int?
  /// Whether all numbers of the label are decimal.
  var isLegal = false
  /// The paragraph style that belongs to it.
  var style: String?
}

/// The lists of a document (`numbering.xml`), and how far each has counted.
struct WordNumbering {
  /// The definition of a list.
  struct List {
    /// Its levels, counted from 0.
    var levels: [Int: ListLevel] = [:]
    /// The style whose list stands for this one.
    var styleLink: String?
  }

  /// A list in use: several may count on in one definition.
  struct Instance {
    /// The definition's name.
    var list = ""
    /// First numbers of its own, by level.
    var starts: [Int: Int] = [:]
    /// Levels of its own.
    var levels: [Int: ListLevel] = [:]
  }

  /// The definitions by name.
  var lists: [String: List] = [:]
  /// What paragraphs name.
  var instances: [String: Instance] = [:]
  /// How far every list has counted, by level; `nil` before the first number.
  private var counters: [String: [Int?]] = [:]
  /// Instances and levels whose own first number was used.
  private var startsUsed: Set<String> = []

  /// The deepest level, counted from 0.
  static let lastLevel = 8

  /// The level of a list that belongs to a paragraph style; `nil` where none does.
  func level(ofStyle style: String, in id: String) -> Int? {
    guard let instance = instances[id], let list = lists[instance.list] else { return nil }
    return list.levels.filter { $0.value.style == style }.map(\.key).min()
  }

  /// Counts a paragraph of a list and gives its label; an empty text for bullets and lists that are not defined.
  mutating func label(_ id: String, level wanted: Int, styles: WordStyles) -> String {
    guard let instance = instances[id], let name = listName(instance, styles), let list = lists[name] else { return "" }
    let level = min(max(wanted, 0), Self.lastLevel)
    func definition(_ index: Int) -> ListLevel { instance.levels[index] ?? list.levels[index] ?? ListLevel() }

    var counts = counters[name] ?? Array(repeating: nil, count: Self.lastLevel + 1)
    for upper in 0..<level where counts[upper] == nil {
      counts[upper] = instance.starts[upper] ?? definition(upper).start
    }
    if let start = instance.starts[level], startsUsed.insert("\(id)/\(level)").inserted {
      counts[level] = start
    } else {
      counts[level] = counts[level].map { $0 &+ 1 } ?? definition(level).start
    }
    for deeper in level + 1..<Self.lastLevel + 2 where deeper <= Self.lastLevel {
      let restart = definition(deeper).restart
      if restart == nil || restart.map({ $0 > 0 && level <= $0 - 1 }) ?? false { counts[deeper] = nil }
    }
    counters[name] = counts

    let own = definition(level)
    if own.format == "bullet" { return "" }
    var label = ""
    var isPlace = false
    for character in own.text {
      if isPlace {
        isPlace = false
        guard let number = character.wholeNumberValue, (1...9).contains(number) else {
          label += "%\(character)"
          continue
        }
        let format = own.isLegal ? "decimal" : definition(number - 1).format
        label += NumberFormat.text(counts[number - 1] ?? definition(number - 1).start, format: format)
      } else if character == "%" {
        isPlace = true
      } else {
        label.append(character)
      }
    }
    if label.isEmpty { return "" }
    // A blank keeps the figures of label and text apart; marks such as 、 and ） do so themselves.
    let needsBlank = own.suffix != "nothing" && label.last.map { $0.isASCII || $0.isNumber } ?? false
    return needsBlank ? label + " " : label
  }

  private func listName(_ instance: Instance, _ styles: WordStyles) -> String? {
    guard let link = lists[instance.list]?.styleLink else { return instance.list }
    guard let id = styles.list(of: link)?.id, let linked = instances[id] else { return instance.list }
    return linked.list
  }
}

/// Reads `numbering.xml`.
final class WordNumberingReader: XMLHandler {
  private(set) var numbering = WordNumbering()
  private var list: (name: String, value: WordNumbering.List)?
  private var instance: (name: String, value: WordNumbering.Instance)?
  private var level: (index: Int, value: ListLevel)?
  private var overridden: Int?
  private var open: [OfficeElement] = []

  override func start(
    _ element: OfficeElement, _ namespace: OfficeNamespace, _ attributes: XMLAttributes
  ) throws(ReadingFailure) -> Bool {
    guard namespace == .word else {
      open.append(.other)
      return true
    }
    switch element {
    case .pPr, .rPr: return false
    case .abstractNum: list = (attributes.value("abstractNumId") ?? "", .init())
    case .num: instance = (attributes.value("numId") ?? "", .init())
    case .abstractNumId: instance?.value.list = attributes.value ?? ""
    case .numStyleLink: list?.value.styleLink = attributes.value
    case .lvlOverride: overridden = attributes.value("ilvl").flatMap { Int($0) }
    case .startOverride:
      if let overridden, let start = attributes.number { instance?.value.starts[overridden] = start }
    case .lvl: level = (attributes.value("ilvl").flatMap { Int($0) } ?? 0, ListLevel())
    case .start: if let start = attributes.number { level?.value.start = start }
    case .numFmt: if let format = attributes.value { level?.value.format = format }
    case .lvlText: level?.value.text = attributes.value ?? ""
    case .suff: level?.value.suffix = attributes.value ?? "tab"
    case .lvlRestart: level?.value.restart = attributes.number
    case .isLgl: level?.value.isLegal = attributes.isOn
    case .pStyle: level?.value.style = attributes.value
    default: break
    }
    open.append(element)
    return true
  }

  override func end() throws(ReadingFailure) {
    switch open.popLast() {
    case .lvl:
      guard let level, (0...WordNumbering.lastLevel).contains(level.index) else { break }
      if let own = instance?.value {
        instance?.value.levels[level.index] = level.value
        // A level of its own counts by itself.
        if own.starts[level.index] == nil { instance?.value.starts[level.index] = level.value.start }
      }
      if list != nil { list?.value.levels[level.index] = level.value }
      self.level = nil
    case .abstractNum:
      if let list { numbering.lists[list.name] = list.value }
      list = nil
    case .num:
      if let instance { numbering.instances[instance.name] = instance.value }
      instance = nil
    case .lvlOverride: overridden = nil
    default: break
    }
  }
}
