import DecimalNumbers
import NarrativeFigures
import PipelineRules
import TestSupport
import Testing

/// The rules as the executables carry them, compiled once for all tests.
enum Declared {
  static let yaml = PipelineRules.files.first { $0.name == "narrative.yaml" }?.bytes ?? []
  static let rules = Result { try NarrativeRules(yaml: yaml) }
  static func extractor() throws -> NarrativeExtractor { NarrativeExtractor(rules: try rules.get()) }
}

/// A passage of one text, its lines numbered from 1.
func passage(_ text: String) -> NarrativePassage {
  passage(Array(text.utf8))
}

func passage(_ bytes: [UInt8]) -> NarrativePassage {
  var offsets: [Int32] = [0]
  for (offset, byte) in bytes.enumerated() where byte == 0x0A { offsets.append(Int32(offset + 1)) }
  return NarrativePassage(text: bytes, lineOffsets: offsets, lineNumbers: (1...Int32(offsets.count)).map { $0 })
}

@Suite("Sentences to figures")
struct SentenceTests {
  @Test(
    "every sentence of ours gives exactly its figures",
    arguments: ownSentences + ownPhrasings + ownLists + countedPhrasings + writtenPhrasings)
  func own(sample: SentenceSample) throws {
    let figures = try Declared.extractor().figures(
      in: [passage(sample.text)], context: NarrativeContext(reportYear: 2024))
    #expect(figures.map(\.brief).sorted() == sample.expected.sorted())
  }

  @Test(
    "of the sentences held back at least nine in ten come out exactly",
    arguments: [heldBackSentences, heldBackPhrasings])
  func heldBack(sentences: [SentenceSample]) throws {
    let extractor = try Declared.extractor()
    let right = sentences.filter { sample in
      let figures = extractor.figures(in: [passage(sample.text)], context: NarrativeContext(reportYear: 2024))
      return figures.map(\.brief).sorted() == sample.expected.sorted()
    }
    #expect(right.count * 10 >= sentences.count * 9, "\(right.count) of \(sentences.count)")
  }

  @Test("there are enough sentences, and traps among them, to mean something")
  func coverage() {
    #expect(ownSentences.count >= 150)
    #expect(heldBackSentences.count >= 30 && heldBackPhrasings.count >= 50)
    #expect(ownSentences.count { $0.expected.isEmpty } >= 25)
  }

  /// One sentence with what the brief notation leaves out.
  struct Detail: Sendable {
    var text: String
    var metric: String
    var check: @Sendable (NarrativeFigure) -> Bool
  }

  @Test(
    "period, scope, account, unit and qualifier",
    arguments: [
      Detail(text: "2019年，我局官方微博发布信息30条。", metric: "posts") { $0.period == "2019" && $0.unit == "条" },
      Detail(text: "微博发布信息30条。", metric: "posts") { $0.period == "2024" && $0.qualifier == "exact" },
      Detail(text: "微博粉丝3万人。", metric: "followers") { $0.period == "2024-end" && $0.scope == "stock" },
      Detail(text: "上半年微博发布信息30条。", metric: "posts") { $0.period == "2024-H1" },
      Detail(text: "去年收到申请75件。", metric: "applications_received") { $0.period == nil },
      Detail(text: "上年度收到申请75件。", metric: "applications_received") { $0.period == "2023" },
      Detail(text: "2023年结转申请6件，本年度予以公开5件。", metric: "outcome_granted") { $0.period == "2024" },
      Detail(text: "通过每月一期的简报公开文件54份。", metric: "policy_documents") { $0.period == "2024" },
      Detail(text: "三季度微博发布信息30条。", metric: "posts") { $0.period == "2024-Q3" },
      Detail(text: "前三季度微博发布信息30条。", metric: "posts") { $0.period == "2024" },
      Detail(text: "视频号发布的《渡口》播放量突破20万次。", metric: "video_plays") { $0.scope == "single_event" },
      Detail(text: "微信公众号发布信息60条，其中原创12条。", metric: "original_posts") { $0.scope == "subset" },
      Detail(text: "艺术节期间，抖音号发布短视频12条。", metric: "videos") { $0.scope == "single_event" },
      Detail(text: "微博发布信息60条，其中3条微博阅读量超10万。", metric: "reads") { $0.scope == "single_event" },
      Detail(text: "单条播放量50万次，抖音号总播放量860万次。", metric: "video_plays") { $0.scope == nil },
      Detail(text: "微博累计访问量2.1亿次。", metric: "visits") { $0.scope == "cumulative_or_year" },
      Detail(text: "微博全年累计访问量2.1亿次。", metric: "visits") { $0.scope == nil },
      Detail(text: "“红枫税务”微信公众号推送信息40条。", metric: "posts") { $0.account == "红枫税务" },
      Detail(text: "官方微信“红枫税务”推送信息40条。", metric: "posts") { $0.account == "红枫税务" },
      Detail(text: "“红枫税务”微信公众号、官方微博，微博发布信息40条。", metric: "posts") { $0.account == "红枫税务" },
      Detail(text: "微信公众号推送信息40条。", metric: "posts") { $0.account == nil },
      Detail(text: "未收到政府信息公开申请。", metric: "applications_received") { $0.qualifier == "negated_zero" },
      Detail(text: "办理人大代表建议5件，满意率100%。", metric: "npc_satisfaction_rate") { $0.unit == "percent" },
      Detail(text: "官方微博排名第3名。", metric: "rank") { $0.unit == "rank" && $0.qualifier == "ordinal_exact" },
      Detail(text: "微博回复网友私信不计其数。", metric: "private_message_replies") {
        $0.value == nil && $0.low == nil && $0.qualifier == "countless"
      },
    ])
  func details(detail: Detail) throws {
    let figures = try Declared.extractor().figures(
      in: [passage(detail.text)], context: NarrativeContext(reportYear: 2024))
    let figure = try #require(figures.first { $0.metric == detail.metric }, "\(detail.text): \(figures.map(\.brief))")
    #expect(detail.check(figure), "\(detail.text): \(figure)")
  }

