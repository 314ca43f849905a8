/// Sentences written before the rules and never used to tune them.
///
/// What they score is what a report nobody has seen may expect. A failing sentence here is counted, not mended; move it
/// to `ownSentences` first, and write a new one.
let heldBackSentences: [SentenceSample] = [
  .init("2022年，“云溪气象”官方微博发布信息1863条，粉丝数达4.7万人。", "m weibo posts 1863", "m weibo followers 46500..47499"),
  .init("局微信公众号“安平民政”全年推送文章426篇，总阅读量38.2万次。", "m wechat posts 426", "m wechat reads 381500..382499"),
  .init(
    "“临河发布”抖音号共发布短视频215条，播放量突破1200万次，点赞36.5万次。", "m douyin videos 215",
    "m douyin video_plays 12000001..12999999", "m douyin likes 364500..365499"),
  .init("快手账号累计发布作品88个，粉丝2.3万。", "m kuaishou videos 88", "m kuaishou followers 22500..23499"),
  .init("今日头条号全年发布信息530余条。", "m toutiao posts 531..539"),
  .init("全县在运维政务新媒体账号46个，年内关停注销7个。", "m new_media accounts 46", "m new_media accounts_closed 7"),
  .init("视频号更新作品64条，累计播放量9.8万次。", "m wechat_channels videos 64", "m wechat_channels video_plays 97500..98499"),
  .init(
    "本年度共受理政府信息公开申请53件，其中自然人申请49件、法人或其他组织申请4件。", "e - applications_received 53",
    "e - applications_by_applicant 49", "e - applications_by_applicant 4"),
  .init(
    "全年新收依申请公开12件，上年结转1件，办结13件，无结转下年度办理件。", "e - applications_received 12",
    "e - applications_carried_in 1", "e - applications_processed 13", "e - applications_carried_forward 0"),
  .init(
    "其中，依申请公开答复21件：予以公开9件，部分公开3件，不予公开2件，无法提供6件，不予处理1件。",
    "e - applications_processed 21", "e - outcome_granted 9", "e - outcome_partial 3", "e - outcome_denied 2",
    "e - outcome_unavailable 6", "e - outcome_rejected 1"),
  .init(
    "因政府信息公开引发行政复议4件，其中维持3件，纠正1件；行政诉讼2件。", "e - review_cases 4", "e - review_upheld 3",
    "e - review_corrected 1", "e - litigation_cases 2"),
  .init("2023年我局没有发生因政府信息公开被申请行政复议或提起行政诉讼的情况。", "e - review_cases 0", "e - litigation_cases 0"),
  .init("召开新闻发布会14场，发布政策解读稿件57篇。", "e press press_conferences 14", "e - policy_interpretations 57"),
  .init(
    "区门户网站全年公开信息3216条，网站总访问量达152万人次。", "e website website_posts 3216",
    "e website website_visits 1515000..1524999"),
  .init("全年承办人大代表建议27件、政协提案31件，办复率100%。", "e - npc_proposals 27", "e - cppcc_proposals 31"),
  .init("回复网民留言342条，办理12345热线工单1208件。", "e - messages_answered 342"),
  .init(
    "开展网上调查6期、意见征集23次，收到公众意见118条。", "e - online_surveys 6", "e - opinion_solicitations 23",
    "e - public_comments_received 118"),
  .init("全年主动公开政府信息1278条，同比增长13.6%。", "e - info_disclosed 1278"),
  .init("接待群众现场咨询近500人次。", "e - consultations_received 450..499"),
  .init(
    "组织政务公开业务培训3场，开展专项检查2次，印发通报4期。", "e - training_sessions 3", "e - inspections 2",
    "e - notices_issued 4"),
  .init("制发行政规范性文件5件，废止2件。", "e - normative_documents_issued 5"),
  .init("微博、微信公众号全年共发布信息980条。", "m new_media posts 980"),
  .init("2021年未收取任何政府信息公开处理费用。", "e - processing_fee_cases 0"),
  .init("开展网络直播12场，观看人数达56万人次，相关视频由“清水湾文旅”视频号发布。"),
  .init("位于新华路118号3楼的服务大厅每周开放5天，联系电话0532-88612345。"),
  .init("根据市政办发〔2021〕17号文件，第3次修订目录共分4个部分。"),
  .init("官方微信在全省政务微信排行榜中位列第五名，最好成绩进入前三名。", "m wechat rank 5", "m wechat rank 1..3"),
  .init("与2021年相比，今年申请量减少18件，下降21.4%。"),
  .init("下一步，计划新开设专栏3个，力争全年推送信息500条。"),
  .init("“河畔之声”APP客户端累计下载6万次，发布稿件1450篇。", "m app posts 1450"),
  .init("积极发挥第一平台作用，落实“三审三校”，三级联动，做到一网通办、一站式服务。"),
  .init("微信公眾號發佈資訊275條，閱讀量約12萬次。", "m wechat posts 275", "m wechat reads 115000..125000"),
]
