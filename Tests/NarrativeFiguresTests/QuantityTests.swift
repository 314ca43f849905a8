import DecimalNumbers
import NarrativeFigures
import TestSupport
import Testing

/// A printed quantity, its bounds and how it is qualified.
struct QuantitySample: Sendable, CustomStringConvertible {
  var text: String
  var value: Int64?
  var low: Int64?
  var high: Int64?
  var qualifier: QuantityQualifier
  var unit: String?

  init(
    _ text: String, _ value: Int64?, _ low: Int64?, _ high: Int64?, _ qualifier: QuantityQualifier, unit: String? = "条"
  ) {
    self.text = text
    self.value = value
    self.low = low
    self.high = high
    self.qualifier = qualifier
    self.unit = unit
  }

  var description: String { text }
}

@Suite("Quantity grammar (form.md 5)")
struct QuantityTests {
  static let samples: [QuantitySample] = [
    .init("312条", 312, 312, 312, .exact),
    .init("共计312条", 312, 312, 312, .exact),
    .init("达312条", 312, 312, 312, .exact),
    .init("1,286条", 1286, 1286, 1286, .exact),
    .init("1，286，000条", 1_286_000, 1_286_000, 1_286_000, .exact),
    .init("３１２条", 312, 312, 312, .exact),
    .init("3 1 2 条", 312, 312, 312, .exact),
    .init("0条", 0, 0, 0, .exact),
    .init("1100余条", 1100, 1101, 1199, .moreThan),
    .init("850余条", 850, 851, 859, .moreThan),
    .init("10余条", 10, 11, 19, .moreThan),
    .init("800多条", 800, 801, 899, .moreThan),
    .init("超过302万次", 3_020_000, 3_020_001, 3_029_999, .moreThan, unit: "次"),
    .init("超2300万次", 23_000_000, 23_000_001, 23_999_999, .moreThan, unit: "次"),
    .init("突破550万人", 5_500_000, 5_500_001, 5_599_999, .moreThan, unit: "人"),
    .init("逾3万条", 30_000, 30_001, 39_999, .moreThan),
    .init("6000余万次", 60_000_000, 60_000_001, 69_999_999, .moreThan, unit: "次"),
    .init("3万余条", 30_000, 30_001, 39_999, .moreThan),
    .init("1.5万余人次", 15_000, 15_001, 15_999, .moreThan, unit: "人次"),
    .init("30多万人次", 300_000, 300_001, 399_999, .moreThan, unit: "人次"),
    .init("近6000余万次", 60_000_000, 54_000_000, 69_999_999, .conflicting, unit: "次"),
    .init("约1000余条", 1000, 950, 1999, .approx),
    .init("约500条", 500, 475, 525, .approx),
    .init("500条左右", 500, 475, 525, .approx),
    .init("500左右条", 500, 475, 525, .approx),
    .init("近300条", 300, 270, 299, .nearBelow),
    .init("将近1000条", 1000, 900, 999, .nearBelow),
    .init("接近50条", 50, 45, 49, .nearBelow),
    .init("10万+次", 100_000, 100_000, nil, .atLeastCapped, unit: "次"),
    .init("100+条", 100, 100, nil, .atLeastCapped),
    .init("20条以上", 20, 20, nil, .atLeast),
    .init("不少于20条", 20, 20, nil, .atLeast),
    .init("不足20条", 20, 0, 19, .lessThan),
    .init("不超过20条", 20, 0, 20, .atMost),
    .init("20条以内", 20, 0, 20, .atMost),
    .init("2.1亿次", 210_000_000, 205_000_000, 214_999_999, .rounded, unit: "次"),
    .init("7.58万条", 75_800, 75_750, 75_849, .rounded),
    .init("49万条", 490_000, 485_000, 494_999, .rounded),
    .init("180万次", 1_800_000, 1_795_000, 1_804_999, .rounded, unit: "次"),
    .init("0.8万人", 8000, 7500, 8499, .rounded, unit: "人"),
    .init("5千条", 5000, 4500, 5499, .rounded),
    .init("十条", 10, 10, 10, .exact),
    .init("十二条", 12, 12, 12, .exact),
    .init("两条", 2, 2, 2, .exact),
    .init("三百二十六条", 326, 326, 326, .exact),
    .init("一千零五条", 1005, 1005, 1005, .exact),
    .init("二万三千条", 23_000, 23_000, 23_000, .exact),
    .init("三万条", 30_000, 25_000, 34_999, .rounded),
    .init("十余条", 10, 11, 19, .moreThan),
    .init("百余条", 100, 101, 199, .moreThan),
    .init("十几条", nil, 11, 19, .rangeNumeral),
    .init("二十几条", nil, 21, 29, .rangeNumeral),
    .init("几十条", nil, 20, 99, .rangeNumeral),
    .init("数百条", nil, 200, 999, .rangeNumeral),
    .init("几十万次", nil, 200_000, 999_999, .rangeNumeral, unit: "次"),
    .init("11—30件", nil, 11, 30, .rangeNumeral, unit: "件"),
    .init("3至5场", nil, 3, 5, .rangeNumeral, unit: "场"),
    .init("3-5场", nil, 3, 5, .rangeNumeral, unit: "场"),
    .init("百万次", 1_000_000, 1_000_000, 9_999_999, .orderOfMagnitude, unit: "次"),
    .init("达百万次", 1_000_000, 1_000_000, 9_999_999, .orderOfMagnitude, unit: "次"),
    .init("上百条", 100, 100, 999, .orderOfMagnitude),
    .init("上千条", 1000, 1000, 9999, .orderOfMagnitude),
    .init("100%", 100, 100, 100, .exact, unit: "percent"),
    .init("百分之九十八", 98, 98, 98, .exact, unit: "percent"),
    .init("第2名", 2, 2, 2, .ordinalExact, unit: "rank"),
    .init("第三位", 3, 3, 3, .ordinalExact, unit: "rank"),
    .init("前10名", nil, 1, 10, .rankAtMost, unit: "rank"),
    .init("前两位", nil, 1, 2, .rankAtMost, unit: "rank"),
    .init("不计其数", nil, nil, nil, .countless, unit: nil),
  ]

