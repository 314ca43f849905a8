import DecimalNumbers
import Testing

@Suite struct DecimalNumberTests {
  @Test(arguments: ["0", "1", "-1", "12.5", "-0.001", "24252.311082", "9223372036854775807"])
  func readsAndPrintsTheSame(text: String) {
    #expect(DecimalNumber(text)?.description == text)
  }

  @Test(arguments: ["", "-", ".", "1.", ".5", "1e3", "1,000", "92233720368547758080", " 1"])
  func refusesWhatIsNoPlainNumber(text: String) {
    #expect(DecimalNumber(text) == nil)
  }

  @Test func trailingZerosDoNotMatter() {
    #expect(DecimalNumber("1.50") == DecimalNumber("1.5"))
    #expect(DecimalNumber("1.50")?.text(places: 4) == "1.5000")
    #expect(DecimalNumber("0.05")?.text(places: 2) == "0.05")
  }

  @Test func scalesByPowersOfTenWithoutLoss() {
    #expect(DecimalNumber("24252.311082")?.scaled(byPowerOfTen: 4)?.description == "242523110.82")
    #expect(DecimalNumber("2.1")?.scaled(byPowerOfTen: 8)?.integer == 210_000_000)
    #expect(DecimalNumber(Int64.max).scaled(byPowerOfTen: 1) == nil)
  }

  @Test(arguments: [("1.005", 2, "1.01"), ("-1.005", 2, "-1.01"), ("1.004", 2, "1"), ("7", 2, "7")])
  func roundsHalvesAwayFromZero(text: String, places: Int, expected: String) {
    #expect(DecimalNumber(text)?.rounded(places: places).description == expected)
  }

  @Test func addsAndOrders() throws {
    let small = try #require(DecimalNumber("0.1"))
    let large = try #require(DecimalNumber("2"))
    #expect(small.adding(large)?.description == "2.1")
    #expect(large.subtracting(small)?.description == "1.9")
    #expect(small < large)
    #expect(try #require(DecimalNumber("-3.5")) < small)
    #expect(DecimalNumber(.max).adding(DecimalNumber(1)) == nil)
  }
}
