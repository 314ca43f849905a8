import Foundation
import TestSupport
import Testing

@testable import DocumentReading

/// The tokenizer tests of html5lib, where they are there: tokens must be equal, parse errors are not produced.
///
/// What is left out, and why it does not matter here:
/// - inputs with lone surrogates (4): decoded UTF-8 has none;
/// - `xmlViolation.test` (4): asks for what XML cannot hold to be rewritten; nothing here becomes XML.
@Suite struct TokenizerPeerTests {
  static let folder = Fixtures.sharedFolder?.appending(path: "peer-tests/html5lib/tokenizer")

  @Test(.enabled(if: folder != nil, "the html5lib tests are not beside the checkout"))
  func tokensAreThoseOfThePeers() throws {
    let folder = try #require(Self.folder)
    let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
      .filter { $0.pathExtension == "test" && $0.lastPathComponent != "xmlViolation.test" }.sorted { $0.path < $1.path }
    var runCount = 0
    var passCount = 0
    var skipCount = 0
    var failures: [String] = []
    for file in files {
      let object = try JSONSerialization.jsonObject(with: PeerTest.withoutLoneSurrogates(Data(contentsOf: file)))
      let top = try #require(object as? [String: Any])
      for raw in top["tests"] as? [[String: Any]] ?? [] {
        guard let test = PeerTest(raw) else {
          skipCount += 1
          continue
        }
        for state in test.states {
          runCount += 1
          let tokens = test.run(in: state)
          if tokens == test.expected {
            passCount += 1
          } else {
            failures.append("\(file.lastPathComponent) \(test.description) [\(state)]: \(tokens) != \(test.expected)")
          }
        }
      }
    }
    print("html5lib tokenizer tests: \(passCount) of \(runCount) pass, \(skipCount) with lone surrogates left out")
    for failure in failures.prefix(40) { print(failure) }
    #expect(failures.isEmpty)
    #expect(passCount >= 7028)
  }
}

/// One test of the html5lib format.
private struct PeerTest {
  let description: String
  let input: [UInt8]
  let states: [String]
  let lastStartTag: String
  /// Each token as one line of text.
  let expected: [String]

  /// Marks where the file had half of a surrogate pair, which Foundation's JSON reader refuses.
  private static let loneSurrogateMark = "LONE-SURROGATE"

  /// The file with lone surrogate escapes replaced by a mark.
  static func withoutLoneSurrogates(_ data: Data) -> Data {
    let bytes = [UInt8](data)
    var result: [UInt8] = []
    /// The unit of the escape at `index`, if there is one.
    func unit(_ index: Int) -> UInt16? {
      guard index + 6 <= bytes.count, bytes[index] == 0x5C, bytes[index + 1] == 0x75 else { return nil }
      return UInt16(String(decoding: bytes[index + 2..<index + 6], as: UTF8.self), radix: 16)
    }
    var index = 0
    while index < bytes.count {
      var length = bytes[index] == 0x5C ? 2 : 1
      if let first = unit(index) {
        length = 6
        if UTF16.isLeadSurrogate(first), let second = unit(index + 6), UTF16.isTrailSurrogate(second) {
          length = 12
        } else if UTF16.isSurrogate(first) {
          result.append(contentsOf: loneSurrogateMark.utf8)
          index += 6
          continue
        }
      }
      result.append(contentsOf: bytes[index..<min(index + length, bytes.count)])
      index += length
    }
    return Data(result)
  }

  init?(_ raw: [String: Any]) {
    description = raw["description"] as? String ?? ""
    let isEscaped = raw["doubleEscaped"] as? Bool ?? false
    func unescape(_ text: String) -> String? {
      if text.contains(Self.loneSurrogateMark) { return nil }
      return isEscaped ? Self.unescaped(text) : text
    }
    guard let text = unescape(raw["input"] as? String ?? "") else { return nil }
    input = Array(text.replacing("\r\n", with: "\n").replacing("\r", with: "\n").utf8)
    states = raw["initialStates"] as? [String] ?? ["Data state"]
    lastStartTag = raw["lastStartTag"] as? String ?? ""
    var expected: [String] = []
    for token in raw["output"] as? [[Any]] ?? [] {
      var line = token[0] as? String ?? ""
      for part in token.dropFirst() {
        switch part {
        case let text as String:
          guard let text = unescape(text) else { return nil }
          line += "|" + text
        case let attributes as [String: String]:
          var pairs: [String] = []
          for (name, value) in attributes {
            guard let name = unescape(name), let value = unescape(value) else { return nil }
            pairs.append("\(name)=\(value)")
          }
          line += "|" + pairs.sorted().joined(separator: ",")
        case let flag as Bool: line += "|\(flag)"
        default: line += "|nil"
        }
      }
      if token[0] as? String == "Character", let last = expected.last, last.utf8.starts(with: "Character|".utf8) {
        expected[expected.count - 1] += String(decoding: line.utf8.dropFirst("Character|".utf8.count), as: UTF8.self)
      } else {
        expected.append(line)
      }
    }
    self.expected = expected
  }

