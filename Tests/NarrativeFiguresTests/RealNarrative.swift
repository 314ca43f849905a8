import DecimalNumbers
import Foundation
import NarrativeFigures
import TestSupport

/// The hand-read narrative figures of the real reports, and how many of them the extractor finds.
struct RealNarrative {
  /// A fact of the truth file.
  struct Fact: Decodable {
    var doc: String
    var table: String
    var platform: String?
    var channel: String?
    var metric: String
    var value: Double?
    var low: Double?
    var high: Double?
    var qualifier: String?
    var optional: Bool?
    var tableAlt: String?
    var dupOf: String?
    var quoteNorm: String?

    enum CodingKeys: String, CodingKey {
      case doc, table, platform, channel, metric, value, low, high, qualifier, optional
      case tableAlt = "table_alt"
      case dupOf = "dup_of"
      case quoteNorm = "quote_norm"
    }

    /// Whether it may be missed and found without penalty.
    var isFree: Bool { optional == true || dupOf != nil || tableAlt == "none" }

    func holds(_ figure: NarrativeFigure, strictly: Bool) -> Bool {
      let place = figure.table.rawValue
      guard place == table || place == tableAlt else { return false }
      guard figure.platform == (platform ?? channel) else { return false }
      if strictly, figure.metric != metric { return false }
      return same(figure.value, value) && same(figure.low, low) && same(figure.high, high)
    }

    private func same(_ number: DecimalNumber?, _ expected: Double?) -> Bool {
      guard let number, let expected else { return number == nil && expected == nil }
      return Double(number.description) == expected
    }
  }

  struct Document: Decodable {
    var doc: String
    var year: String
    var agency: String?
  }

  struct Truth: Decodable {
    var docs: [Document]
    var facts: [Fact]
  }

  /// Counts of one table.
  struct Score {
    var expected = 0
    var found = 0
    var given = 0
    var right = 0
    var rightMetric = 0
    var recall: Double { expected == 0 ? 1 : Double(found) / Double(expected) }
    var precision: Double { given == 0 ? 1 : Double(right) / Double(given) }
    var metricShare: Double { found == 0 ? 1 : Double(rightMetric) / Double(found) }
  }

  let folder: URL
  let truth: Truth

  init(folder: URL) throws {
    self.folder = folder
    truth = try JSONDecoder().decode(
      Truth.self, from: Data(contentsOf: folder.appending(path: "narrative.truth.json")))
  }

  /// The document's running text, tables cut out; `nil` where a tool for its medium is missing.
  func passages(of document: Document) throws -> [NarrativePassage]? {
    let file = folder.appending(path: document.doc)
    var text: String
    if document.doc.hasSuffix(".pdf") {
      guard let found = pdfText(file) else { return nil }
      text = found
    } else {
      text = String(decoding: try Data(contentsOf: file), as: UTF8.self)
      if document.doc.hasSuffix(".html") { text = strippedOfTags(text) }
    }
    return cut(text).map { passage(text, $0) }
  }

  private func strippedOfTags(_ text: String) -> String {
    var result = ""
    var isTag = false
    for character in text {
      if character == "<" {
        isTag = true
      } else if character == ">" {
        isTag = false
      } else if !isTag {
        result.append(character)
      }
    }
    return result.replacing("&nbsp;", with: " ")
  }

  private func pdfText(_ file: URL) -> String? {
    let tool = URL(filePath: "/usr/bin/pdftotext")
    guard FileManager.default.isExecutableFile(atPath: tool.path) else { return nil }
    let process = Process()
    process.executableURL = tool
    process.arguments = [file.path, "-"]
    let pipe = Pipe()
    process.standardOutput = pipe
    guard (try? process.run()) != nil else { return nil }
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: data, as: UTF8.self)
  }

  /// The ranges outside the tables, by the heads of narrative.md rule 17.
  private func cut(_ text: String) -> [Range<String.Index>] {
    var ranges: [Range<String.Index>] = []
    var rest = text.startIndex..<text.endIndex
    while !rest.isEmpty {
      let heads = [#/第二十条\s*第\s*[（(]一[）)]\s*项/#, #/指标名称\s*计量单位/#]
      guard let start = heads.compactMap({ text[rest].firstMatch(of: $0)?.range.lowerBound }).min() else { break }
      ranges.append(rest.lowerBound..<start)
      let ends = text[start...].firstMatch(of: #/[四五六]、[^。]{0,14}(存在|问题|其他需要)/#)?.range.lowerBound ?? text.endIndex
      rest = ends..<text.endIndex
    }
    ranges.append(rest)
    return ranges.filter { !$0.isEmpty }
  }

  private func passage(_ text: String, _ range: Range<String.Index>) -> NarrativePassage {
    var line = text[..<range.lowerBound].utf8.count { $0 == 0x0A } + 1
    let bytes = Array(text[range].utf8)
    var offsets: [Int32] = [0]
    var numbers = [Int32(line)]
    for (offset, byte) in bytes.enumerated() where byte == 0x0A {
      line += 1
      offsets.append(Int32(offset + 1))
      numbers.append(Int32(line))
    }
    return NarrativePassage(text: bytes, lineOffsets: offsets, lineNumbers: numbers)
  }

  /// Scores all documents; `report` gets a line for every miss.
  func score(_ extractor: NarrativeExtractor, report: (String) -> Void) throws -> [String: Score] {
    var scores = ["microblog": Score(), "engagement": Score()]
    for document in truth.docs {
      guard let passages = try passages(of: document) else { continue }
      let figures = extractor.figures(
        in: passages, context: NarrativeContext(reportYear: Int(document.year), agencyName: document.agency))
      let facts = truth.facts.filter { $0.doc == document.doc }
      var isTaken = [Bool](repeating: false, count: figures.count)
      var isRight = [Bool](repeating: false, count: figures.count)
      for strictly in [true, false] {
        for fact in facts where !fact.isFree {
          if strictly { scores[fact.table]?.expected += 1 }
          if let index = figures.indices.first(where: { !isTaken[$0] && fact.holds(figures[$0], strictly: strictly) }),
            strictly
              || !facts.contains(where: { $0.holds(figures[index], strictly: true) })
                && !figures.indices.contains(where: {
                  isTaken[$0] && fact.holds(figures[$0], strictly: true) && $0 != index
                })
          {
            isTaken[index] = true
            isRight[index] = true
            scores[fact.table]?.found += 1
            if strictly {
              scores[fact.table]?.rightMetric += 1
            } else {
              report("METRIC \(document.doc): \(fact.metric) got \(figures[index].metric) «\(fact.quoteNorm ?? "")»")
            }
          } else if !strictly, !figures.contains(where: { fact.holds($0, strictly: true) }) {
            report(
              "MISSED \(document.doc): \(fact.table) \(fact.platform ?? fact.channel ?? "-") \(fact.metric) \(fact.value.map { "\($0)" } ?? "-") «\(fact.quoteNorm ?? "")»"
            )
          }
        }
      }
      for (index, figure) in figures.enumerated() {
        if facts.contains(where: { $0.isFree && $0.holds(figure, strictly: false) }), !isRight[index] { continue }
        scores[figure.table.rawValue]?.given += 1
        if isRight[index] {
          scores[figure.table.rawValue]?.right += 1
        } else {
          report("FALSE \(document.doc): \(figure.brief) line \(figure.line) «\(figure.quote)» by \(figure.rule)")
        }
      }
    }
    return scores
  }
}
