/// Sentences of our own for lists of accounts and of published things, issues beside items, and places that own accounts.
let ownLists: [SentenceSample] = [
  // A library's name before its account is no place of its own.
  .init("县档案馆微信公众号关注人数8210人，推送图文95篇。", "m wechat followers 8210", "m wechat posts 95"),
  .init("区广播电视台“柳湾视听”抖音号发布短视频66条。", "m douyin videos 66"),
  // Issues are not items.
  .init(
    "“柳湾之声”公众号编发信息61期244条，其中动态类150条、政策类94条。", "m wechat posts 244", "m wechat posts_by_topic 150",
    "m wechat posts_by_topic 94"),
  .init("微信公众号推送微信信息52期、208条。", "m wechat posts 208"),
  .init("微信公众号推送信息52期。", "m wechat posts 52"),
  .init("“柳湾之声”微信公众号推送61期，共刊发信息244条。", "m wechat posts 244"),
  .init("官方微信推送图文信息61次、244篇。", "m wechat posts 244"),
  // Behind a list of accounts all of them are meant, behind one account that one.
  .init("有政务微博4个、微信公众号9个，全年发布信息5300条。", "m weibo accounts 4", "m wechat accounts 9", "m new_media posts 5300"),
  .init("有微信公众号9个，全年发布信息5300条。", "m wechat accounts 9", "m wechat posts 5300"),
  .init(
    "共发布政务信息900条，其中微博400条、微信300条、抖音200条，阅读量总计66000次。", "e - info_disclosed 900", "m weibo posts 400",
    "m wechat posts 300", "m douyin posts 200", "m new_media reads 66000"),
  .init(
    "微信公众号发布稿件31篇，抖音号发布短视频8条，全网总阅读量9.5万。", "m wechat posts 31", "m douyin videos 8", "m new_media reads 94500..95499"),
  // Closed and kept.
  .init(
    "注销新媒体账号3个（其中微博1个、微信公众号2个）。现有微信公众号7个。", "m new_media accounts_closed 3",
    "m weibo accounts_closed 1", "m wechat accounts_closed 2", "m wechat accounts 7"),
  .init("关停微信公众号2个，全镇在运维政务新媒体5个。", "m wechat accounts_closed 2", "m new_media accounts 5"),
  // Things that are named by what they are.
  .init("微信公众号推送防汛知识31篇、工作动态120篇，官方微博发布天气预警88条。", "m wechat posts 31", "m wechat posts 120", "m weibo posts 88"),
  .init("全年公开工作动态61条、公示公告19条、财政信息7条。", "e - info_disclosed 61", "e - info_disclosed 19", "e - info_disclosed 7"),
  .init(
    "县政府网站公开机构职能2条、政策文件5条、通知公告41条。", "e website website_posts 2", "e - policy_documents 5", "e website website_posts 41"
  ),
  .init("依申请公开事项较多，新闻发布工作有序开展。"),
  .init("清理过期信息77条。"),
  .init("及时调整公开目录23条，推出便民服务举措20条。"),
  .init("微信公众号阅读量10w+，粉丝3.2w。", "m wechat reads 100000..", "m wechat followers 31500..32499"),
  .init("微博收听人数3.6万人。", "m weibo followers 35500..36499"),
  .init("网站编发信息230条，其中图片新闻40条。", "e website website_posts 230", "e website website_posts 40"),
  .init("县级媒体刊发稿件17篇。", "e press media_posts 17"),
  // A sentence that only names the platform heads the next one.
  .init("一是门户网站。全年发布各类信息712条。二是政务微信。全年发布信息208条。", "e website website_posts 712", "m wechat posts 208"),
  // Means, milestones, plays without a unit, other forms of interpretation.
  .init("微信公众号平均阅读量830次，粉丝总量突破20万大关。", "m wechat followers 200001..299999"),
  .init("抖音直播7场，观看人数9.3万。", "m douyin live_sessions 7", "m douyin live_views 92500..93499"),
  .init(
    "发布政策解读30条，其中文字解读14条，图片解读11条以及动漫解读5条。", "e - policy_interpretations 30", "e - policy_interpretations 14",
    "e - policy_interpretations 11", "e - policy_interpretations 5"),
  .init("政策解读稿件发布数9篇。", "e - policy_interpretations 9"),
  .init("常务会议图解信息6条。", "e - meeting_infographics 6"),
  .init("编发《政府公报》4期，解答群众来访咨询90人次。", "e other bulletin_issues 4", "e - consultations_answered 90"),
  .init("“政务开放日”活动3场。", "e - public_interaction_sessions 3"),
  .init(
    "开通微博、抖音号、快手号，分别发布短视频5条、8条、4条。", "m weibo videos 5", "m douyin videos 8", "m kuaishou videos 4"),
  .init("依托“柳湾号”“头条号”“百家号”等平台发布稿件71篇。", "m new_media posts 71"),
  .init("“柳湾110”微博发布警情通报、防范提示等215条。", "m weibo posts 215"),
  // Applications.
  .init(
    "从办理结果看，予以公开6件；部分公开2件；不予公开1件；无法提供4件。", "e - outcome_granted 6", "e - outcome_partial 2", "e - outcome_denied 1",
    "e - outcome_unavailable 4"),
  .init(
    "受理信息公开申请4件，自然人3件，法人1件，结转至下一年度办理1件。", "e - applications_received 4", "e - applications_by_applicant 3",
    "e - applications_by_applicant 1", "e - applications_carried_forward 1"),
  .init("全年未制发行政规范性文件。", "e - normative_documents_issued 0"),
]