  @Test("bounds by the interval table", arguments: samples)
  func bounds(sample: QuantitySample) throws {
    let found = try Declared.rules.get().quantities(in: Array("计\(sample.text)。".utf8))
    let reading = try #require(found.first, "nothing read")
    #expect(found.count == 1)
    #expect(reading.quantity.value == sample.value.map { DecimalNumber($0) })
    #expect(reading.quantity.low == sample.low.map { DecimalNumber($0) })
    #expect(reading.quantity.high == sample.high.map { DecimalNumber($0) })
    #expect(reading.quantity.qualifier == sample.qualifier)
    #expect(reading.unit == sample.unit)
  }

  @Test("decimals keep every digit")
  func decimals() throws {
    let found = try Declared.rules.get().quantities(in: Array("占98.75%，收取12.50元".utf8))
    #expect(found.map(\.quantity.value) == [DecimalNumber("98.75"), DecimalNumber("12.5")])
  }

  @Test(
    "no quantity",
    arguments: [
      "2024年", "3月5日", "〔2023〕15号", "第711号", "20个工作日", "六个部分", "88号", "12层", "0532-88612345", "“三审三校”",
      "《五年规划100条》", "互联网+督查", "第一时间", "第3期", "第二届", "之一", "统一", "进一步", "一系列", "三级调研员", "H5", "5G",
      "www.a12.cn", "99999999999999999999条", "26.4粉丝数", "上网", "多次", "二〇三五年", "三是",
    ])
  func none(text: String) throws {
    #expect(try Declared.rules.get().quantities(in: Array("据\(text)等".utf8)).isEmpty)
  }

  @Test("numbers printed in Arabic, mixed and Han form read back", arguments: 0..<8)
  func roundTrip(seed: UInt64) throws {
    let rules = try Declared.rules.get()
    var random = SeededGenerator(seed: seed)
    for _ in 0..<200 {
      let limits: [Int64] = [100, 10_000, 1_000_000, 900_000_000]
      let number = Int64.random(in: 1..<(limits.randomElement(using: &random) ?? 100), using: &random)
      for text in [String(number), grouped(number), han(number), mixed(number)] {
        let reading = try #require(rules.quantities(in: Array("共\(text)条".utf8)).first, "\(text)")
        #expect(reading.quantity.value == DecimalNumber(number), "\(text) seed \(seed)")
        #expect(reading.unit == "条")
      }
    }
  }

  private func grouped(_ number: Int64) -> String {
    var digits = Array(String(number))
    var place = digits.count - 3
    while place > 0 {
      digits.insert(",", at: place)
      place -= 3
    }
    return String(digits)
  }

  /// 12.5万 where the number has a scale, else the digits.
  private func mixed(_ number: Int64) -> String {
    if number >= 100_000_000 {
      return "\(DecimalNumber(coefficient: number, scale: 8))".count <= 8
        ? "\(DecimalNumber(coefficient: number, scale: 8))亿" : String(number)
    }
    return number >= 10_000 ? "\(DecimalNumber(coefficient: number, scale: 4))万" : String(number)
  }

  private func han(_ number: Int64) -> String {
    let digits = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"]
    func section(_ value: Int64) -> String {
      var text = ""
      var needsZero = false
      for (place, name) in [(1000, "千"), (100, "百"), (10, "十"), (1, "")] as [(Int64, String)] {
        let digit = value / place % 10
        if digit == 0 {
          needsZero = !text.isEmpty
        } else {
          text += (needsZero ? "零" : "") + digits[Int(digit)] + name
          needsZero = false
        }
      }
      return text
    }
    var text = ""
    var rest = number
    for (place, name) in [(100_000_000, "亿"), (10_000, "万")] as [(Int64, String)] where rest >= place {
      text += section(rest / place) + name
      rest %= place
      if rest > 0, rest < place / 10 { text += "零" }
    }
    return text + section(rest)
  }
}
