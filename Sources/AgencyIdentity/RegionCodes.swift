/// The administrative regions of GB/T 2260 and their names, built once and then only read.
///
/// The level follows from the code (form.md section 6): `xx0000` is a province, `xxxx00` a prefecture, the others are
/// counties; a county whose prefecture does not exist is run by the province. Names are found by binary search over
/// folded bytes, longest first, so a look-up takes the same time whatever the name.
public enum RegionCodes {
  /// The region with a six-digit code; `nil` for an unknown code.
  public static func region(code: String) -> Region? {
    guard code.utf8.count == 6, let number = Int32(code) else { return nil }
    return region(number: number)
  }

  /// All regions, in the order of their codes.
  public static var all: [Region] { index.numbers.compactMap(region(number:)) }

  static func region(number: Int32) -> Region? {
    guard let place = index.place(of: number) else { return nil }
    let parent: Int32? =
      if number % 10000 == 0 {
        nil
      } else if number % 100 == 0 || index.place(of: number / 100 * 100) == nil {
        number / 10000 * 10000
      } else {
        number / 100 * 100
      }
    return Region(
      code: String(number), name: index.names[place], level: level(of: number), parentCode: parent.map { String($0) })
  }

  static func level(of number: Int32) -> AdministrativeLevel {
    number % 10000 == 0 ? .province : number % 100 == 0 ? .prefecture : .county
  }

  /// Whether the region is the other one or lies in it.
  static func contains(_ outer: Int32, _ inner: Int32) -> Bool {
    if outer % 10000 == 0 { return inner / 10000 == outer / 10000 }
    if outer % 100 == 0 { return inner / 100 == outer / 100 }
    return inner == outer
  }

  /// Names that begin at `start` of a folded name, longest first, each with the regions that bear it.
  static func matches(in folded: [UInt8], at start: Int) -> [RegionMatch] {
    let index = index
    var found: [RegionMatch] = []
    var end = start
    var hash = RegionIndex.noHash
    for _ in 0..<index.longestNameLength {
      guard end < folded.count else { break }
      let next = end + scalarLength(folded[end])
      guard next <= folded.count else { break }
      for place in end..<next { hash = RegionIndex.hash(hash, folded[place]) }
      end = next
      if let entry = index.entry(named: folded[start..<end], hash: hash) {
        found.append(
          RegionMatch(
            end: end, numbers: entry.numbers, isShortProvince: entry.isShortProvince,
            isBareProvince: entry.isBareProvince))
      }
    }
    found.reverse()
    return found
  }

  static func scalarLength(_ first: UInt8) -> Int {
    first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
  }

  private static let index = RegionIndex(tables: [north, east, south, west])
}

/// A region name found in an agency's name.
struct RegionMatch {
  /// Where the name ends.
  var end: Int
  /// The codes of the regions so named.
  var numbers: [Int32]
  /// Whether it is a short form of a province or autonomous region.
  var isShortProvince: Bool
  /// Whether it is the name of a province without 省, or 市, which many other names begin with.
  var isBareProvince: Bool
}

/// Sorted arrays over the table, and its names by their hash.
private final class RegionIndex: Sendable {
  struct Entry: Sendable {
    var key: [UInt8]
    var numbers: [Int32]
    var isShortProvince = false
    var isBareProvince = false
  }

  let numbers: [Int32]
  let names: [String]
  let longestNameLength: Int
  private let entries: [Entry]
  /// Open addressing: the number of an entry and one, 0 where there is none.
  private let slots: [UInt16]

  init(tables: [String]) {
    var numbers: [Int32] = []
    var names: [String] = []
    var longestNameLength = 0
    var named: [[UInt8]: Entry] = [:]
    var short: [[UInt8]: Entry] = [:]
    for table in tables {
      for line in table.utf8.split(separator: UInt8(ascii: "\n")) {
        guard line.count > 6, let number = Int32(String(Substring(line.prefix(6)))) else { continue }
        let name = String(Substring(line.dropFirst(6)))
        numbers.append(number)
        names.append(name)
        longestNameLength = max(longestNameLength, name.unicodeScalars.count)
        // The cities inside the four municipalities bear the municipality's name and are no level of their own.
        if number % 100 == 0, number % 10000 != 0,
          Self.place(of: number / 10000 * 10000, in: numbers).map({ names[$0] }) == name
        {
          continue
        }
        Self.add(number, as: name, to: &named)
        if let shortName = ShortRegionNames.short(of: name, number: number) {
          Self.add(number, as: shortName, to: &short)
        }
      }
    }
    // A full name always wins over another region's short form; a short form of two regions is none.
    for (key, entry) in short where named[key] == nil && entry.numbers.count == 1 {
      var entry = entry
      entry.isShortProvince = entry.numbers[0] % 10000 == 0
      entry.isBareProvince =
        entry.isShortProvince && !ShortRegionNames.autonomousRegions.contains(String(decoding: key, as: UTF8.self))
      named[key] = entry
    }
    let entries = named.values.sorted { $0.key.lexicographicallyPrecedes($1.key) }
    var slots = [UInt16](repeating: 0, count: 1 << Self.slotBits)
    for (number, entry) in entries.enumerated() {
      var slot = Self.slot(entry.key.reduce(Self.noHash, Self.hash))
      while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = UInt16(number + 1)
    }
    self.numbers = numbers
    self.names = names
    self.longestNameLength = longestNameLength
    self.entries = entries
    self.slots = slots
  }

