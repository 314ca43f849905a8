/// What the label stream needs to know about a character of the basic plane, in one look-up.
struct FoldedCharacter {
  /// Bits 0 to 15 the folded form; above them the flags below.
  let bits: UInt32

  static let dropped: UInt32 = 1 << 16
  static let quote: UInt32 = 1 << 17
  /// What a dropped character separates, as the raw value of `Separation`.
  static let separationShift: UInt32 = 18
  /// Whether a reading in Latin letters may begin with it: a letter or an opening bracket.
  static let opensReading: UInt32 = 1 << 21

  /// The form that matching sees.
  @inline(__always)
  var unit: UInt32 { bits & 0xFFFF }
  /// Whether it needs more than being appended.
  @inline(__always)
  var isSpecial: Bool { bits > 0xFFFF }
  @inline(__always)
  var isDropped: Bool { bits & Self.dropped != 0 }
  @inline(__always)
  var isQuote: Bool { bits & Self.quote != 0 }
  @inline(__always)
  var separation: Separation {
    Separation(rawValue: UInt8(truncatingIfNeeded: bits >> Self.separationShift) & 7) ?? .none
  }
  @inline(__always)
  var opensReading: Bool { bits & Self.opensReading != 0 }
}

/// The table of the basic plane; it is made once and lives as long as the process.
struct FoldingTable: @unchecked Sendable {
  private let entries: UnsafePointer<UInt32>
  /// One bit a character: whether matching sees it as it is, which needs no look into the large table.
  private let plain: UnsafePointer<UInt64>

  static let shared = FoldingTable()

  private init() {
    let entries = UnsafeMutablePointer<UInt32>.allocate(capacity: 0x10000)
    let plain = UnsafeMutablePointer<UInt64>.allocate(capacity: 0x10000 / 64)
    plain.initialize(repeating: 0, count: 0x10000 / 64)
    let folded = CharacterFolding.foldedForms()
    for scalar in UInt32(0)...0xFFFF {
      var bits = UInt32(folded[Int(scalar)])
      if CharacterFolding.isSpaceCharacter(scalar) || CharacterFolding.isQuoteCharacter(scalar) {
        bits |= FoldedCharacter.dropped
        if CharacterFolding.isQuoteCharacter(scalar) { bits |= FoldedCharacter.quote }
        bits |= UInt32(Self.separation(scalar).rawValue) << FoldedCharacter.separationShift
      }
      if scalar == 0x28 || scalar == 0xFF08 || scalar.isLatin { bits |= FoldedCharacter.opensReading }
      entries[Int(scalar)] = bits
      if bits == scalar { plain[Int(scalar >> 6)] |= 1 << UInt64(scalar & 63) }
    }
    self.plain = UnsafePointer(plain)
    self.entries = UnsafePointer(entries)
  }

  private static func separation(_ scalar: UInt32) -> Separation {
    switch scalar {
    case 0x0A, 0x0D, 0x2028, 0x2029: .line
    case 0x09: .tab
    default: CharacterFolding.isQuoteCharacter(scalar) || CharacterFolding.hasNoWidth(scalar) ? .none : .space
    }
  }

  /// Whether a character of the basic plane is its own folded form and nothing else.
  @inline(__always)
  func isPlain(_ scalar: UInt32) -> Bool { plain[Int(scalar >> 6)] >> UInt64(scalar & 63) & 1 != 0 }

  /// The entry of a character of the basic plane.
  @inline(__always)
  subscript(scalar: UInt32) -> FoldedCharacter { FoldedCharacter(bits: entries[Int(scalar & 0xFFFF)]) }
}
