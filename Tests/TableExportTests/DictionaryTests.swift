import FactTables
import Foundation
import PipelineRules
import TestSupport
import Testing
import Yams

@testable import TableExport

@Suite struct DictionaryTests {
  @Test func fileIsCurrent() throws {
    let file = Fixtures.projectRoot.appending(path: "DICTIONARY.md")
    if Fixtures.isRecording {
      try Data(DataDictionary.markdown.utf8).write(to: file)
      Issue.record("DICTIONARY.md was recorded")
    }
    #expect(try text(file.path) == DataDictionary.markdown)
  }

  /// Chinese and English headers and descriptions of every column, different from each other within a table.
  @Test(arguments: FactTable.allCases) func everyColumnHasAMeaning(table: FactTable) {
    for column in table.schema.columns {
      let meaning = ColumnMeaning.of(table, column.name)
      #expect(meaning?.description.hasSuffix("。") == true, "\(table.rawValue).\(column.name)")
      if let unit = column.unit { #expect(ColumnMeaning.chineseUnit(unit) != unit) }
    }
    let meanings = table.schema.columns.compactMap { ColumnMeaning.of(table, $0.name) }
    #expect(Set(meanings.map(\.chinese)).count == meanings.count)
    #expect(Set(meanings.map(\.english)).count == meanings.count)
  }

  /// A workbook knows the reports of its sheets by this header.
  @Test func reportHasOneHeader() {
    let headers = FactTable.allCases.compactMap { ColumnMeaning.of($0, "report_id") }
    #expect(headers.count == FactTable.allCases.count)
    #expect(Set(headers.map(\.chinese)).count == 1 && Set(headers.map(\.english)).count == 1)
  }

  @Test func noMeaningIsOfNoColumn() {
    let names = Set(
      FactTable.allCases.flatMap { table in
        table.schema.columns.flatMap { [$0.name, table.rawValue + "." + $0.name] }
      })
    for name in ColumnMeaning.byColumn.keys { #expect(names.contains(name), "\(name)") }
    for name in Codebook.lists.keys { #expect(names.contains(name), "\(name)") }
  }

  /// The codes of each list are exactly those that the schema allows, in its order.
  @Test(arguments: FactTable.allCases) func everyCodeHasAMeaning(table: FactTable) {
    for column in table.schema.columns {
      guard let allowed = column.allowedValues else { continue }
      let codes = Codebook.list(of: table, column.name)?.codes.map(\.code)
      #expect(codes == allowed, "\(table.rawValue).\(column.name)")
    }
    for column in table.schema.columns {
      guard let order = column.sortOrder else { continue }
      let codes = Set(Codebook.list(of: table, column.name)?.codes.map(\.code) ?? [])
      #expect(codes.isSuperset(of: order), "\(table.rawValue).\(column.name)")
    }
  }

  @Test(arguments: Codebook.all.indices) func codesStandOnceAndAreExplained(index: Int) {
    let list = Codebook.all[index]
    #expect(Set(list.codes.map(\.code)).count == list.codes.count, "\(list.name)")
    #expect(list.codes.allSatisfy { !$0.chinese.isEmpty && !$0.english.isEmpty }, "\(list.name)")
  }

  /// Every rule that the sources name is explained, so that no finding stands without a word in the dictionary.
  @Test func everyRuleIsExplained() throws {
    let folder = Fixtures.projectRoot.appending(path: "Sources")
    let files = try FileManager.default.subpathsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".swift") }
    let known = Set(Codebook.rules.codes.map(\.code))
    var seen: Set<String> = []
    for file in files where !file.hasPrefix("TableExport/") {
      let source = try text(folder.appending(path: file).path)
      for match in source.matches(of: /"([A-Z]\d?(?:\.[A-Z0-9]+)+)"/) { seen.insert(String(match.1)) }
    }
    #expect(seen.subtracting(known) == [])
    #expect(known.subtracting(seen) == [])
  }

  @Test func narrativeCodesAreThoseOfTheRules() throws {
    struct Rules: Decodable {
      struct Platform: Decodable { var code: String }
      struct Metric: Decodable {
        var code: String
        var table: String
      }
      var platforms: [Platform]
      var metrics: [Metric]
    }
    let bytes = try #require(PipelineRules.files.first { $0.name == "narrative.yaml" }).bytes
    let rules = try YAMLDecoder().decode(Rules.self, from: String(decoding: bytes, as: UTF8.self))
    #expect(rules.platforms.map(\.code) == Codebook.platforms.codes.map(\.code))
    func codes(_ table: String) -> Set<String> { Set(rules.metrics.filter { $0.table == table }.map(\.code)) }
    #expect(codes("microblog") == Set(Codebook.microblogMetrics.codes.map(\.code)))
    #expect(codes("engagement") == Set(Codebook.engagementMetrics.codes.map(\.code)))
  }
}
