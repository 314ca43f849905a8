import Testing

@testable import DocumentReading

@Suite struct CharacterReferenceTests {
  private func decoded(_ text: String, inAttribute: Bool = false) -> String? {
    let bytes = Array(text.utf8)
    guard let reference = CharacterReferenceReader().read(bytes.span, at: 0, inAttribute: inAttribute) else {
      return nil
    }
    var result: [UInt8] = []
    reference.append(to: &result)
    return String(decoding: result + bytes[reference.end...], as: UTF8.self)
  }

  @Test func everyNameMeansItsCharacters() {
    let entries = NamedCharacters.list.description.split(separator: " ")
    #expect(entries.count == 2125)
    #expect(NamedCharacterTable.shared.count == 2125)
    #expect(entries.count { $0.contains("*") } == 106)
    for entry in entries {
      let parts = entry.split(separator: "=")
      let name = parts[0].filter { $0 != "*" }
      let scalars = parts[1].split(separator: "+").compactMap { UInt32($0, radix: 16).flatMap(Unicode.Scalar.init) }
      var expected = ""
      expected.unicodeScalars.append(contentsOf: scalars)
      #expect(decoded("&\(name);") == expected)
      if parts[0].hasSuffix("*") { #expect(decoded("&\(name) ") == expected + " ") }
    }
  }

  @Test(
    arguments: [
      ("&#20013;国", "中国"), ("&#x4e2d国", "中国"), ("&#X4E2D;", "中"), ("&#150;", "–"), ("&#0;", "\u{FFFD}"),
      ("&#xD800;", "\u{FFFD}"), ("&#x110000;", "\u{FFFD}"), ("&#99999999999999999999;", "\u{FFFD}"), ("&ampx", "&x"),
      ("&notit;", "¬it;"), ("&notin;", "∉"), ("&nbsp;1", "\u{A0}1"), ("&nbsp1", "\u{A0}1"), ("&#;", nil), ("&#x;", nil),
      ("&", nil), ("& ", nil), ("&bogus;", nil), ("&NotEqualTilde;", "≂̸"),
    ] as [(String, String?)])
  func references(text: String, expected: String?) {
    #expect(decoded(text) == expected)
  }

  @Test(arguments: [("&copy=1", nil), ("&copyx", nil), ("&copy;=", "©="), ("&copy ", "© ")] as [(String, String?)])
  func inAttributes(text: String, expected: String?) {
    #expect(decoded(text, inAttribute: true) == expected)
  }
}
