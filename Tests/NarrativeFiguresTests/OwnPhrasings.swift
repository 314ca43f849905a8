/// Sentences of our own for what strangers' reports taught: lists with brackets and shares, rows of platforms that name
/// other places as well, causes that are no cases, things of other bodies, and what is done every day.
let ownPhrasings: [SentenceSample] = [
  // A zero is what is negated, not what it would have been caused by.
  .init(
    "收到信息公开申请2件，未发生因信息公开申请引起的行政复议、行政诉讼。", "e - applications_received 2", "e - review_cases 0",
    "e - litigation_cases 0"),
  .init("不存在因依申请公开引发的行政诉讼。", "e - litigation_cases 0"),
  .init("无上年结转政府信息公开申请。", "e - applications_carried_in 0"),
  .init("本镇未接到群众要求公开政府信息的申请。", "e - applications_received 0"),
  .init("全年办结，无结转下一年度办理的申请。", "e - applications_carried_forward 0"),
  .init("未发生失密、泄密事件。", "e - secrecy_incidents 0"),
  // Rows of platforms.
  .init("通过门户网站、区融媒、“柳湾发布”微信公众号公开信息95条。", "e - info_disclosed 95"),
  .init("通过门户网站、官方微信发布信息95条，微信公众号推送信息40条。", "e - info_disclosed 95", "m wechat posts 40"),
  .init("依托微信公众号等渠道发布信息66条。", "e - info_disclosed 66"),
  .init("依托微信公众号等新媒体发布信息66条。", "m new_media posts 66"),
  .init("微博、微信公众号等平台发布信息66条。", "m new_media posts 66"),
  .init("通过县政府网站和柳湾融合号等渠道发布信息870条。", "e - info_disclosed 870"),
  .init("“柳湾农业”抖音公众号发布短视频21条，百家号发布文章35篇。", "m douyin videos 21", "m new_media posts 35"),
  .init("通过政务新媒体（“柳湾发布”微博、微信公众号等）发布信息410条。", "m new_media posts 410"),
  .init("微信公众号推送信息52条，通过企业信用信息公示系统公示处罚信息33条。", "m wechat posts 52", "e - info_disclosed 33"),
  .init("“通知公告”栏目发布信息44条。", "e website website_posts 44"),
  .init("开设“柳湾发布”微信公众号等7个新媒体平台。", "m new_media accounts 7"),
  .init("开设微信公众号7个。", "m wechat accounts 7"),
  // Words of the next figure.
  .init("全年废止文件0条、政策解读2条。", "e - policy_interpretations 2"),
  .init("编发5条政策解读。", "e - policy_interpretations 5"),
  // Parts.
  .init(
    "门户网站发布信息300条，其中政策类信息120条（含规范性文件类信息12条），信息公开类180条。", "e website website_posts 300",
    "e website website_posts 120", "e website website_posts 12", "e website website_posts 180"),
  .init(
    "公开信息50条，全文电子化率100%，其中公共服务15条，占30%；房屋征收5条，占10%；其他信息30条，占60%。", "e - info_disclosed 50",
    "e - digitisation_rate 100", "e - info_disclosed 15", "e - info_disclosed 5", "e - info_disclosed 30"),
  .init(
    "门户网站公开信息80条，其中重点领域信息（财政预决算）8条、民意征集类2条。", "e website website_posts 80",
    "e website website_posts 8", "e website website_posts 2"),
  .init("公开信息24条，内容涵盖基层政务8条、工作动态16条。", "e - info_disclosed 24", "e - info_disclosed 8", "e - info_disclosed 16"),
  .init("公开信息24条，其中工作动态16条。全年梳理归档信息31条。", "e - info_disclosed 24", "e - info_disclosed 16"),
  // Things of other bodies, and what is sent to them.
  .init("在省、市各级媒体刊发报道64篇，其中省级媒体9篇。", "e press media_posts 64", "e press media_posts 9"),
  .init("向上级部门上报各类信息70篇，被采用12篇。", "e - info_reports_to_government 70"),
  .init("向市级新闻媒体报送稿件18篇。"),
  .init("在《柳湾日报》发稿18篇。"),
  .init("局网站发稿118篇。", "e website website_posts 118"),
  // Joint figures.
  .init("承办人大代表建议和政协委员提案37件。", "e - npc_and_cppcc_proposals 37"),
  .init("承办人大代表建议15件、政协委员提案22件。", "e - npc_proposals 15", "e - cppcc_proposals 22"),
  .init("微博被转发评论310次。", "m weibo interactions 310"),
  .init("头条号发布图文和短视频88条。", "m toutiao posts 88"),
  .init("发布政策及政策解读14篇。", "e - policy_documents_and_interpretations 14"),
  // Cases.
  .init(
    "接收政府信息公开申请31宗（含2023年度结转4宗），自然人申请27宗，法人和其他组织申请4宗。", "e - applications_received 31",
    "e - applications_carried_in 4", "e - applications_by_applicant 27", "e - applications_by_applicant 4"),
  .init(
    "收到政府信息公开申请40件，其中通过信函提交申请25件，占62.5%；当面提交15件，占37.5%。", "e - applications_received 40",
    "e - applications_by_channel 25", "e - applications_by_channel 15"),
  .init(
    "收到申请6件，申请人自行撤销1件，答复处理5件。", "e - applications_received 6", "e - applications_withdrawn 1",
    "e - applications_processed 5"),
  .init("局长信箱收件52件，热线工单回复率100%。", "e - completion_rate 100"),
  .init("收到依申请公开9件，本机关不掌握相关信息2件。", "e - applications_received 9", "e - outcome_not_held 2"),
  // Documents, meetings, zones.
  .init(
    "公开区政府规章6件（含新制定2件，修改1件，废止3件）。", "e - gov_rules_disclosed 6", "e - gov_rules_new 2",
    "e - gov_rules_amended 1", "e - gov_rules_repealed 3"),
  .init("修改规范性文件1件，废止规范性文件3件。"),
  .init("举办9场新闻发布活动，局领导出席新闻发布会11人次。", "e press press_conferences 9", "e press press_conference_leader_attendance 11"),
  .init("建成1个政务公开专区和6个乡镇政务公开专区。", "e - disclosure_zones 1", "e - disclosure_zones 6"),
  .init("征集了17条群众建议。", "e - public_comments_received 17"),
  // Every day, every week.
  .init("平均每日发布信息2篇。"),
  .init("微信公众号每周推送信息5条。"),
  .init("微信公众号每周推送信息，全年推送信息260条。", "m wechat posts 260"),
]
