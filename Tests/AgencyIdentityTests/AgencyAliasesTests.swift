import AgencyIdentity
import Testing

@Suite("the reviewed file of aliases")
struct AgencyAliasesTests {
  private func identifier(_ yaml: String) throws -> AgencyIdentifier { try AgencyIdentifier(aliases: Array(yaml.utf8)) }

  @Test("joins whole names and ends of names, also in traditional characters")
  func joins() throws {
    let identifier = try identifier(
      """
      version: 1
      aliases:
        - {canonical: 中牟县教育体育局, aliases: [中牟县教育局, 中牟县体育局], reviewer: a, reason: merged}
      terms:
        - {canonical: 教育体育局, aliases: [教体局], reviewer: a, reason: short form}
      """)
    for name in ["中牟县教育局", "中牟县体育局", "中牟縣教體局", "中牟縣教育局", "中牟县教育体育局"] {
      let found = identifier.identify(AgencyEvidence(names: [(.title, name)]))
      #expect(found.agencyID.hasSuffix("教育体育局"))
      #expect(found.regionCode == "410122")
    }
    let both = identifier.identify(AgencyEvidence(names: [(.publisher, "中牟县体育局"), (.title, "中牟县教体局")]))
    #expect(both.conflicts.isEmpty)
    #expect(both.agencyID == "410122/中牟县教育体育局")
  }

  @Test(
    "every fault is told",
    arguments: [
      ("", "empty"), ("version: 2", "version"), ("version: 1\nalias: []", "unknown key 'alias'"),
      ("version: 1\naliases: 3", "no list"), ("version: 1\naliases: [x]", "no mapping"),
      ("version: 1\naliases: [{canonical: 甲局, aliases: [乙局], reviewer: a}]", "no reason"),
      ("version: 1\naliases: [{canonical: 甲局, aliases: [], reviewer: a, reason: b}]", "no aliases"),
      ("version: 1\naliases: [{canonical: '甲 局', aliases: [乙局], reviewer: a, reason: b}]", "canonical form"),
      (
        """
        version: 1
        aliases:
          - {canonical: 甲局, aliases: [乙局], reviewer: a, reason: b}
          - {canonical: 丙局, aliases: [乙局], reviewer: a, reason: b}
        """, "'乙局' stands for"
      ),
      (
        """
        version: 1
        aliases:
          - {canonical: 甲局, aliases: [乙局], reviewer: a, reason: b}
          - {canonical: 乙局, aliases: [丙局], reviewer: a, reason: b}
        """, "'乙局' stands for"
      ),
      ("version: 1\nterms: [{canonical: 教育体育局, aliases: [体育局], reviewer: a, reason: b}]", "is the end of"),
      ("version: 1\ndenied_organisation_codes: [{code: '035210000', reviewer: a, reason: b}]", "no valid"),
      ("a: [", "not YAML"),
    ])
  func faults(yaml: String, fault: String) throws {
    let error = #expect(throws: AgencyAliasesError.self) { try identifier(yaml) }
    #expect(error?.description.contains(fault) == true, "\(error?.description ?? "")")
  }

  @Test("faults are gathered, not only the first")
  func allFaults() throws {
    let error = #expect(throws: AgencyAliasesError.self) {
      try identifier("version: 3\nextra: 1\naliases: [{canonical: 甲局, aliases: [乙局]}]")
    }
    #expect(error?.faults.count == 4)
  }

  @Test("a remark in brackets behind a name is no part of it", arguments: ["（含下属单位）", "（原中牟县物价局）", "（以下简称县教体局）"])
  func remark(_ remark: String) throws {
    let found = try shippedIdentifier().identify(AgencyEvidence(names: [(.title, "中牟县审计局" + remark)]))
    #expect(found.agencyID == "410122/中牟县审计局")
  }

  @Test("a place in brackets behind a name is part of it", arguments: ["（原平分局）", "（含山县分局）"])
  func branch(_ place: String) throws {
    let found = try shippedIdentifier().identify(AgencyEvidence(names: [(.title, "中牟县审计局" + place)]))
    #expect(found.agencyID != "410122/中牟县审计局")
  }
}
