/// The two forms of a printed name: the canonical one that is stored, and the folded one that is compared.
///
/// The canonical form is NFKC as far as names of agencies need it (full-width forms, radicals and compatibility
/// ideographs) without white space, zero-width and control characters. The folded form also has simplified
/// characters; it has as many bytes as the canonical form.
public enum NameFolding {
  /// The canonical form of a printed name; empty where nothing is left.
  public static func canonical(_ printed: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in printed.unicodeScalars {
      switch scalar.value {
      case 0x4E00..<0xA000: result.append(scalar)
      case 0xFF01...0xFF5E:
        if let ordinary = Unicode.Scalar(scalar.value - 0xFEE0) { result.append(ordinary) }
      case 0x2E80...0x2FDF, 0xF900...0xFADF: result.append(ordinaryIdeograph(scalar))
      case 0x00AD, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x206F, 0xFEFF, 0xFFFC, 0xFFFD: break
      default:
        if scalar.properties.isWhitespace || scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value) { continue }
        result.append(scalar)
      }
    }
    return String(result)
  }

  /// The UTF-8 bytes of a canonical name with traditional characters folded to simplified ones.
  public static func folded(_ canonical: String) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(canonical.utf8.count)
    for scalar in canonical.unicodeScalars {
      var value = scalar.value
      if ideographs.contains(value) {
        let simple = simplified[Int(value - ideographs.lowerBound)]
        if simple != 0 { value = UInt32(simple) }
        bytes.append(0xE0 | UInt8(value >> 12))
        bytes.append(0x80 | UInt8(value >> 6 & 0x3F))
        bytes.append(0x80 | UInt8(value & 0x3F))
      } else {
        bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
      }
    }
    return bytes
  }

  private static func ordinaryIdeograph(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    for run in NameFoldingTables.compatibility where scalar.value >= run.first {
      let offset = Int(scalar.value - run.first)
      let characters = run.ordinary.unicodeScalars
      if let place = characters.index(characters.startIndex, offsetBy: offset, limitedBy: characters.endIndex),
        place < characters.endIndex
      {
        return characters[place]
      }
    }
    return scalar
  }

  /// The ideographs in common use, all of three bytes.
  private static let ideographs: Range<UInt32> = 0x4E00..<0xA000

  /// The simplified character of each ideograph; 0 where it is its own.
  private static let simplified: [UInt16] = {
    var table = [UInt16](repeating: 0, count: ideographs.count)
    var traditional: UInt32?
    for scalar in NameFoldingTables.traditional.unicodeScalars {
      if let key = traditional {
        if ideographs.contains(key), ideographs.contains(scalar.value) {
          table[Int(key - ideographs.lowerBound)] = UInt16(scalar.value)
        }
        traditional = nil
      } else {
        traditional = scalar.value
      }
    }
    return table
  }()
}
