import Foundation
import TestSupport
import Testing

@testable import DocumentReading

@Suite struct RTFTests {
  private static let head =
    #"{\rtf1\ansi\ansicpg936\deff0{\fonttbl{\f0\fnil\fcharset134 \'cb\'ce\'cc\'e5;}}{\colortbl;}"#

  static let cases: [PageCase] = [
    PageCase(
      "bytes of the code page", #"\pard \'b9\'ab\'bf\'aa 12\'cc\'f5\par \'bc\'d7\line\'d2\'d2\par"#,
      ["公开 12条", "甲", "乙"]),
    PageCase("trail bytes that are letters", #"\'81@\'81\'40\par"#, ["丂丂"]),
    PageCase(
      "Unicode with stand-ins", #"\uc2\u20844\'b9\'ab\u24320?\'aa{\uc0\u26465}1\u-10179 \'3f\'3f\u-8704\'3f\'3f2\par"#,
      ["公开条1\u{1F600}2"]),
    PageCase("stand-ins end with the group", #"{\uc1\u20844}ab{\v hidden}{\deleted x}\v y\v0 c\par"#, ["公abc"]),
    PageCase(
      "crossed out", #"12{\strike 7}3{\striked1 8}\strike 9\strike0 4\par {\strike 7}\par \strike 5\plain 6\par"#,
      ["1234", "6"]),
    PageCase(
      "a cell that is crossed out", #"\trowd\cellx1000\cellx2000\pard\intbl a\cell{\strike 12}\cell\row\pard end\par"#,
      ["table 1x2: 0,0=a 0,1=1\u{336}2\u{336}", "end"]),
    PageCase(
      "above and below the line",
      #"12{\super 1}\par 12\super 2\nosupersub 3\par 12{\sub 1}\par {\super 12}\par a\super0 1\par {\super 1}2\par"#,
      ["12¹", "12²3", "12₁", "12", "a1", "1^2"]),
    PageCase(
      "left out",
      #"{\*\generator x;}{\info{\title t}}{\header h\par}{\pict 00ff}{\field{\*\fldinst PAGE}{\fldrslt 7}}{\footnote n}\par"#,
      ["7"]),
    PageCase(
      "labels of lists", #"{\listtext\pard \'d2\'bb\'a1\'a2\tab}\'bc\'d7\par{\listtext \'B7\tab}\'d2\'d2\par"#,
      ["一、\t甲", "·\t乙"]),
    PageCase("signs", #"\~\{\}\\\_8\-\emdash\par a\"# + "\nb", ["\u{A0}{}\\-8—", "a", "b"]),
    PageCase(
      "text boxes", #"{\shp{\*\shpinst\shpleft0{\sp{\sn a}{\sv b}}{\shptxt \pard box\par}}{\shprslt twice}}after\par"#,
      ["box", "after"]),
    PageCase(
      "a table with merges",
      #"\trowd\clvmgf\cellx1000\cellx2000\cellx3000\pard\intbl a\cell b\par c\cell 1\cell\row"#
        + #"\trowd\clvmrg\cellx1005\cellx3000\pard\intbl\cell \cell\row\pard end\par"#,
      ["table 2x3: 0,0(2x1)=a 0,1=b\nc 0,2=1 1,1(1x2)=", "end"]),
    PageCase(
      "a table in a cell",
      #"\trowd\cellx1000\cellx2000\pard\intbl x\par\pard\intbl\itap2 a\nestcell 1\nestcell{\*\nesttableprops\trowd\cellx500"#
        + #"\cellx900\nestrow}{\nonesttables\par}b\nestcell 2\nestcell{\*\nesttableprops\trowd\cellx500\cellx900\nestrow}"#
        + #"\pard\intbl y\cell z\cell\trowd\cellx1000\cellx2000\row\pard end\par"#,
      ["x", "table 2x2: 0,0=a 0,1=1 1,0=b 1,1=2", "y", "z", "end"]),
    PageCase("binary data", #"{\object{\*\objdata \bin3 {{}}}a\par"#, ["a"]),
  ]

  @Test(arguments: cases) func blocks(_ page: PageCase) throws {
    let document = try DocumentReader().read(Array((Self.head + page.page + "}").utf8))
    #expect(document.mediaType == .rtf)
    #expect(describe(document) == page.expected)
    #expect(document.replacedCharacterCount == 0)
    #expect(faults(of: document) == [])
  }

  @Test func whatIsNoReadableDocumentIsSetAside() {
    func failure(_ text: String) -> ReadingFailure? {
      do { _ = try DocumentReader().read(Array(text.utf8)) } catch { return error }
      return nil
    }
    #expect(failure(Self.head + "a\\par") == .malformedContainer)
    #expect(failure(Self.head + "}") == .empty)
    #expect(failure(Self.head + "{\\pict 00}}") == .scannedImage)
    #expect(failure(Self.head + String(repeating: "{", count: 300)) == .limitExceeded)
    #expect(failure(Self.head + "a\\'4") == .malformedContainer)
  }

  @Test func damagedDocumentsFailOrRead() {
    let whole = Array((Self.head + Self.cases.map(\.page).joined() + "}").utf8)
    var readCount = 0
    for seed in 0..<UInt64(3000) {
      var generator = SeededGenerator(seed: seed)
      var damaged = whole
      for _ in 0..<Int.random(in: 1...6, using: &generator) {
        let place = Int.random(in: 5..<damaged.count, using: &generator)
        switch Int.random(in: 0...3, using: &generator) {
        case 0: damaged[place] = UInt8.random(in: 0...255, using: &generator)
        case 1: damaged.remove(at: place)
        case 2: damaged.insert(contentsOf: Array("9999999999999999999".utf8), at: place)
        default: damaged.insert(damaged[Int.random(in: 0..<damaged.count, using: &generator)], at: place)
        }
      }
      if let document = try? DocumentReader().read(damaged) {
        #expect(faults(of: document) == [], "seed \(seed)")
        readCount += 1
      }
    }
    #expect(readCount > 300)
  }
}
