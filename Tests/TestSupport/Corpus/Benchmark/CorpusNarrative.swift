/// Invented running text of the length that reports have: most sentences without a figure, some with several.
enum CorpusNarrative {
  /// Three lists of paragraphs, about `byteCount` bytes together.
  static func paragraphs(ofBytes byteCount: Int, _ generator: inout SeededGenerator) -> [[String]] {
    [(0, byteCount * 6 / 10), (1, byteCount * 3 / 10), (2, byteCount / 10)].map { part, size in
      var paragraphs: [String] = []
      var length = 0
      while length < size {
        var paragraph = ""
        for _ in 0..<Int.random(in: 2...6, using: &generator) {
          let hasFigures = part == 0 && Int.random(in: 0..<4, using: &generator) == 0
          let source = hasFigures ? withFigures : part == 1 ? problems : plain
          paragraph += filled(source.randomElement(using: &generator) ?? "", &generator)
        }
        length += paragraph.utf8.count
        paragraphs.append(paragraph)
      }
      return paragraphs
    }
  }

  /// A sentence with its places filled: `#` a number, `$` a matter, `%` an office, `&` an adverb.
  private static func filled(_ sentence: String, _ generator: inout SeededGenerator) -> String {
    var result = ""
    for character in sentence {
      switch character {
      case "#":
        let limit = [9, 60, 400, 9000].randomElement(using: &generator) ?? 9
        result += String(Int.random(in: 1...limit, using: &generator))
      case "$": result += matters.randomElement(using: &generator) ?? ""
      case "%": result += offices.randomElement(using: &generator) ?? ""
      case "&": result += adverbs.randomElement(using: &generator) ?? ""
      default: result.append(character)
      }
    }
    return result
  }

  private static let matters = [
    "乡村道路养护", "农田水利设施", "危房改造补助", "老年人体检", "村级财务收支", "森林防火值守", "河道清淤", "茶园病虫防治", "校车路线调整",
    "冬季取暖保障", "集市搬迁安置", "饮用水源保护", "村卫生室药品采购", "粮食收购价格", "残疾人辅具申领", "廉租住房分配", "文化礼堂开放", "春耕农资调运",
  ]
  private static let offices = [
    "党政综合办", "财政所", "农业服务站", "民政事务窗口", "便民服务大厅", "水利管理站", "规划建设办", "文化站", "林业工作站", "应急值班室",
  ]
  private static let adverbs = ["稳步", "持续", "逐项", "及时", "认真", "全面", "按月", "主动", "规范", "深入"]

  private static let plain = [
    "围绕$这一群众关心的话题，%&整理办事指南并在栏目首页醒目位置刊登，方便村民随时查看。",
    "%牵头&修订信息发布审核流程，明确拟稿、初审、复核和签发各环节的责任人，做到先审后发。",
    "对$方面的政策，采取图表、问答、短文等多种形式&解读，让老百姓看得懂、用得上。",
    "我们把公开工作与日常业务一同部署、一同检查，由%&汇总各村报送的材料。",
    "依托村务公开墙和大喇叭广播，将$的标准、对象和结果&告知村民，接受监督。",
    "在办理群众来信来访过程中，%&听取意见，凡涉及$的事项均当面说明依据。",
    "组织经办人员学习条例条文和典型案例，&提高依法办理答复的能力和水平。",
    "结合机构改革调整目录设置，把$归入重点领域，由%&维护，确保栏目内容准确。",
    "坚持以公开为常态、不公开为例外的原则，&梳理$的公开事项，压实%的主体责任。",
    "为保护个人隐私，公示$名单时对身份证号码和银行账号&作遮挡处理。",
    "%会同各行政村&排查错敏信息，对失效链接、空白栏目逐一登记并限期改正。",
    "镇里把政务公开纳入年终评议，评议结果作为评先评优的依据，%&督促落实。",
    "群众可以通过窗口、电话、信函等方式了解$的办理进度，%&给予答复。",
    "按照上级部署，%&完善$领域基层标准目录，规范公开内容、时限和方式。",
  ]
  private static let withFigures = [
    "通过镇政府网站发布各类信息#条，其中$类信息#条，工作动态#条。", "微信公众号推送文章#篇，累计阅读量#次，粉丝#人。",
    "全年召开新闻发布会#次，举办政民互动活动#场，参加群众#人次。", "收到县长信箱来信#件，按期办结#件，满意率达#%。",
    "共受理咨询电话#人次，接待来访#人次，回复网上留言#条。", "政务微博发布博文#条，其中原创#条，转发评论#次。",
    "围绕$组织培训#期，参训人员#人次。", "制作$政策解读材料#篇，其中图解#个，视频#部。",
    "办理人大代表建议#件、政协委员提案#件，办复率100%。", "编印并发放$宣传手册#份，张贴公告#张。",
    "抖音号发布短视频#条，播放量#次，点赞#次。", "公开财政预决算信息#条，公开$信息#条。",
  ]
  private static let problems = [
    "一是$信息更新不够快，个别村报送材料滞后，影响公开的时效。", "二是解读形式较为单一，对$的说明仍以文字为主，互动不足。",
    "三是经办人员流动较大，新到岗同志对条例掌握不够全面，业务能力有待提升。", "下一步，%将&改进工作，逐月通报$信息的报送情况。",
    "今后将加强与县直部门的沟通，由%统一口径，避免同一事项说法不一。", "继续拓宽渠道，在集镇、车站等处增设查阅点，方便群众了解$。",
    "针对上述问题，镇里专门开会研究，要求%拿出整改清单并&推进。",
  ]
}
