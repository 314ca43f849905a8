import StatutoryForm
import Testing

@Suite("The form as data")
struct StatutoryFormTests {
  @Test("cells by version: 22, 161, 15 in v1; 10, 175, 15 in v2") func cellCounts() {
    func count(_ version: FormVersion, _ tables: [FormTable]) -> Int {
      let layout = FormLayout(version: version)
      return layout.rows.filter { tables.contains($0.table) }.reduce(0) { $0 + layout.columns(of: $1).count }
    }
    #expect(count(.v1, [.disclosure, .procurement]) == 22)
    #expect(count(.v2, [.disclosure, .procurement]) == 10)
    #expect(count(.v1, [.applications, .outcomes]) == 161)
    #expect(count(.v2, [.applications, .outcomes]) == 175)
    #expect(count(.v1, [.proceedings]) == 15)
  }

  @Test("codes are unique and read back") func codes() {
    #expect(Set(FormRow.allCases.map { $0.code }).count == FormRow.allCases.count)
    for row in FormRow.allCases { #expect(FormRow(code: row.code) == row) }
    #expect(FormRow(code: "no_such_row") == nil)
  }

  @Test("hybrid: each item has its own version") func hybrid() {
    var layout = FormLayout(version: .v2)
    layout[.otherHandling] = .v1
    #expect(layout.version == .hybrid)
    #expect(layout.contains(.otherHandling) && !layout.contains(.otherMisc))
    #expect(layout.columns(of: .adminLicense) == [.decisions])
    layout[.licences] = .v1
    #expect(layout.contains(.otherExternalService))
    #expect(layout.columns(of: .adminLicense) == [.previousYearItems, .yearChange, .decisions])
  }

  @Test("no label variant belongs to two rows, and each row has one") func variants() {
    var owners: [String: FormRow] = [:]
    for row in FormRow.allCases {
      #expect(!row.labelVariants.isEmpty)
      for variant in row.labelVariants {
        #expect(owners[variant] == nil, "\(variant)")
        owners[variant] = row
      }
    }
  }
}
