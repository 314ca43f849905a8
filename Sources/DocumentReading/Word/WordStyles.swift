/// What styles say that bears on the text: lists, hidden text, entries of a table of contents.
struct WordStyles {
  /// One style.
  struct Style {
    /// Its name, for built-in styles the English one.
    var name = ""
    /// The style it is based on.
    var base: String?
    /// Its list.
    var list: String?
    /// Its level in the list.
    var level: Int?
    /// Whether it hides text.
    var isHidden: Bool?
    /// Whether it crosses text out.
    var isStruck: Bool?
    /// Where it sets text.
    var position: WordRunPosition?
  }

  /// The styles by id.
  var styles: [String: Style] = [:]
  /// The paragraph style of paragraphs that name none.
  var defaultStyle: String?

  /// The list of a paragraph style, with the style of the chain that names it; `nil` where there is none.
  func list(of style: String) -> (id: String, level: Int?, style: String)? {
    var found: (id: String, style: String)?
    var level: Int?
    for (name, style) in chain(style) {
      if level == nil { level = style.level }
      if let list = style.list {
        found = (list, name)
        break
      }
    }
    guard let found, found.id != "0" else { return nil }
    return (found.id, level, found.style)
  }

  /// Whether a style hides its text; `nil` where it does not say.
  func isHidden(_ style: String) -> Bool? { chain(style).lazy.compactMap(\.1.isHidden).first }

  /// Whether a style crosses its text out.
  func isStruck(_ style: String) -> Bool { chain(style).lazy.compactMap(\.1.isStruck).first ?? false }

  /// Where a style sets its text.
  func position(_ style: String) -> WordRunPosition { chain(style).lazy.compactMap(\.1.position).first ?? .line }

  /// Whether it is the style of the entries of a table of contents, which repeats the headings.
  func isContents(_ style: String) -> Bool {
    guard let name = styles[style]?.name.lowercased(), name.hasPrefix("toc "), name.count == 5 else { return false }
    return name.last?.isNumber ?? false
  }

  private func chain(_ style: String) -> [(String, Style)] {
    var chain: [(String, Style)] = []
    var next: String? = style
    while let name = next, let style = styles[name], chain.count < Self.longestChain {
      chain.append((name, style))
      next = style.base
    }
    return chain
  }

  /// Styles may be based on one another in a circle.
  private static let longestChain = 20
}

/// Reads `styles.xml`.
final class WordStylesReader: XMLHandler {
  private(set) var styles = WordStyles()
  private var style: (name: String, value: WordStyles.Style)?
  private var open: [OfficeElement] = []

  override func start(
    _ element: OfficeElement, _ namespace: OfficeNamespace, _ attributes: XMLAttributes
  ) throws(ReadingFailure) -> Bool {
    guard namespace == .word else {
      open.append(.other)
      return true
    }
    switch element {
    case .docDefaults, .pPrChange, .rPrChange, .tblPr, .trPr, .tcPr: return false
    case .style:
      let name = attributes.value("styleId") ?? ""
      style = (name, .init())
      if attributes.value("default") == "1", attributes.value("type") == "paragraph" { styles.defaultStyle = name }
    case .name: style?.value.name = attributes.value ?? ""
    case .basedOn: style?.value.base = attributes.value
    case .numId: style?.value.list = attributes.value
    case .ilvl: style?.value.level = attributes.number
    case .vanish: style?.value.isHidden = attributes.isOn
    case .strike, .dstrike: style?.value.isStruck = attributes.isOn
    case .vertAlign: style?.value.position = WordRunPosition(attributes.value)
    default: break
    }
    open.append(element)
    return true
  }

  override func end() throws(ReadingFailure) {
    if open.popLast() == .style {
      if let style { styles.styles[style.name] = style.value }
      style = nil
    }
  }
}
