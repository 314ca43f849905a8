/// What a corpus is made for.
public enum CorpusProfile: String, CaseIterable, Sendable {
  /// Small documents in every medium and with every mess: accuracy is measured on them.
  case accuracy
  /// Web pages of 60 to 120 KB: the furniture of a portal, tables pasted from Word.
  case html
  /// Plain text of 5 to 20 KB.
  case text
  /// Two pages to one text, a twentieth of them with classes of mess.
  case mix
}

/// What a document made for measuring speed adds to its tables.
struct CorpusSetting {
  /// Which agency of the benchmark it is.
  var agencyNumber: Int
  /// Its name.
  var agency: String
  /// The reporting year.
  var year: Int
  /// Further paragraphs: of the overview, of the problems, of the other matters.
  var narrative: [[String]]
  /// The seed of the page around the report.
  var chromeSeed: UInt64
}

extension CorpusGenerator {
  /// Every agency of a benchmark reports for each of these years.
  static let benchmarkYears = 2019...2025

  /// A document of a profile; unlike accuracy documents those for benchmarks have one agency's years side by side.
  public func document(_ index: Int, profile: CorpusProfile) -> CorpusDocument {
    if profile == .accuracy { return document(index) }
    var chance = SeededGenerator(seed: seed &* 0x2545_F491_4F6C_DD1D ^ UInt64(bitPattern: Int64(index)))
    let isHTML = profile == .html || profile == .mix && index % 3 != 2
    let media: [CorpusMedium] = [.lines, .spaces, .spaces, .tabs]
    let medium = isHTML ? .html : media.randomElement(using: &chance) ?? .lines
    var messes: Set<CorpusMess> = []
    if profile == .mix, Int.random(in: 0..<20, using: &chance) == 0 {
      let fitting = CorpusMess.allCases.filter { $0.fits(medium) && $0 != .portalChrome && $0 != .sideBySide }
      messes = Set(fitting.shuffled(using: &chance).prefix(Int.random(in: 1...4, using: &chance)))
    }
    let years = Self.benchmarkYears
    let number = index / years.count
    let size = isHTML ? 2600...8000 : 700...11_000
    return document(
      index, medium: medium, messes: messes,
      setting: CorpusSetting(
        agencyNumber: number, agency: Self.benchmarkAgency(number), year: years.lowerBound + index % years.count,
        narrative: CorpusNarrative.paragraphs(ofBytes: Int.random(in: size, using: &chance), &chance),
        chromeSeed: chance.next()))
  }

  /// One of half a million invented agencies.
  private static func benchmarkAgency(_ number: Int) -> String {
    let place = benchmarkPlaces[number % benchmarkPlaces.count]
    var rest = number / benchmarkPlaces.count
    var name = ""
    for _ in 0..<3 {
      name.append(syllables[rest % syllables.count])
      rest /= syllables.count
    }
    return "\(place)\(name)镇人民政府"
  }

  private static let syllables = Array("青白红绿清新东西南北金玉石龙凤云溪河湖泉岭峰坪岩桥林松")
  private static let benchmarkPlaces = [
    "安吉县", "霞浦县", "婺源县", "腾冲市", "绩溪县", "敦煌市", "庐山市", "阳朔县", "延寿县", "额济纳旗", "伊宁市", "永修县", "德清县",
    "荔波县", "兴山县", "桐庐县", "奉节县", "会东县", "灵台县", "岚县", "霍山县", "石台县", "泾县", "休宁县", "祁门县",
  ]
}
