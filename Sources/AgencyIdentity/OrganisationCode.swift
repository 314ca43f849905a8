/// Organisation codes of GB 11714 and unified social credit codes of GB 32100-2015, with their check digits.
public enum OrganisationCode {
  /// The nine characters of a valid organisation code, hyphens dropped; `nil` where the check digit does not fit.
  ///
  /// An eight-character form is a code whose leading zero was lost (`0142768-8`).
  public static func organisation(_ text: String) -> String? {
    var code = text.utf8.filter { $0 != UInt8(ascii: "-") }
    if code.count == 8 { code.insert(UInt8(ascii: "0"), at: 0) }
    guard code.count == 9, let check = checkCharacter(ofOrganisation: code.prefix(8)), check == code[8] else {
      return nil
    }
    return string(code)
  }

  /// The eighteen characters of a valid unified social credit code; `nil` where a character or check digit does not fit.
  public static func socialCredit(_ text: String) -> String? {
    let code = Array(text.utf8)
    guard code.count == 18 else { return nil }
    var sum = 0
    var weight = 1
    for byte in code.prefix(17) {
      guard let value = creditAlphabet.firstIndex(of: byte) else { return nil }
      sum += value * weight
      weight = weight * 3 % 31
    }
    guard creditAlphabet[(31 - sum % 31) % 31] == code[17] else { return nil }
    return string(code)
  }

  /// The organisation code inside a unified social credit code, characters 9 to 17; `nil` where it is not valid.
  public static func organisation(inSocialCredit code: String) -> String? {
    guard let code = socialCredit(code) else { return nil }
    return organisation(String(code.dropFirst(8).prefix(9)))
  }

  /// The region at registration inside a unified social credit code, characters 3 to 8.
  static func region(inSocialCredit code: String) -> String? {
    guard let code = socialCredit(code) else { return nil }
    return String(code.dropFirst(2).prefix(6))
  }

  /// The check character for eight characters; `nil` where one of them is neither a digit nor a capital letter.
  private static func checkCharacter(ofOrganisation stem: some Collection<UInt8>) -> UInt8? {
    var sum = 0
    for (byte, weight) in zip(stem, [3, 7, 9, 10, 5, 8, 4, 2]) {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): sum += Int(byte - UInt8(ascii: "0")) * weight
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): sum += (Int(byte - UInt8(ascii: "A")) + 10) * weight
      default: return nil
      }
    }
    let check = 11 - sum % 11
    return check == 10 ? UInt8(ascii: "X") : check == 11 ? UInt8(ascii: "0") : UInt8(ascii: "0") + UInt8(check)
  }

  private static let creditAlphabet = Array("0123456789ABCDEFGHJKLMNPQRTUWXY".utf8)

  private static func string(_ bytes: some Sequence<UInt8>) -> String { String(decoding: Array(bytes), as: UTF8.self) }
}

/// An index number (索引号) taken apart: organisation, filing year and month, serial (form.md section 6).
///
/// The form is `ORG/YYYY[MM]-SERIAL`, with `/` or `-` after the organisation; the organisation is a unified social
/// credit code, an organisation code with or without hyphen, or one that lost its leading zero.
public struct IndexNumber: Hashable, Sendable {
  /// The organisation as printed; its check digit may be wrong.
  public let organisation: String
  /// The filing year, mostly the reporting year + 1.
  public let year: Int
  /// The filing month; `nil` where none is printed.
  public let month: Int?
  /// The serial as printed.
  public let serial: String

  /// Reads an index number; `nil` for classification forms that name no organisation, and for anything else.
  public init?(_ printed: String) {
    let text = Array(NameFolding.canonical(printed).utf8)
    for length in [18, 10, 9] {
      guard let candidate = IndexNumber(text, organisationLength: length) else { continue }
      self = candidate
      return
    }
    return nil
  }

  private init?(_ text: [UInt8], organisationLength length: Int) {
    guard text.count > length + 8 else { return nil }
    let separators = [UInt8(ascii: "/"), UInt8(ascii: "-")]
    guard separators.contains(text[length]), Self.isOrganisation(text[..<length]) else { return nil }
    let rest = text[(length + 1)...]
    guard let hyphen = rest.firstIndex(of: UInt8(ascii: "-")) else { return nil }
    let date = rest[..<hyphen]
    let serial = rest[(hyphen + 1)...]
    guard date.count == 4 || date.count == 6, (3...6).contains(serial.count), serial.allSatisfy(Self.isDigit),
      let year = Self.number(date.prefix(4)), (2000...2099).contains(year)
    else { return nil }
    var month: Int?
    if date.count == 6 {
      guard let number = Self.number(date.suffix(2)), (1...12).contains(number) else { return nil }
      month = number
    }
    self.organisation = String(decoding: text[..<length], as: UTF8.self)
    self.year = year
    self.month = month
    self.serial = String(decoding: serial, as: UTF8.self)
  }

  private static func isOrganisation(_ text: ArraySlice<UInt8>) -> Bool {
    let hyphen = UInt8(ascii: "-")
    let isCode: (UInt8) -> Bool = { isDigit($0) || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) }
    switch text.count {
    case 18: return text.allSatisfy(isCode)
    case 10:
      return text[text.startIndex + 8] == hyphen && text.prefix(8).allSatisfy(isCode)
        && text.suffix(1).allSatisfy(isCode)
    case 9:
      if text.allSatisfy(isCode) { return true }
      return text[text.startIndex + 7] == hyphen && text.prefix(7).allSatisfy(isDigit)
        && text.suffix(1).allSatisfy { isDigit($0) || $0 == UInt8(ascii: "X") }
    default: return false
    }
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

  private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
    digits.allSatisfy(isDigit) ? Int(String(decoding: digits, as: UTF8.self)) : nil
  }

  /// The valid organisation code of nine characters; `nil` where a check digit does not fit.
  public var organisationCode: String? {
    organisation.utf8.count == 18
      ? OrganisationCode.organisation(inSocialCredit: organisation) : OrganisationCode.organisation(organisation)
  }

  /// The region at registration, of a valid unified social credit code; `nil` otherwise.
  var registrationRegion: String? { OrganisationCode.region(inSocialCredit: organisation) }
}
