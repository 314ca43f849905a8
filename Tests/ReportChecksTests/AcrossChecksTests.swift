import DecimalNumbers
import ReportChecks
import StatutoryForm
import Testing

/// Each rule across reports: where it holds, where it fails, and where a null says nothing.
@Suite struct AcrossChecksTests {
  private typealias Samples = AcrossSamples
  private let applicants = FormColumn.applicants

  private func places(_ findings: [Finding]) -> [String] {
    findings.map {
      "\($0.rule) \($0.severity.rawValue) \($0.row ?? "-").\($0.column ?? "-") \($0.seen ?? "-")/\($0.expected ?? "-")"
    }
  }

  @Test func carry() {
    func findings(_ old: [Int64?], _ new: [Int64?], isClean: Bool = true) -> [String] {
      let before = Samples.report(2020, [(.carriedForward, applicants, old)])
      let report = Samples.report(2021, [(.carriedIn, applicants, new)], isClean: isClean)
      return places(CrossYearResolution(report, previous: before, next: nil).findings)
    }
    #expect(findings([2, 0, 0, 0, 0, 1, 3], [2, 0, 0, 0, 0, 1, 3]) == [])
    #expect(
      findings([2, 0, 0, 0, 0, 1, 3], [2, 0, 0, 0, 0, 0, 2])
        == ["X.CARRY warning carried_in.other_org 0/1", "X.CARRY error carried_in.total 2/3"])
    #expect(
      findings([2, 0, 0, 0, 0, 1, 3], [2, 0, 0, 0, 0, 1, 2], isClean: false)
        == ["X.CARRY warning carried_in.total 2/3"])
    #expect(findings([2, 0, 0, 0, 0, 1, 3], [nil, nil, 0, 0, 0, nil, nil]) == [])
    #expect(findings([nil, nil, nil, nil, nil, nil, nil], [2, 0, 0, 0, 0, 1, 3]) == [])
  }

  @Test func itemsAndStock() {
    func findings(_ row: FormRow, _ columns: [FormColumn], _ old: [Int64?], _ new: [Int64?]) -> [String] {
      let before = Samples.report(2022, [(row, columns, old)])
      let report = Samples.report(2023, [(row, columns, new)])
      return places(CrossYearResolution(report, previous: before, next: nil).findings)
    }
    #expect(findings(.adminLicense, Samples.items, [8, -2, 40], [6, 0, 12]) == [])
    #expect(
      findings(.adminLicense, Samples.items, [8, -2, 40], [8, 0, 12])
        == ["X.ITEMS warning admin_license.prev_year_items 8/6"])
    #expect(findings(.adminLicense, Samples.items, [8, nil, 40], [8, 0, 12]) == [])
    #expect(findings(.normativeDocuments, Samples.stock, [1, 0, 14], [1, 2, 13]) == [])
    #expect(
      findings(.normativeDocuments, Samples.stock, [1, 0, 14], [1, 2, 15])
        == ["T2.V2.STOCK warning normative_documents.in_force 15/13"])
    #expect(findings(.normativeDocuments, Samples.stock, [1, 0, 14], [1, nil, 15]) == [])
  }

  @Test func anotherCatalogueOfItemsIsNamedOnce() {
    func findings(_ old: [Int64], _ new: [Int64]) -> [String] {
      let rows: [FormRow] = [.adminLicense, .otherExternalService, .adminPenalty, .adminCoercion]
      func report(_ year: Int, _ values: [Int64]) -> ReportInSeries {
        Samples.report(year, zip(rows, values).map { ($0, Samples.items, [$1, 0, 1]) })
      }
      return places(CrossYearResolution(report(2020, new), previous: report(2019, old), next: nil).findings)
    }
    #expect(findings([1, 2, 3, 4], [1, 2, 30, 40]).count == 2)
    #expect(findings([1, 2, 3, 4], [1, 20, 30, 40]) == ["X.ITEMS warning -.prev_year_items 3 of 5 rows/-"])
  }

  @Test(
    arguments: [
      (75_450_000, 7545, true), (7545, 75_450_000, true), (20_000, 10, true), (19_990, 10, false), (500_000, 10, true),
      (500_010, 10, false), (75_450_000, 75_000_000, false), (0, 75_450_000, false), (Int64.max, 1, false),
    ] as [(Int64, Int64, Bool)])
  func moneyThatMovedByTenThousand(new: Int64, old: Int64, isFlagged: Bool) {
    let before = Samples.report(2022, [(.adminFees, [.feeAmount], [old])])
    let findings = YearChecks.money(Samples.report(2023, [(.adminFees, [.feeAmount], [new])]), before)
    #expect(
      places(findings) == (isFlagged ? ["T2.MONEY.UNIT warning admin_fees.fee_amount \(new)/\(old)"] : []))
    let unknown = Samples.report(2023, [(.adminFees, [.feeAmount], [nil])])
    #expect(YearChecks.money(unknown, before).isEmpty)
  }

  @Test func cumulativeFiguresDoNotFall() {
    func report(_ year: Int, _ value: Int64, _ column: String = "历年累计") -> ReportInSeries {
      ReportInSeries(
        year: year,
        cumulativeFigures: [
          CumulativeFigure(label: "主动公开文件数", columnLabel: column, value: DecimalNumber(value), line: 7)
        ])
    }
    #expect(YearChecks.cumulative(report(2015, 90), earlier: report(2012, 80)).isEmpty)
    let findings = YearChecks.cumulative(report(2015, 80), earlier: report(2012, 90))
    #expect(findings.count == 1 && findings.first?.severity == .info && findings.first?.rule == "X.CUM")
    #expect(findings.first?.row == "主动公开文件数" && findings.first?.column == "历年累计")
    #expect(YearChecks.cumulative(report(2015, 80, "累计"), earlier: report(2012, 90)).isEmpty)
  }

  @Test func documentsOfOneReportAgree() {
    let row = FormRow.grantedFull
    let report = Samples.report(2021, [(row, applicants, [1, 0, 0, 0, 0, nil, 1])])
    let same = Samples.report(2021, [(row, applicants, [1, 0, 0, 0, nil, 5, 1])])
    let other = Samples.report(2021, [(row, applicants, [2, 0, 0, 0, 0, 0, 2])])
    #expect(YearChecks.duplicates(report, others: [same]).isEmpty)
    #expect(
      places(YearChecks.duplicates(report, others: [same, other]))
        == ["X.DUP warning granted_full.natural_person 1/2", "X.DUP warning granted_full.total 1/2"])
  }

  @Test func otherReportsAltogetherAreNamedOnce() {
    func report(_ value: Int64) -> ReportInSeries {
      let rows = FormRow.allCases.filter { $0.table == .outcomes }
      return Samples.report(2023, rows.map { ($0, applicants, [value, 0, 0, 0, 0, 0, value]) })
    }
    let findings = YearChecks.duplicates(report(1), others: [report(2)])
    #expect(findings.count == 1 && findings.first?.rule == "X.DUP" && findings.first?.table == nil)
    var check = ConsolidationCheck()
    check.add(report(2))
    let exceeded = check.findings(of: report(1))
    #expect(exceeded.count == 1 && exceeded.first?.rule == "X.CONSOL.GE" && exceeded.first?.table == nil)
  }

  @Test func aGovernmentAndItsDepartments() {
    func findings(_ whole: [Int64?], _ members: [[Int64?]]) -> [String] {
      var check = ConsolidationCheck()
      for (index, values) in members.enumerated() {
        check.add(Samples.report(2023, [(.newReceived, applicants, values)], name: "云溪县第\(index)局"))
      }
      return places(check.findings(of: Samples.report(2023, [(.newReceived, applicants, whole)])))
    }
    let whole: [Int64?] = [5, 0, 0, 0, 0, 1, 6]
    #expect(findings(whole, [[2, 0, 0, 0, 0, 1, 3], [3, 0, 0, 0, 0, 0, 3]]) == [])
    // A sum below the whole: bodies may be missing. Above it: none is.
    #expect(findings(whole, [[2, 0, 0, 0, 0, 1, 3], [1, 0, 0, 0, 0, 0, 1]]) == [])
    #expect(
      findings(whole, [[4, 0, 0, 0, 0, 1, 5], [4, 0, 0, 0, 0, 0, 4]])
        == ["X.CONSOL.EQ info new_received.total 6/9"])
    #expect(
      findings(whole, [[7, 0, 0, 0, 0, 1, 8]]) == ["X.CONSOL.GE warning new_received.total 6/at least 8"])
    #expect(
      findings(whole, [[0, 2, 0, 0, 0, 1, 3]])
        == ["X.CONSOL.GE warning new_received.commercial_enterprise 0/at least 2"])
    #expect(findings([nil, nil, nil, nil, nil, nil, nil], [[7, 0, 0, 0, 0, 1, 8]]) == [])
    #expect(findings(whole, [[nil, nil, nil, nil, nil, nil, nil]]) == [])
    #expect(findings(whole, []) == [])
  }

  @Test func sumsBelowTheWholeCountWhereTheListSeemsComplete() {
    func rows(_ received: Int64, _ processed: Int64) -> [(row: FormRow, columns: [FormColumn], values: [Int64?])] {
      [(.newReceived, [.total], [received]), (.totalProcessed, [.total], [processed])]
    }
    var check = ConsolidationCheck()
    check.add(Samples.report(2023, rows(3, 2)))
    check.add(Samples.report(2023, rows(3, 2)))
    let findings = check.findings(of: Samples.report(2023, rows(6, 5)))
    #expect(places(findings) == ["X.CONSOL.EQ info total_processed.total 5/4"])
  }

  @Test(
    arguments: [
      (901, [80, 89, 70], "info"), (900, [80, 90, 70], ""), (90_000, [80, 90, 70], "warning"), (900, [80, 90], ""),
      (900, [80, 95, 70], ""),
      (90, [1, 2, 3], ""), (5000, [0, 0, 0], "info"), (nil, [80, 90, 70], ""), (900, [80, nil, 70], ""),
    ] as [(Int64?, [Int64?], String)])
  func valuesFarOutsideTheSeries(value: Int64?, others: [Int64?], severity: String) {
    func figures(_ value: Int64?) -> SeriesFigures {
      SeriesFigures(values: SeriesFigures.places.map { $0.row == .newReceived ? value : nil })
    }
    let report = Samples.report(2023, [(.newReceived, [.total], [value])])
    let findings = figures(value).outliers(in: report, others: others.map(figures))
    #expect(findings.map(\.severity.rawValue) == (severity.isEmpty ? [] : [severity]))
    #expect(findings.allSatisfy { $0.rule == "X.SERIES" && $0.row == "new_received" && $0.column == "total" })
  }

  @Test func aCopiedNarrative() {
    let sentences = (0..<12).map { index in
      "本年度我局围绕第\(index)类重点领域\(String(repeating: "测", count: index + 1))绘成果持续做好主动公开工作"
    }
    func hashes(_ sentences: [String]) -> [UInt64] {
      SentenceHashes.hashes(of: [Array((sentences.joined(separator: "。") + "。").utf8)])
    }
    func findings(_ new: [String], _ old: [String]) -> [Finding] {
      YearChecks.copied(
        ReportInSeries(year: 2023, sentenceHashes: hashes(new)), ReportInSeries(year: 2022, sentenceHashes: hashes(old))
      )
    }
    let renumbered = sentences.map { $0.replacing("第", with: "第９8 ") }
    #expect(findings(sentences, renumbered).map(\.seen) == ["100%"])
    #expect(findings(sentences, renumbered).first?.rule == "N.COPIED")
    #expect(findings(sentences, renumbered).first?.severity == .info)
    let half = sentences.prefix(6) + sentences.suffix(6).map { $0 + "并接受监督" }
    #expect(findings(Array(half), sentences).map(\.seen) == ["50%"])
    #expect(findings(Array(half.dropFirst()), sentences).isEmpty)
    #expect(findings(sentences, []).isEmpty)
    #expect(findings([], sentences).isEmpty)
    #expect(findings(Array(sentences.prefix(5)), sentences).isEmpty)
    #expect(SentenceHashes.hashes(of: [Array("一、总体情况。\n简短的句子；".utf8)]).isEmpty)
  }

  @Test func brokenTextIsHashedWithoutHarm() {
    for bytes in [[0xE3, 0x80], [0xEF], [0xFF, 0xFF, 0xFF, 0xFF, 0xFF], [0xC2], []] as [[UInt8]] {
      #expect(SentenceHashes.hashes(of: [bytes]).isEmpty)
    }
  }
}

