import DecimalNumbers
import StatutoryForm
import Testing

@testable import ReportRecognition

/// What a cell says, one text at a time.
@Suite struct CellGrammarTests {
  private func read(_ text: String) -> CellReading { CellGrammar.read(CharacterFolding.key(text)[...]) }

  @Test(arguments: [
    ("12", "12"), ("0.00", "0"), ("-0", "0"), ("12.", "12"), ("12。", "12"), ("12,", "12"), ("12、", "12"), ("12；", "12"),
    ("1,234", "1234"), ("1，234", "1234"), ("12¹", "12"), ("12₃", "12"), ("12①", "12"), ("12[¹]", "12"), ("12（¹）", "12"),
    ("12（含上年3件）", "12"), ("１２", "12"), ("𝟏𝟐", "12"), ("𝟷𝟸", "12"), ("1\u{2060}2", "12"), ("1\u{200D}2\u{FE0F}", "12"),
    ("\u{202A}12\u{202C}", "12"), ("\u{2066}12\u{2069}", "12"), ("1\u{34F}2", "12"), ("1\u{AD}2", "12"), ("12户", "12"),
    ("12件次", "12"), ("＋3", "3"), ("10①", "10"), ("12注①", "12"), ("12注1", "12"), ("12（注1）", "12"),
  ]) func figures(_ text: String, _ value: String) {
    #expect(read(text).content == .number(DecimalNumber(value) ?? .zero))
  }

  @Test(arguments: [
    "1,2", "12,34", "0,123", "1.234.567", "约12", "12%", "3～5", "3至5", "10⁴", "10₂", "¹²", "1^2", "1\u{336}2\u{336}",
    "7\u{336}12", "1\u{202E}2", "12余", "12百", "١٢", "½",
  ]) func noFigures(_ text: String) {
    if case .number = read(text).content { Issue.record("\(text) reads as a figure") }
  }

  @Test(arguments: [
    ("52.15（万元）", "52.15", MoneyUnit.tenThousandYuan), ("521500（元）", "521500", .yuan),
    ("52.15（单位：万元）", "52.15", .tenThousandYuan), ("521500元（52.15万元）", "521500", .yuan), ("52元整", "52", .yuan),
    ("52.15万元人民币", "52.15", .tenThousandYuan), ("52.15万元整", "52.15", .tenThousandYuan),
  ]) func unitsOfMoneyInNotesAndBeforeThem(_ text: String, _ value: String, _ unit: MoneyUnit) {
    #expect(read(text).content == .number(DecimalNumber(value) ?? .zero))
    #expect(read(text).unit == unit)
  }

  @Test(arguments: [
    ("（减）4", "-4"), ("4（减）", "-4"), ("4（减少4项）", "-4"), ("（增）4", "4"), ("1（新增2减少1）", "1"), ("-4（减少）", "-4"),
    ("3（减少4）", "3"),
  ]) func directionsInNotes(_ text: String, _ value: String) {
    #expect(read(text).content == .number(DecimalNumber(value) ?? .zero))
  }

  @Test func amountsWithASignOfCurrencyNeedAUnit() {
    #expect(read("￥12.5万元").content == .number(DecimalNumber("12.5") ?? .zero))
    #expect(read("¥125000元").unit == .yuan)
    #expect(read("人民币12.5万元").content == .number(DecimalNumber("12.5") ?? .zero))
    #expect(read("1.2亿").unit == .hundredMillionYuan)
    if case .number = read("￥12.5").content { Issue.record("the unit is not known") }
  }
}
