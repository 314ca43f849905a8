import CellResolution
import DecimalNumbers
import Foundation
import StatutoryForm
import TestSupport
import Testing

@testable import PipelineStages

@Suite struct CorrectionTests {
  private static let hash = String(repeating: "ab", count: 32)

  private static func entry(
    table: String = "outcomes", row: String = "granted_full", column: String = "total", expect: String = "7",
    value: String = "8", document: String = hash, unit: String? = nil
  ) -> String {
    """
      - document: \(document)
        table: \(table)
        row: \(row)
        column: \(column)
        expect: "\(expect)"
        value: "\(value)"
    \(unit.map { "    unit: \($0)\n" } ?? "")    reason: the signed copy has it
        reviewer: li.wen
        reviewed_on: 2026-01-31

    """
  }

  private static func file(_ entries: String...) -> [UInt8] {
    Array(("version: 1\ncorrections:\n" + entries.joined()).utf8)
  }

  @Test func readsAFile() throws {
    let file = try CorrectionFile(yaml: Self.file(Self.entry(), Self.entry(column: "natural_person")))
    let corrections = try #require(file.byDocument[Self.hash])
    #expect(corrections.map(\.place.column) == ["total", "natural_person"])
    #expect(corrections.first?.value == DecimalNumber(8))
  }

  @Test func theBuiltInFileAndAnEmptyOneAreValid() throws {
    #expect(try CorrectionFile(yaml: Fixtures.bytes("Pipelines/rules/corrections.yaml")).byDocument.isEmpty)
    #expect(try CorrectionFile(yaml: []).byDocument.isEmpty)
  }

  /// One fault each, and what the message has to name.
  private static let faulty: [(yaml: String, word: String)] = [
    (entry(table: "reports"), "table 'reports'"), (entry(row: "granted"), "row 'granted'"),
    (entry(column: "upheld"), "column 'upheld'"), (entry(value: "many"), "'many' is no number"),
    (entry(value: "-1"), "negative"), (entry(value: "1.5"), "no whole number"), (entry(document: "abc"), "SHA-256"),
    (entry(unit: "yuan"), "no amount of money"), (entry() + entry(), "stands twice"),
    (entry() + "    colour: red\n", "unknown key 'colour'"), ("  - 17\n", "no mapping"),
    (entry().replacingOccurrences(of: "reviewer: li.wen", with: "reviewer: \"\""), "reviewer is empty"),
    (entry().replacingOccurrences(of: "    reason: the signed copy has it\n", with: ""), "reason is missing"),
    (entry().replacingOccurrences(of: "2026-01-31", with: "31.1.2026"), "no date"),
    (
      entry(table: "procurement", row: "central_procurement", column: "procurement_amount", unit: "dollar"),
      "unit 'dollar'"
    ),
  ]