/// The list of the rules across reports.
@Suite struct AcrossRulesTests {
  @Test func everyRuleStandsOnceAndIsEvaluated() {
    let rules = RuleEvaluator.acrossRules
    #expect(Set(rules.map(\.id)).count == rules.count)
    let old = AcrossSamples.report(
      2022,
      [
        (.carriedForward, [.total], [4]), (.adminFees, [.feeAmount], [2]),
        (.normativeDocuments, AcrossSamples.stock, [0, 0, 5]),
      ])
    let columns = FormColumn.applicants
    var before = old
    for column in columns {
      before.cells[FormCell(.carriedForward, column)] = ResolvedCell(
        row: .carriedForward, column: column, value: DecimalNumber(4), basis: .printed)
    }
    let report = AcrossSamples.report(
      2023,
      [
        (.carriedIn, columns, [0, 0, 0, 0, 0, 0, 0]), (.adminFees, [.feeAmount], [20_000]),
        (.normativeDocuments, AcrossSamples.stock, [1, 0, 5]), (.newReceived, [.total], [3]),
      ])
    var facts = SeriesFacts(report, previous: before, next: nil)
    facts.superseded = [AcrossSamples.report(2023, [(.newReceived, [.total], [4])])]
    var members = ConsolidationCheck()
    members.add(AcrossSamples.report(2023, [(.newReceived, [.total], [9])]))
    facts.members = members
    facts.indexNumber = "005252266/2024-00001"
    facts.sharesIndexNumberWith = "410100/云溪县档案局@2023"
    let failed = rules.filter { !$0.findings(for: facts).isEmpty }.map(\.id)
    #expect(failed == ["T2.V2.STOCK", "X.CARRY", "T2.MONEY.UNIT", "X.DUP", "X.CONSOL.GE", "H.INDEX"])
    let alone = SeriesFacts(report, previous: nil, next: nil)
    #expect(rules.allSatisfy { $0.findings(for: alone).isEmpty })
    for rule in rules {
      #expect(rule.findings(for: facts).allSatisfy { $0.rule == rule.id })
    }
  }
}
