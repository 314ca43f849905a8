import Glibc
import TestSupport
import Testing

@testable import DocumentReading

/// Encodes text as glibc does.
func encode(_ text: String, as name: String) throws -> [UInt8] {
  let converter = try #require(iconv_open(name, "UTF-8"))
  defer { iconv_close(converter) }
  var input = Array(text.utf8).map { CChar(bitPattern: $0) }
  var output = [CChar](repeating: 0, count: input.count * 4 + 16)
  let written = input.withUnsafeMutableBufferPointer { input in
    output.withUnsafeMutableBufferPointer { output -> Int? in
      var inputPointer = input.baseAddress
      var inputLeft = input.count
      var outputPointer = output.baseAddress
      var outputLeft = output.count
      let result = iconv(converter, &inputPointer, &inputLeft, &outputPointer, &outputLeft)
      return result == Int(bitPattern: UInt.max) ? nil : output.count - outputLeft
    }
  }
  return output[0..<(try #require(written))].map { UInt8(bitPattern: $0) }
}

@Suite struct EncodingTests {
  static let prose = "甲市教育局2020年政府信息公开工作年度报告\n一、总体情况\n全年主动公开信息1100余条，规章0件。\n"

  private func paragraphs(_ document: ReadDocument) -> String {
    describe(document).joined(separator: "\n") + "\n"
  }

  @Test(
    arguments: [
      ("UTF-8", "utf-8", []), ("UTF-8", "utf-8", [0xEF, 0xBB, 0xBF]), ("GB18030", "gb18030", []),
      ("GBK", "gb18030", []),
      ("GB2312", "gb18030", []), ("UTF-16LE", "utf-16le", [0xFF, 0xFE]), ("UTF-16BE", "utf-16be", [0xFE, 0xFF]),
      ("UTF-16LE", "utf-16le", []), ("UTF-16BE", "utf-16be", []),
    ] as [(String, String, [UInt8])])
  func encodingIsFoundFromTheBytes(codec: String, name: String, mark: [UInt8]) throws {
    let document = try DocumentReader().read(mark + encode(Self.prose, as: codec))
    #expect(document.encoding == name)
    #expect(document.replacedCharacterCount == 0)
    #expect(paragraphs(document) == Self.prose)
  }

  @Test(arguments: ["utf-8", "gb2312", "GBK", "gb_2312-80", "x-gbk", "iso-8859-1", "big5", "nonsense"])
  func labelsDecideNothing(label: String) throws {
    let page = "<html><head><meta charset=\"\(label)\"></head><body><p>甲镇年度报告，公开信息十条。</p></body></html>"
    for (codec, name) in [("UTF-8", "utf-8"), ("GB18030", "gb18030")] {
      let document = try DocumentReader().read(encode(page, as: codec))
      #expect(document.encoding == name)
      #expect(document.declaredEncoding == label.lowercased())
      #expect(describe(document) == ["甲镇年度报告，公开信息十条。"])
    }
  }

  @Test(
    arguments: [
      ("<?xml version='1.0' encoding=\"GBK\"?><html><p>a</p>", "gbk"),
      ("<html><META HTTP-EQUIV=Content-Type CONTENT='text/html; Charset = gb2312'><p>a</p>", "gb2312"),
      ("<html><meta name=x content=y><meta charset = utf-8 ><p>a</p>", "utf-8"), ("<html><p>charset=gbk</p>", nil),
      ("<html><meta charset", nil),
    ] as [(String, String?)])
  func declaration(page: String, label: String?) throws {
    #expect(DeclaredEncoding.find(Array(page.utf8).span) == label)
  }

  @Test func fewInvalidBytesAreReplacedAndCounted() throws {
    for (codec, name) in [("UTF-8", "utf-8"), ("GB18030", "gb18030")] {
      var bytes = try encode(String(repeating: Self.prose, count: 20), as: codec)
      bytes.insert(0xFF, at: 0)
      bytes.append(contentsOf: [0x0A, 0xFF, 0x31])
      let document = try DocumentReader().read(bytes)
      #expect(document.encoding == name)
      #expect(document.replacedCharacterCount == 2)
      #expect(paragraphs(document) == "\u{FFFD}" + String(repeating: Self.prose, count: 20) + "\u{FFFD}1\n")
    }
  }

  @Test func textCutInsideACharacter() throws {
    for codec in ["UTF-8", "GB18030"] {
      let bytes = try encode("甲镇年度报告", as: codec)
      let document = try DocumentReader().read(bytes.dropLast())
      #expect(paragraphs(document) == "甲镇年度报\u{FFFD}\n")
      #expect(document.replacedCharacterCount == 1)
    }
  }

  @Test(arguments: 1...3) func textCutInsideAQuadruple(lost: Int) throws {
    let document = try DocumentReader().read(encode("年度报告㐂", as: "GB18030").dropLast(lost))
    #expect(document.replacedCharacterCount == 1)
    #expect(paragraphs(document).hasPrefix("年度报告\u{FFFD}"))
  }

  @Test func charactersBeyondGB2312() throws {
    // 镕 and 喆 are only in GBK, 㐂 in the four-byte part; 0x80 is the euro sign of code page 936.
    let text = "镕喆㐂政府信息公开工作"
    let document = try DocumentReader().read(encode(text, as: "GB18030") + [0x80])
    #expect(paragraphs(document) == text + "€\n")
  }

  @Test func zeroBytesAreReplacedAndCounted() throws {
    let document = try read("共1\0件" + Self.prose)
    #expect(paragraphs(document) == "共1\u{FFFD}件" + Self.prose)
    #expect(document.replacedCharacterCount == 1)
  }

  @Test func surrogatesOfUTF16() throws {
    let document = try DocumentReader().read([0xFF, 0xFE, 0x3D, 0xD8, 0x00, 0xDE, 0x00, 0xD8, 0x41, 0x00, 0x42])
    #expect(describe(document) == ["😀\u{FFFD}A\u{FFFD}"])
    #expect(document.replacedCharacterCount == 2)
  }

  static func failing() throws -> [(String, [UInt8], ReadingFailure)] {
    var noise = SeededGenerator(seed: 1)
    let random = (0..<4000).map { _ in UInt8.random(in: 0...255, using: &noise) }
    let highNoise = (0..<4000).map { _ in UInt8.random(in: 0x80...255, using: &noise) }
    let utf8 = Array(String(repeating: prose, count: 5).utf8)
    let gb = try encode(String(repeating: prose, count: 5), as: "GB18030")
    func replaced(_ keeps: (Unicode.Scalar) -> Bool, by mark: String) -> [UInt8] {
      Array(String(repeating: prose, count: 5).unicodeScalars.map { keeps($0) ? String($0) : mark }.joined().utf8)
    }
    return [
      ("nothing", [], .empty), ("white space", Array(" \r\n\t\u{A0}\u{3000}\u{FEFF}".utf8), .empty),
      ("only a mark", [0xEF, 0xBB, 0xBF], .empty), ("UTF-16 mark and space", [0xFF, 0xFE, 0x20, 0], .empty),
      ("pdf", Array("%PDF-1.7\n".utf8), .malformedContainer), ("zip", Array("PK\u{3}\u{4}".utf8), .malformedContainer),
      ("png", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], .unsupported), ("noise", random, .unsupported),
      ("zero bytes", [UInt8](repeating: 0, count: 100), .unsupported),
      ("noise without control characters", highNoise, .encodingLost),
      ("question marks", replaced({ $0.isASCII }, by: "?"), .encodingLost),
      ("replacement characters", replaced({ $0.isASCII }, by: "\u{FFFD}"), .encodingLost),
      ("replaced twice", replaced({ $0.isASCII }, by: "锟斤拷"), .encodingLost),
      ("UTF-8 read as Latin-1", Array(utf8.map { String(Unicode.Scalar($0)) }.joined().utf8), .encodingLost),
      ("GB18030 read as Latin-1", Array(gb.map { String(Unicode.Scalar($0)) }.joined().utf8), .encodingLost),
      ("half of the bytes gone", utf8.enumerated().filter { $0.offset % 2 == 0 }.map(\.element), .encodingLost),
    ]
  }

  @Test func failures() throws {
    for (name, bytes, failure) in try Self.failing() {
      #expect(throws: failure, "\(name)") { try DocumentReader().read(bytes) }
    }
  }

  @Test func tooLarge() {
    var limits = ReadingLimits()
    limits.documentByteCount = 10
    #expect(throws: ReadingFailure.tooLarge) {
      try DocumentReader(limits: limits).read(Array(repeating: 65, count: 11))
    }
    #expect(throws: Never.self) { try DocumentReader(limits: limits).read(Array(repeating: 65, count: 10)) }
  }

  @Test func validationAgreesWithTheStandardLibrary() {
    var generator = SeededGenerator(seed: 7)
    for _ in 0..<3000 {
      var bytes = Array("a年ß😀\u{7FF}\u{800}\u{FFFF}".utf8)
      for _ in 0..<Int.random(in: 0...4, using: &generator) {
        bytes[Int.random(in: 0..<bytes.count, using: &generator)] = UInt8.random(in: 0...255, using: &generator)
      }
      bytes.removeLast(Int.random(in: 0...3, using: &generator))
      let decoded = Array(String(decoding: bytes, as: UTF8.self).utf8)
      #expect(UTF8Scan.repaired(bytes.span) == decoded)
      #expect((UTF8Scan.survey(bytes.span).invalidCount == 0) == (decoded == bytes))
    }
  }
}