  /// Four times as many as there are names.
  private static let slotBits = 14

  static let noHash: UInt64 = 0xCBF2_9CE4_8422_2325

  static func hash(_ hash: UInt64, _ byte: UInt8) -> UInt64 { (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }

  private static func slot(_ hash: UInt64) -> Int {
    Int(truncatingIfNeeded: ((hash ^ hash >> 32) &* 0x9E37_79B9_7F4A_7C15) >> UInt64(64 - slotBits))
  }

  private static func add(_ number: Int32, as name: String, to table: inout [[UInt8]: Entry]) {
    let key = Array(name.utf8)  // the table is in simplified characters, its own folded form
    table[key, default: Entry(key: key, numbers: [])].numbers.append(number)
  }

  func place(of number: Int32) -> Int? { Self.place(of: number, in: numbers) }

  private static func place(of number: Int32, in numbers: [Int32]) -> Int? {
    var low = 0
    var high = numbers.count
    while low < high {
      let middle = (low + high) / 2
      if numbers[middle] < number { low = middle + 1 } else { high = middle }
    }
    return low < numbers.count && numbers[low] == number ? low : nil
  }

  func entry(named key: ArraySlice<UInt8>, hash: UInt64) -> Entry? {
    var slot = Self.slot(hash)
    while slots[slot] != 0 {
      let number = Int(slots[slot]) - 1
      if entries[number].key.elementsEqual(key) { return entries[number] }
      slot = (slot + 1) & (slots.count - 1)
    }
    return nil
  }
}

/// Short forms that stand for exactly one region: 内蒙古, 延边州, 恭城县, and provinces without their last word.
private enum ShortRegionNames {
  /// Short forms of autonomous regions, which stand alone as often as the full names.
  static let autonomousRegions: Set<String> = ["内蒙古", "广西", "西藏", "宁夏", "新疆"]

  static func short(of name: String, number: Int32) -> String? {
    if number % 10000 == 0 {
      if let region = autonomousRegions.first(where: name.hasPrefix) { return region }
      if name.hasSuffix("省") || name.hasSuffix("市") { return String(name.dropLast()) }
      return nil
    }
    let bytes = Array(name.utf8)
    guard bytes.count > 9, bytes[(bytes.count - 9)...].starts(with: "自治".utf8) else { return nil }
    for kind in ["州", "县", "旗"] where name.hasSuffix(kind) {
      var stem = name.dropLast(3)
      while let people = peoples.first(where: { stem.hasSuffix($0) && stem.count > $0.count }) {
        stem = stem.dropLast(people.count)
      }
      return stem.count < 2 || stem.count == name.count - 3 ? nil : stem + kind
    }
    return nil
  }

  /// The peoples in names of autonomous prefectures and counties, longer ones first.
  private static let peoples = [
    "塔吉克族", "哈萨克族", "柯尔克孜族", "达斡尔族", "鄂伦春族", "鄂温克族", "俄罗斯族", "乌孜别克族", "柯尔克孜",
    "布依族", "朝鲜族", "土家族", "哈尼族", "傈僳族", "拉祜族", "纳西族", "景颇族", "布朗族", "撒拉族", "毛南族",
    "仡佬族", "锡伯族", "阿昌族", "普米族", "德昂族", "保安族", "裕固族", "东乡族", "独龙族", "基诺族", "仫佬族",
    "蒙古族", "维吾尔族", "哈萨克", "塔吉克", "各族", "满族", "回族", "苗族", "彝族", "壮族", "侗族", "瑶族",
    "白族", "傣族", "黎族", "佤族", "畲族", "水族", "土族", "藏族", "羌族", "怒族", "蒙古", "锡伯",
  ]
}
