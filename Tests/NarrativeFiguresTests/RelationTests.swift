import NarrativeFigures
import Testing
import WorkLimits

@Suite("Parts and shares")
struct RelationTests {
  /// A text with its lists as `whole = part + part`, a mark behind complete ones, and its shares as `part of whole`.
  struct Sample: Sendable, CustomStringConvertible {
    var text: String
    var lists: [String]
    var shares: [String] = []
    var description: String { text }
  }

  static let samples = [
    Sample(text: "公开信息50条，其中政策类20条、动态类25条。", lists: ["50 = 20 + 25"]),
    Sample(text: "公开信息50条，其中政策类20条、其他30条。", lists: ["50 = 20 + 30 whole"]),
    Sample(
      text: "公开信息50条，其中政策类20条（含规范性文件类信息4条），其他30条。", lists: ["50 = 20 + 30 whole", "20 = 4"]),
    Sample(text: "公开信息50条，其中政策类20条，被上级网站采用5条，其他25条。", lists: ["50 = 20 + 25"]),
    Sample(
      text: "受理申请40件，其中自然人申请30件，占75%；企业申请10件，占比25%。", lists: ["40 = 30 + 10"],
      shares: ["75 of 30 in 40", "25 of 10 in 40"]),
    Sample(text: "公开信息50条，其中政策类20条（占40%）。", lists: ["50 = 20"], shares: ["40 of 20 in 50"]),
    Sample(text: "公开信息50条，其中政策类20条；全年公开各类信息91条，其中通知类信息60条。", lists: ["50 = 20", "91 = 60"]),
    Sample(
      text: "政务新媒体9个，其中微信公众号6个、微博3个。", lists: ["9 = 6 + 3"]),
    Sample(text: "公开信息50条，其中政策类20条，占全市发布量的3%。", lists: ["50 = 20"]),
    Sample(text: "公开信息50条，其中政策类20条，同比增长12%。", lists: ["50 = 20"]),
    Sample(text: "微博发布信息50条，梳理各类文件91件，其中通知类文件60件。", lists: []),
    Sample(text: "公开信息50条，增长12%，其中政策类20条。", lists: ["50 = 20"]),
    Sample(text: "公开信息50条。微博发布信息20条，占40%。", lists: []),
    Sample(text: "公开信息50条，微博发布信息20条。", lists: []),
    Sample(text: "公开信息50条，其中包括多种内容。微博发布信息20条。", lists: []),
  ]

  @Test("parts know their whole, shares their part", arguments: samples)
  func relations(sample: Sample) throws {
    var room = NarrativeRoom()
    let figures = try Declared.extractor().figures(
      in: [passage(sample.text)], context: NarrativeContext(reportYear: 2024), deadline: .none, room: &room)
    func value(_ index: Int) -> String { figures[index].value?.description ?? "" }
    #expect(
      room.relations.lists.map { list in
        "\(value(list.whole)) = \(list.parts.map(value).joined(separator: " + "))\(list.isComplete ? " whole" : "")"
      } == sample.lists)
    #expect(
      room.relations.shares.map { "\($0.percent) of \(value($0.part)) in \(value($0.whole))" } == sample.shares)
  }

  @Test("a room that is used again keeps no relations, and indices hold over passages and restated wholes")
  func rooms() throws {
    let extractor = try Declared.extractor()
    var room = NarrativeRoom()
    let context = NarrativeContext(reportYear: 2024)
    let texts = ["公开信息50条。", "微博发布信息7条。", "公开信息50条，其中政策类20条，占40%。"]
    let figures = extractor.figures(in: texts.map { passage($0) }, context: context, deadline: .none, room: &room)
    #expect(figures.map(\.brief) == ["e - info_disclosed 50", "m weibo posts 7", "e - info_disclosed 20"])
    #expect(room.relations.lists.map(\.whole) == [0], "the whole is the figure that was told first")
    #expect(room.relations.lists.map(\.parts) == [[2]])
    #expect(room.relations.shares.map(\.line) == [1])
    _ = extractor.figures(in: [passage("微博发布信息7条。")], context: context, deadline: .none, room: &room)
    #expect(room.relations == NarrativeRelations())
  }
}
