/// The Chinese numerals of form.md section 5.
enum HanNumeral {
  /// 几, an unknown digit.
  static let several: UInt32 = 0x51E0
  /// 数, an unknown digit before a place, as in 数百.
  static let some: UInt32 = 0x6570
  /// 上, as in 上百.
  static let upTo: UInt32 = 0x4E0A

  /// The value of a digit; `nil` for anything else.
  static func digit(_ scalar: UInt32) -> Int64? {
    switch scalar {
    case 0x3007, 0x96F6, 0x25CB: 0
    case 0x4E00: 1
    case 0x4E8C, 0x4E24, 0x4FE9: 2
    case 0x4E09: 3
    case 0x56DB: 4
    case 0x4E94: 5
    case 0x516D: 6
    case 0x4E03: 7
    case 0x516B: 8
    case 0x4E5D: 9
    default: nil
    }
  }

  /// The value of a place: 十 百 千 万 亿 廿; `nil` for anything else.
  static func place(_ scalar: UInt32) -> Int64? {
    switch scalar {
    case 0x5341: 10
    case 0x767E: 100
    case 0x5343: 1000
    case 0x4E07, 0x842C: 10_000
    case 0x4EBF, 0x5104: 100_000_000
    case 0x5EFF: 20
    default: nil
    }
  }
}
