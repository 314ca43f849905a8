/// Phrasings of our own for classes found by writing sentences as reports have them, and looking at what came of each.
let writtenPhrasings: [SentenceSample] = [
  // A single post is no count of posts; what it reached is an event.
  .init("官方微信推文1篇阅读量突破10万。", "m wechat reads 100001..199999"),
  .init("发布的1篇推文阅读量突破10万+，全年官方微信发布推文312篇。", "m wechat posts 312"),
  .init("微信公众号发布推文312篇总阅读量35万次。", "m wechat posts 312", "m wechat reads 345000..354999"),
  // Growth from a year in digits; the first number is that of the year before.
  .init("微信公众号粉丝数由2021年底的3.2万人增长到4.5万人。", "m wechat followers 44500..45499"),
  .init("官方微博关注人数从2021年的9500人增加至1.23万人。", "m weibo followers 12250..12349"),
  .init("微信公众号粉丝数量从年初的8560人增长至年末的12350人。", "m wechat followers 12350"),
  .init("全年新增微信粉丝5600人。"),
  // Accounts of each of several platforms.
  .init("开通政务微博、微信公众号各1个。", "m weibo accounts 1", "m wechat accounts 1"),
  .init("开设微博、微信公众号、抖音账号各2个。", "m weibo accounts 2", "m wechat accounts 2", "m douyin accounts 2"),
  .init("关停微博、微信公众号各1个。"),
  // What came in was not answered yet.
  .init("全年收到网民留言256条，答复255条。"),
  .init("收到并答复网民留言20条，办理网络问政32件。", "e - messages_answered 20", "e - messages_answered 32"),
  .init("收到留言数量125条，办结留言数量120条，公开答复数量98条。", "e - messages_answered 120"),
  .init("在线访谈期数4期，网民留言数量36条。", "e - online_interviews 4"),
  // A verb of its own makes a part none of what was published before.
  .init(
    "全年公开规范性文件5件，废止规范性文件3件，修改规范性文件1件。", "e - normative_documents_disclosed 5"),
  .init("解读信息发布总数45条，媒体评论文章数量5篇。", "e - policy_interpretations 45"),
  // Issues of what is counted next.
  .init("微信公众号推送图文236期、信息890条。", "m wechat posts 890"),
  // A total behind the parts is of all of them.
  .init(
    "全年发布信息4560条，其中微博1860条，微信1560条，客户端1140条，总阅读量2300万次。", "e - info_disclosed 4560", "m weibo posts 1860",
    "m wechat posts 1560", "m app posts 1140", "m new_media reads 22995000..23004999"),
  .init(
    "全年发布信息2600条，其中微博1100条，微信1500条，粉丝3万人。", "e - info_disclosed 2600", "m weibo posts 1100",
    "m wechat posts 1500", "m wechat followers 25000..34999"),
  // Loudspeakers are no media.
  .init("微信公众号发布信息56条，村村响广播1200余次。", "m wechat posts 56"),
  .init("制作发布短视频86条，通过官方抖音号推送。"),
  // The noun of a count stands for the unit.
  .init("全年公开政府信息条数1256。", "e - info_disclosed 1256"),
  .init("微信公众号发文数量312，粉丝数3000。", "m wechat posts 312", "m wechat followers 3000"),
  .init("抖音号发布视频数26，微博发文量：1200。", "m douyin videos 26", "m weibo posts 1200"),
  .init(
    "举办新闻发布会总次数（次）3，解读材料数量（单位：条）：12。", "e press press_conferences 3", "e - policy_interpretations 12"),
  .init("回应热点数（不同方式回应同一热点计1次）。"),
  .init("政府信息公开目录数量25，公开信息占比数85。"),
  .init("全年接待咨询人次数86，2022年公开政府信息数量2023年公开。"),
]
