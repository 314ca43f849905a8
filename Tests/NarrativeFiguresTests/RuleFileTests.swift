import Foundation
import NarrativeFigures
import Testing

@Suite("Rule file")
struct RuleFileTests {
  @Test("the declared rules are sound, and give codes of both tables")
  func sound() throws {
    #expect(NarrativeRules.validate(yaml: Declared.yaml).isEmpty)
    let codes = try Declared.rules.get().metricCodes
    #expect(codes.contains { $0.table == .microblog && $0.code == "posts" })
    #expect(codes.contains { $0.table == .engagement && $0.code == "applications_received" })
  }

  /// The declared rules with one piece of text replaced.
  private func changed(_ old: String, _ new: String) throws -> [UInt8] {
    let text = String(decoding: Declared.yaml, as: UTF8.self)
    let range = try #require(text.firstRange(of: old), "\(old) is gone from the rules")
    return Array(text.replacingCharacters(in: range, with: new).utf8)
  }

  @Test(
    "mistakes are found, with place and line",
    arguments: [
      ("kind: website", "kind: webs1te", "kind"),
      ("table: microblog", "table: microblogs", "table"),
      ("subject: website", "subject: websites", "subject"),
      ("topic: video", "topic: videos", "topic"),
      ("bare: true", "bare: maybe", "bare"),
      ("stock: true", "stok: true", "unknown key stok"),
      ("code: original_posts", "code: Original Posts", "lower-case"),
      ("[原创文章,", "[原创文章#信息#,", "two quantities"),
      ("[原创文章,", "[原创文章, 原创文章,", "twice"),
      ("reach: paragraph", "reach: page", "reach"),
      ("version: 3", "version: 3\nextra: 1", "unknown key extra"),
      ("verb: own", "verb: shared", "verb"),
      ("default_platform: new_media", "default_platform: nowhere", "no platform"),
    ])
  func mistakes(old: String, new: String, message: String) throws {
    let problems = NarrativeRules.validate(yaml: try changed(old, new))
    #expect(problems.contains { $0.description.contains(message) && $0.line != nil }, "\(problems)")
  }

  @Test("what is no rule file is refused", arguments: ["", "- a", "a: [", "metrics: 3", "version: 2"])
  func refused(text: String) {
    #expect(throws: RuleFileError.self) { try NarrativeRules(yaml: Array(text.utf8)) }
  }

  @Test("a new platform and a new metric need no code")
  func extended() throws {
    let platform = try changed(
      "  - code: xiaohongshu", "  - code: zhihu\n    kind: social\n    aliases: [知乎账号, 知乎]\n  - code: xiaohongshu")
    let both = String(decoding: platform, as: UTF8.self).replacing(
      "  # ---- microblog\n",
      with:
        "  - code: answers\n    table: microblog\n    units: [个, 条]\n    subject: social\n    patterns: [发布回答, 回答提问]\n")
    let extractor = NarrativeExtractor(rules: try NarrativeRules(yaml: Array(both.utf8)))
    let figures = extractor.figures(
      in: [passage("知乎账号发布回答36个，粉丝2100人。")], context: NarrativeContext(reportYear: 2024))
    #expect(figures.map(\.brief) == ["m zhihu answers 36", "m zhihu followers 2100"])
  }

  @Test("the trace names the rule of a figure and the reason where there is none")
  func trace() throws {
    let traces = try Declared.extractor().trace(
      of: passage("微博发布信息30条，同比增长12条，参会人员9名。"), context: NarrativeContext(reportYear: 2024))
    #expect(traces.map(\.text) == ["30条", "12条", "9名"])
    #expect(traces[0].figures.first?.rule.hasPrefix("microblog.posts: ") == true)
    #expect(traces[1].figures.isEmpty && traces[1].reason.contains("change"))
    #expect(!traces[2].reason.isEmpty)
  }
}