  @Test("a restated figure is given once, equal parts of a list each")
  func restatement() throws {
    let extractor = try Declared.extractor()
    let text = "微博开展直播5场。官方微博5场直播反响良好。主动公开政府信息30条，其中规划类信息10条、财政类信息10条、民生类信息10条。"
    let figures = extractor.figures(in: [passage(text)], context: NarrativeContext(reportYear: 2024))
    #expect(figures.count { $0.metric == "live_sessions" } == 1)
    #expect(figures.count { $0.metric == "info_disclosed" && $0.value == DecimalNumber(10) } == 3)
  }

  @Test("equal numbers of two accounts are two figures")
  func twoAccounts() throws {
    let text = "“北岭发布”公众号推送信息90条。“北岭教育”公众号推送信息90条。"
    let figures = try Declared.extractor().figures(in: [passage(text)], context: NarrativeContext(reportYear: 2024))
    #expect(figures.map(\.account) == ["北岭发布", "北岭教育"])
  }

  @Test("a heading that is a passage of its own still names the topic")
  func headingPassage() throws {
    let figures = try Declared.extractor().figures(
      in: [passage("（二）依申请公开情况"), passage("予以公开5件，不予公开2件。")], context: NarrativeContext(reportYear: 2024))
    #expect(figures.map(\.brief) == ["e - outcome_granted 5", "e - outcome_denied 2"])
  }

  @Test("several passages are read in order, each with its own lines")
  func severalPassages() throws {
    var second = passage("\n微信公众号推送信息8条。")
    second.lineNumbers = second.lineNumbers.map { $0 + 40 }
    let figures = try Declared.extractor().figures(
      in: [passage("微博发布信息7条。"), second], context: NarrativeContext(reportYear: 2024))
    #expect(figures.map(\.line) == [1, 42])
    #expect(figures.map(\.passage) == [0, 1])
  }
}

@Suite("Real narrative")
struct RealNarrativeTests {
  @Test(
    "precision, recall and metric codes reach the targets",
    .enabled(if: Fixtures.sharedFolder != nil, "no shared folder"))
  func targets() throws {
    let folder = try #require(Fixtures.sharedFolder).appending(path: "real")
    var misses: [String] = []
    let scores = try RealNarrative(folder: folder).score(try Declared.extractor()) { misses.append($0) }
    let list = misses.joined(separator: "\n")
    let microblog = try #require(scores["microblog"])
    let engagement = try #require(scores["engagement"])
    #expect(microblog.expected >= 40 && engagement.expected >= 130)
    #expect(microblog.precision >= 0.98, "\(microblog)\n\(list)")
    #expect(microblog.recall >= 0.95, "\(microblog)\n\(list)")
    #expect(engagement.precision >= 0.97, "\(engagement)\n\(list)")
    #expect(engagement.recall >= 0.85, "\(engagement)\n\(list)")
    #expect(engagement.metricShare >= 0.95, "\(engagement)\n\(list)")
  }

  @Test(
    "every quote is a slice of its passage at the line given",
    .enabled(if: Fixtures.sharedFolder != nil, "no shared folder"))
  func quotes() throws {
    let real = try RealNarrative(folder: try #require(Fixtures.sharedFolder).appending(path: "real"))
    for document in real.truth.docs {
      guard let passages = try real.passages(of: document) else { continue }
      for figure in try Declared.extractor().figures(
        in: passages, context: NarrativeContext(reportYear: Int(document.year)))
      {
        expectQuoted(figure, in: passages)
      }
    }
  }
}

/// The quote is the passage's own bytes, and its line that of its first byte.
func expectQuoted(_ figure: NarrativeFigure, in passages: [NarrativePassage]) {
  let source = passages[figure.passage]
  #expect(Array(figure.quote.utf8) == Array(source.text[figure.range]))
  #expect(!figure.quote.isEmpty)
  let lineFeeds = source.text[..<figure.range.lowerBound].count { $0 == 0x0A }
  #expect(figure.line == Int(source.lineNumbers[0]) + lineFeeds, "\(figure.quote)")
}
