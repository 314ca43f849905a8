import AgencyIdentity
import Testing

@Suite("organisation codes and index numbers")
struct OrganisationCodeTests {
  @Test(
    "valid organisation codes",
    arguments: ["005252266", "00525226-6", "005252661", "000014349", "01527918X", "014416330", "002562728"])
  func valid(code: String) {
    #expect(OrganisationCode.organisation(code) == code.filter { $0 != "-" })
  }

  @Test(
    "codes that are none",
    arguments: ["035210000", "737407952", "005252267", "", "00525226", "0052522666", "郑州市教育局代码", "00525226x"])
  func invalid(code: String) { #expect(OrganisationCode.organisation(code) == nil) }

  @Test("social credit codes", arguments: ["11341702486344515H", "11330781751901053P", "113325000026455663"])
  func socialCredit(code: String) {
    #expect(OrganisationCode.socialCredit(code) == code)
    #expect(OrganisationCode.organisation(inSocialCredit: code) == String(code.dropFirst(8).prefix(9)))
    // Any other last character breaks it.
    let other = code.dropLast() + (code.hasSuffix("H") ? "J" : "H")
    #expect(OrganisationCode.socialCredit(String(other)) == nil)
  }

  @Test(
    "index numbers",
    arguments: [
      ("005252266/2021-00002", "005252266", 2021, nil, "005252266"),
      ("000014349/2018-00222", "000014349", 2018, nil, "000014349"),
      ("014416330/2018-04736", "014416330", 2018, nil, "014416330"),
      ("0142768-8/2022-00185", "0142768-8", 2022, nil, nil),
      ("01527918X-2020-153077", "01527918X", 2020, nil, "01527918X"),
      ("11341702486344515H/202110-00013", "11341702486344515H", 2021, 10, "486344515"),
      ("11330781751901053P/2024-00439", "11330781751901053P", 2024, nil, "751901053"),
      ("035210000/2021-00001", "035210000", 2021, nil, nil),
      ("００５２５２２６６／２０２１－００００２", "005252266", 2021, nil, "005252266"),
    ] as [(String, String, Int, Int?, String?)])
  func indexNumber(printed: String, organisation: String, year: Int, month: Int?, code: String?) throws {
    let index = try #require(IndexNumber(printed))
    #expect(index.organisation == organisation)
    #expect(index.year == year)
    #expect(index.month == month)
    #expect(index.organisationCode == code)
  }

  @Test(
    "numbers that name no organisation",
    arguments: [
      "", "ZZ-教育-2021-003", "005252266", "005252266/2021", "005252266/1999-00001", "005252266/202113-00001",
      "005252266/2021-01", "005252266/2021-1234567", "00525226a/2021-00001",
    ])
  func noIndexNumber(printed: String) { #expect(IndexNumber(printed) == nil) }

  @Test("a denied code says nothing, save for its one owner")
  func denied() throws {
    let identifier = try shippedIdentifier()
    func code(_ agency: String, _ index: String) -> String? {
      identifier.identify(AgencyEvidence(names: [(.title, agency)], indexNumber: index)).organisationCode
    }
    #expect(code("平潭县敖东镇人民政府", "000014349/2020-344218") == nil)
    #expect(code("国务院办公厅", "000014349/2018-00222") == "000014349")
    #expect(code("郑州市教育局", "005252266/2021-00002") == "005252266")
    #expect(code("郑州市教育局", "035210000/2021-00002") == nil)
  }
}