  @Test(arguments: faulty.indices) func namesAFault(_ index: Int) {
    let error = #expect(throws: CorrectionFileError.self) {
      try CorrectionFile(yaml: Self.file(Self.faulty[index].yaml))
    }
    #expect(error?.description.contains(Self.faulty[index].word) == true, "\(String(describing: error))")
  }

  @Test func gathersAllFaults() {
    let error = #expect(throws: CorrectionFileError.self) {
      try CorrectionFile(yaml: Self.file(Self.entry(row: "x", value: "y"), Self.entry(document: "z")))
    }
    #expect(error?.faults.count == 3)
    for yaml in ["[1", "- 1", "version: 2\ncorrections: []", "version: 1\ncorrections: {a: b}\nmore: 1"] {
      #expect(throws: CorrectionFileError.self) { try CorrectionFile(yaml: Array(yaml.utf8)) }
    }
  }

  /// A form whose first row is (一)予以公开 with total 7, and a procurement amount without unit.
  private static func resolution() -> Resolution {
    let full = PrintedRow(
      row: .grantedFull,
      tokens: [6, 1, 0, 0, 0, 0, 7].enumerated().map {
        PrintedToken(text: "\($1)", content: .number(DecimalNumber($1)), column: $0, line: 3)
      }, labelLine: 2)
    let procurement = PrintedRow(
      row: .centralProcurement,
      tokens: ["3", "52.15"].enumerated().map {
        PrintedToken(text: $1, content: DecimalNumber($1).map { .number($0) } ?? .blank, column: $0, line: 9)
      }, labelLine: 9)
    return CellResolver().resolve(PrintedForm(layout: FormLayout(version: .v1), rows: [procurement, full]))
  }

  private static func corrector(_ entries: String...) throws -> Corrector {
    let file = try CorrectionFile(yaml: Array(("version: 1\ncorrections:\n" + entries.joined()).utf8))
    return Corrector(file.byDocument[hash] ?? [])
  }

  @Test func aCorrectedCellKeepsWhatIsPrinted() throws {
    var corrector = try Self.corrector(Self.entry())
    var resolution: Resolution? = Self.resolution()
    corrector.correct(&resolution)
    let cell = try #require(resolution?.form[.grantedFull, .total])
    #expect(cell.value == DecimalNumber(8))
    #expect(cell.basis == .corrected)
    #expect(cell.printed == "7")
    #expect(corrector.findings.map(\.severity) == [.info])
    #expect(resolution?.form[.grantedFull, .naturalPerson]?.basis == .printed)
  }

  @Test func aCorrectionWhoseSourceHasChangedIsRefused() throws {
    var corrector = try Self.corrector(
      Self.entry(expect: "9"), Self.entry(column: "natural_person", expect: ""),
      Self.entry(row: "other_misc", expect: ""))
    var resolution: Resolution? = Self.resolution()
    corrector.correct(&resolution)
    #expect(resolution?.form == Self.resolution().form)
    #expect(corrector.findings.map(\.severity) == [.error, .error, .error])
    #expect(corrector.findings.allSatisfy { $0.rule == "D.CORRECTION" })
    #expect(corrector.findings.map(\.seen) == ["7", "6", nil])
    var none: Resolution?
    var other = try Self.corrector(Self.entry())
    other.correct(&none)
    #expect(other.findings.map(\.severity) == [.error])
  }

  @Test func aCorrectionMayGiveAnAmountItsUnit() throws {
    func amount(_ unit: String?) throws -> (Corrector, ResolvedCell?) {
      var corrector = try Self.corrector(
        Self.entry(
          table: "procurement", row: "central_procurement", column: "procurement_amount", expect: "52.15",
          value: "521500", unit: unit))
      var resolution: Resolution? = Self.resolution()
      corrector.correct(&resolution)
      return (corrector, resolution?.form[.centralProcurement, .procurementAmount])
    }
    let (given, cell) = try amount("yuan")
    #expect(cell?.unit == .yuan)
    #expect(cell?.value == DecimalNumber(521_500))
    #expect(given.cellsWithGivenUnit == [FormCell(.centralProcurement, .procurementAmount)])
    let (refused, same) = try amount(nil)
    #expect(same?.basis == .printed)
    #expect(refused.findings.map(\.severity) == [.error])
  }

  @Test func correctionsComeThroughTheWholePipeline() throws {
    let run = try EndToEndRun()
    let samples = try EndToEndRun.samples()
    let name = "anji-bamboo-2019.txt"
    let document = hexadecimal(sha256(try #require(samples.first { $0.name == name }).bytes))
    let v0 = try #require(samples.first { $0.name == "wuyuan-villages-2014.txt" })
    let inbox = try run.inbox("inbox", samples)
    let rules = run.scratch.path("rules")
    try FileManager.default.copyItem(
      at: Fixtures.projectRoot.appending(path: "Pipelines/rules"), to: URL(filePath: rules))
    try Data(
      Self.file(
        Self.entry(expect: "7", value: "8", document: document),
        Self.entry(column: "natural_person", expect: "999", document: document),
        Self.entry(
          table: "procurement", row: "central_procurement", column: "procurement_items", expect: "14", value: "15",
          document: document),
        Self.entry(
          table: "statistics_v0", row: "行政复议数", column: "历年累计", expect: "0", value: "2",
          document: hexadecimal(sha256(v0.bytes))))
    ).write(to: URL(filePath: rules + "/corrections.yaml"))
    let result = try run.run("gongkai", ["run", inbox, "--rules", rules])
    #expect(result.exitCode == 0 || result.exitCode == 3)
    #expect(result.errorOutput.contains("correction not applied"))
    #expect(result.output.contains("3 applied, 1 not applied"))
    let cell = try run.rows(of: "outcomes").first {
      $0["source_sha256"] == document && $0["outcome"] == "granted_full" && $0["applicant"] == "total"
    }
    #expect(cell?["count"] == "8")
    #expect(cell?["basis"] == "corrected")
    #expect(cell?["printed"] == "7")
    let procurement = try run.rows(of: "procurement").first { $0["source_sha256"] == document }
    #expect(procurement?["project_count"] == "15")
    #expect(procurement?["project_count_basis"] == "corrected")
    let statistic = try run.rows(of: "statistics_v0").first { $0["label"] == "行政复议数" && $0["basis"] == "corrected" }
    #expect(statistic?["value"].flatMap { DecimalNumber($0) } == DecimalNumber(2))
    let findings = try run.rows(of: "findings").filter { $0["rule"] == "D.CORRECTION" }
    #expect(findings.map { $0["severity"] }.sorted { ($0 ?? "") < ($1 ?? "") } == ["error", "info", "info", "info"])
    #expect(try run.run("gongkai", ["verify"]).exitCode == 0)
  }

  @Test func theRulesJudgeTheCorrectedValue() throws {
    let run = try EndToEndRun()
    let name = "penglai-coast-2022.html"
    let sample = try #require(try EndToEndRun.samples().first { $0.name == name })
    let inbox = try run.inbox("inbox", [sample])
    func brokenSums() throws -> [String?] {
      try run.rows(of: "findings").filter {
        $0["severity"] == "error" && $0["row"] == "total_processed" && $0["column"] == "total"
      }
      .map { $0["rule"] }
    }
    try run.run("gongkai", ["run", inbox])
    #expect(try brokenSums() == ["T3.COL.OUT", "T3.ROW.SUM"])
    let rules = run.scratch.path("rules")
    try FileManager.default.copyItem(
      at: Fixtures.projectRoot.appending(path: "Pipelines/rules"), to: URL(filePath: rules))
    let entry = Self.entry(
      row: "total_processed", expect: "21", value: "22", document: hexadecimal(sha256(sample.bytes)))
    try Data(Self.file(entry)).write(to: URL(filePath: rules + "/corrections.yaml"))
    try run.run("gongkai", ["run", inbox, "--rules", rules])
    #expect(try brokenSums().isEmpty)
    let text = try run.run("gongkai", ["explain", "海岸带", "outcomes", "total_processed", "total"]).output
    #expect(text.contains("basis    corrected"))
    #expect(text.contains("printed  ‘21’"))
    #expect(text.contains("the signed copy has it"))
  }

  @Test func aFaultyFileStopsTheRunAndLeavesTheStore() throws {
    let run = try EndToEndRun()
    let inbox = try run.inbox("inbox", try EndToEndRun.samples())
    let rules = run.scratch.path("rules")
    try FileManager.default.copyItem(
      at: Fixtures.projectRoot.appending(path: "Pipelines/rules"), to: URL(filePath: rules))
    try Data(Self.file(Self.entry(row: "x"), Self.entry(document: "y"))).write(
      to: URL(filePath: rules + "/corrections.yaml"))
    let result = try run.run("gongkai", ["run", inbox, "--rules", rules])
    #expect(result.exitCode == 1)
    #expect(result.errorOutput.contains("row 'x'"))
    #expect(result.errorOutput.contains("SHA-256"))
  }
}