  /// `\uHHHH` becomes the character; `nil` for half of a pair.
  private static func unescaped(_ text: String) -> String? {
    var units: [UInt16] = []
    var rest = Substring(text)
    while let character = rest.first {
      if rest.hasPrefix("\\u"), let unit = UInt16(rest.dropFirst(2).prefix(4), radix: 16) {
        units.append(unit)
        rest = rest.dropFirst(6)
      } else {
        units.append(contentsOf: String(character).utf16)
        rest = rest.dropFirst()
      }
    }
    return String(validating: units, as: UTF16.self)
  }

  func run(in state: String) -> [String] {
    var tokenizer = HTMLTokenizer()
    tokenizer.followsContentModels = false
    tokenizer.lastStartTagName = Array(lastStartTag.utf8)
    switch state {
    case "RCDATA state": tokenizer.model = .characters
    case "RAWTEXT state": tokenizer.model = .raw
    case "Script data state": tokenizer.model = .script
    case "PLAINTEXT state": tokenizer.model = .plain
    case "CDATA section state": tokenizer.model = .section
    default: tokenizer.model = .markup
    }
    var recorder = TokenRecorder()
    do { try tokenizer.run(input.span, into: &recorder) } catch { return ["\(error)"] }
    return recorder.lines
  }
}

/// Writes each token as one line of text, as the tests expect them.
private struct TokenRecorder: HTMLTokenSink {
  var lines: [String] = []
  private let references = CharacterReferenceReader()

  private mutating func append(_ text: String) {
    if let last = lines.last, last.utf8.starts(with: "Character|".utf8) {
      lines[lines.count - 1] += text
    } else {
      lines.append("Character|" + text)
    }
  }

  private func string(_ range: Range<Int>, _ source: Span<UInt8>, replacesNUL: Bool = true) -> String {
    var bytes: [UInt8] = []
    for index in range { bytes.append(source[index]) }
    let text = String(decoding: bytes, as: UTF8.self)
    return replacesNUL ? text.replacing("\0", with: "\u{FFFD}") : text
  }

  private func name(_ range: Range<Int>, _ source: Span<UInt8>) -> String {
    String(
      decoding: string(range, source).utf8.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }, as: UTF8.self)
  }

  private func value(_ range: Range<Int>, _ source: Span<UInt8>) -> String {
    String(decoding: references.decodedValue(source, range), as: UTF8.self).replacing("\0", with: "\u{FFFD}")
  }

  mutating func text(_ range: Range<Int>, in source: Span<UInt8>, model: HTMLContentModel) {
    append(string(range, source, replacesNUL: model != .markup && model != .section))
  }

  mutating func reference(_ reference: CharacterReference, at start: Int, in source: Span<UInt8>) {
    var bytes: [UInt8] = []
    reference.append(to: &bytes)
    append(String(decoding: bytes, as: UTF8.self))
  }

  mutating func startTag(_ tag: HTMLTag, in source: Span<UInt8>) {
    var attributes: [String: String] = [:]
    for attribute in tag.attributes {
      let name = name(attribute.name, source)
      if attributes[name] == nil { attributes[name] = value(attribute.value, source) }
    }
    let pairs = attributes.map { "\($0.key)=\($0.value)" }.sorted().joined(separator: ",")
    lines.append("StartTag|\(name(tag.name, source))|\(pairs)" + (tag.isSelfClosing ? "|true" : ""))
  }

  mutating func endTag(_ tag: HTMLTag, in source: Span<UInt8>) {
    lines.append("EndTag|\(name(tag.name, source))")
  }

  mutating func comment(_ range: Range<Int>, in source: Span<UInt8>) {
    lines.append("Comment|\(string(range, source))")
  }

  mutating func documentType(_ type: HTMLDocumentType, in source: Span<UInt8>) {
    let name = type.name.map { self.name($0, source) } ?? "nil"
    let publicIdentifier = type.publicIdentifier.map { string($0, source) } ?? "nil"
    let systemIdentifier = type.systemIdentifier.map { string($0, source) } ?? "nil"
    lines.append("DOCTYPE|\(name)|\(publicIdentifier)|\(systemIdentifier)|\(!type.forcesQuirks)")
  }
}
