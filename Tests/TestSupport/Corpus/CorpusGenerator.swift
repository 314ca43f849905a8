import StatutoryForm

/// A seeded source of mangled reports whose every cell is known (the accuracy of the pipeline is measured on them).
///
/// ```swift
/// let corpus = CorpusGenerator(seed: 1)
/// for index in 0..<2000 { let document = corpus.document(index) … }
/// ```
/// Document `index` depends on the seed and the index alone. Figures are drawn so that they satisfy every identity of
/// the form; then classes of mess are put in, none in some documents, up to ten together in others; an arithmetic error
/// never meets classes that hide cells of table 3, for then nobody could tell what the page means.
public struct CorpusGenerator: Sendable {
  /// The seed of all documents.
  public let seed: UInt64

  /// A corpus.
  public init(seed: UInt64) { self.seed = seed }

  /// A document with classes of mess and a medium of its own choice.
  public func document(_ index: Int) -> CorpusDocument {
    var generator = generator(index)
    // Most reports are web pages.
    let media = CorpusMedium.allCases + [.html, .html, .spaces]
    let medium = media.randomElement(using: &generator) ?? .lines
    let fitting = CorpusMess.allCases.filter { $0.fits(medium) && !CorpusMess.drawnApart.contains($0) }.shuffled(
      using: &generator)
    var messes: Set<CorpusMess> = []
    if Int.random(in: 0..<10, using: &generator) > 0 {
      // Half of the documents have an error or hide cells, never both.
      let hasError = Int.random(in: 0..<5, using: &generator) == 0
      let open = fitting.filter { hasError ? !$0.hidesCells : $0 != .arithmeticError }
      messes = Set(open.prefix(Int.random(in: 1...14, using: &generator)))
      // Classes of a single medium need a larger share of it.
      for mess in open where mess.isOfOneMedium && Int.random(in: 0..<4, using: &generator) < 3 {
        messes.insert(mess)
      }
      // So do those that many others exclude.
      let seldom: [CorpusMess] = [.groupsWithoutLabels, .advertising, .totalsLeftBlank, .gluedSigns]
      if let mess = seldom.randomElement(using: &generator), open.contains(mess) {
        if mess == .gluedSigns { messes.insert(.gluedCells) }
        if mess == .advertising { messes.remove(.groupsWithoutLabels) }
        messes.insert(mess)
      }
      if hasError, medium != .oneLine { messes.insert(.arithmeticError) }
      if medium == .html {
        var apart = self.generator(index &+ 1 << 41)
        for mess in CorpusMess.drawnApart where Int.random(in: 0..<4, using: &apart) == 0 { messes.insert(mess) }
      }
    }
    return document(index, medium: medium, messes: messes)
  }

  /// A document with the classes of mess asked for, as far as they fit the medium and one another.
  public func document(_ index: Int, medium: CorpusMedium, messes asked: Set<CorpusMess>) -> CorpusDocument {
    document(index, medium: medium, messes: asked, setting: nil)
  }

  /// The same with the agency, year and surroundings of a benchmark; `nil` for those of accuracy documents.
  func document(
    _ index: Int, medium: CorpusMedium, messes asked: Set<CorpusMess>, setting: CorpusSetting?
  ) -> CorpusDocument {
    var generator = generator(index &+ 1 << 40)
    var messes = asked.filter { $0.fits(medium) }
    // One line is glued by nature, so that an error could not be told from another cut.
    if medium == .oneLine { messes.remove(.arithmeticError) }
    if messes.contains(.arithmeticError) { messes = messes.filter { !$0.hidesCells } }

    // The order of values alone finds rows without labels: nothing may be missing among them, nothing added.
    let disordering: [CorpusMess] = [
      .droppedBlanks, .gluedCells, .totalsLeftBlank, .groupSubtotals, .extraRow, .advertising,
    ]
    if messes.contains(.groupsWithoutLabels) { messes.remove(.advertising) }
    if messes.contains(.partlyGlued) { messes.subtract([.tornLabels, .groupsWithoutLabels, .circleZeros]) }
    if messes.contains(.groupsWithoutLabels) || messes.contains(.rowTables) { messes.subtract(disordering) }
    if messes.contains(.rowTables) { messes.subtract([.groupsWithoutLabels, .pageBreak, .sideBySide]) }
    if messes.contains(.sideBySide) { messes.subtract([.groupSubtotals, .repeatedLabels, .groupsWithoutLabels]) }
    if messes.contains(.tornLabels) {
      messes.subtract(disordering + [.groupsWithoutLabels, .splitLabels, .partlyGlued, .pageBreak])
    }
    if messes.contains(.gbBytes) { messes.remove(.utf16) }
    // Rows without labels are found by plain figures alone.
    if messes.contains(.groupsWithoutLabels) { messes.remove(.noteMarks) }
    let layout = Self.layout(messes, year: setting?.year, &generator)
    var figures = CorpusFigures(layout: layout, generator: &generator)
    if let setting { figures.carry(agency: setting.agencyNumber, year: setting.year, seed: seed) }
    if messes.contains(.arithmeticError) { Self.breakIdentity(of: &figures, &generator) }
    let printing = CorpusPrinting(figures: figures, medium: medium, messes: messes, generator: &generator)
    var used = printing.used
    let page = CorpusPage(
      printing: printing, medium: medium, messes: messes, index: index, setting: setting, generator: &generator)
    used.formUnion(page.used)
    used.formUnion(messes.intersection([.arithmeticError, .hybridForm, .oldFormLater]))
    let violations = CorpusIdentity.all(of: layout).filter { !$0.holds(in: figures) }
      .map { CorpusViolation(rule: $0.rule, place: $0.place) }
    return CorpusDocument(
      name: "report-\(seed)-\(index)-\(medium.rawValue).\(medium.fileExtension)", bytes: page.bytes, medium: medium,
      layout: layout, agency: page.agency, year: page.year, cells: printing.cells,
      messes: CorpusMess.allCases.filter(used.contains), violations: violations)
  }

  private func generator(_ index: Int) -> SeededGenerator {
    var mixer = SeededGenerator(seed: seed ^ UInt64(bitPattern: Int64(index)) &* 0x9E37_79B9_7F4A_7C15)
    return SeededGenerator(seed: mixer.next())
  }

  private static func layout(
    _ messes: Set<CorpusMess>, year: Int?, _ generator: inout SeededGenerator
  ) -> FormLayout {
    let isOld = Bool.random(using: &generator)
    let version: FormVersion = year.map { $0 < 2021 } ?? isOld ? .v1 : .v2
    var layout = FormLayout(version: messes.contains(.oldFormLater) ? .v1 : version)
    if messes.contains(.hybridForm) {
      // Hybrids seen: item (一) of the other version, or group (六) of it.
      let item: FormItem = Bool.random(using: &generator) ? .documents : .otherHandling
      layout[item] = layout[item] == .v1 ? .v2 : .v1
    }
    return layout
  }

  /// Changes one figure so that at least one identity fails.
  private static func breakIdentity(of figures: inout CorpusFigures, _ generator: inout SeededGenerator) {
    let rows = figures.layout.rows.filter { $0.table != .disclosure && $0.table != .procurement }
    guard let row = rows.randomElement(using: &generator),
      let column = figures.layout.columns(of: row).randomElement(using: &generator)
    else { return }
    figures[row, column] += Int.random(in: 1...9, using: &generator)
  }
}
