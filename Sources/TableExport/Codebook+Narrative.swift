// The codes of the narrative figures: those of `Pipelines/rules/narrative.yaml`, which a test compares.
extension Codebook {
  static let platforms = CodeList(
    "platform and channel", "平台和渠道",
    [
      ("weibo", "微博", "Weibo"), ("wechat", "微信公众号", "WeChat account"),
      ("wechat_channels", "微信视频号", "WeChat Channels"), ("douyin", "抖音", "Douyin"), ("kuaishou", "快手", "Kuaishou"),
      ("toutiao", "今日头条", "Toutiao"), ("bilibili", "哔哩哔哩", "Bilibili"), ("app", "移动客户端", "app"),
      ("xiaohongshu", "小红书", "Xiaohongshu"), ("new_media", "政务新媒体（合计）", "new media together"),
      ("website", "网站", "website"), ("press", "新闻媒体", "press and broadcasting"), ("other", "其他", "other"),
    ])

  static let microblogMetrics = CodeList(
    "social-media metric", "新媒体指标",
    [
      ("original_posts", "原创信息", "original posts"), ("videos", "视频", "videos"), ("video_plays", "视频播放量", "video plays"),
      ("live_views", "直播观看量", "live views"), ("live_sessions", "直播场次", "live sessions"),
      ("wow", "在看数", "“wow” marks"), ("likes", "点赞数", "likes"), ("shares", "转发数", "shares"),
      ("comments", "评论数", "comments"), ("interactions", "互动数", "interactions"),
      ("comment_replies", "评论回复数", "replies to comments"),
      ("private_message_replies", "私信回复数", "replies to private messages"), ("followers", "关注（粉丝）数", "followers"),
      ("reads", "阅读量", "reads"), ("visits", "访问量", "visits"), ("accounts_closed", "关停账号", "accounts closed"),
      ("accounts", "账号数", "accounts"), ("event_responses", "舆情回应", "responses to events"), ("posts", "发布信息", "posts"),
    ])

  static let engagementMetrics = CodeList(
    "engagement metric", "其他文字指标", websiteMetrics + publicationMetrics + contactMetrics + caseMetrics + workMetrics)

  private static let websiteMetrics: [(code: String, chinese: String, english: String)] = [
    ("service_portal_items", "政务服务网发布信息", "items on the service portal"),
    ("reports_to_government_site", "向政府网站报送信息", "items sent to the government's site"),
    ("website_visits", "网站访问量", "website visits"), ("website_visitors", "网站访客数", "website visitors"),
    ("website_columns_new", "新设网站栏目", "new website columns"),
    ("website_columns_optimized", "优化网站栏目", "website columns improved"),
    ("website_columns", "网站栏目", "website columns"), ("websites_closed", "关停网站", "websites closed"),
    ("website_posts", "网站发布信息", "posts on the website"),
    ("policy_documents_and_interpretations", "政策文件和解读", "policy documents and interpretations"),
    ("policy_interpretations", "政策解读", "policy interpretations"),
    ("meeting_infographics", "常务会议图解", "infographics of executive meetings"),
    ("policy_interpretation_events", "政策解读活动", "events that explain policies"),
    ("hotspot_responses", "回应热点", "responses to public concerns"),
  ]

  private static let publicationMetrics: [(code: String, chinese: String, english: String)] = [
    ("exec_meetings_disclosed", "公开常务会议", "executive meetings disclosed"),
    ("info_produced", "制作信息", "information produced"),
    ("info_on_application", "依申请公开信息", "information open on application"),
    ("info_not_disclosed", "不予公开信息", "information not disclosed"),
    ("info_disclosed", "主动公开信息", "information disclosed"),
    ("bulletin_issues", "政府公报期数", "issues of the gazette"), ("bulletin_copies", "政府公报份数", "copies of the gazette"),
    ("bulletin_board_issues", "公开栏期数", "issues of the notice board"),
    ("policy_qa_issues", "政策问答期数", "issues of policy questions"),
    ("supervision_programme_issues", "问政节目期数", "issues of the accountability programme"),
    ("units_in_reading_room", "查阅点单位", "units with documents in the reading room"),
    ("policy_booklets", "政策汇编册数", "policy booklets"), ("policy_cards", "政策明白卡", "policy cards"),
    ("policies_pushed", "推送政策", "policies sent to their users"), ("policies_reported", "报送政策", "policies reported"),
    ("normative_documents_in_force", "现行有效规范性文件", "normative documents in force"),
    ("normative_documents_issued", "制发规范性文件", "normative documents issued"),
    ("normative_documents_disclosed", "公开规范性文件", "normative documents disclosed"),
    ("normative_documents", "规范性文件", "normative documents"), ("plan_documents", "规划计划类信息", "plans"),
    ("personnel_documents", "人事类信息", "personnel documents"), ("policy_documents", "政策文件", "policy documents"),
    ("other_documents", "其他文件", "other documents"),
    ("info_reports_to_government", "向上级报送信息", "items reported to the government"),
    ("gov_rules_new", "新制定规章", "government rules made"), ("gov_rules_amended", "修改规章", "government rules amended"),
    ("gov_rules_repealed", "废止规章", "government rules repealed"),
    ("gov_rules_disclosed", "公开规章", "government rules disclosed"), ("media_posts", "媒体刊发稿件", "items in the press"),
  ]

  private static let contactMetrics: [(code: String, chinese: String, english: String)] = [
    ("press_conferences", "新闻发布会", "press conferences"),
    ("press_conference_leader_attendance", "领导出席新闻发布会", "attendances of leaders at press conferences"),
    ("disclosure_zones", "政务公开专区", "zones for open government"),
    ("press_releases", "新闻通稿", "press releases"),
    ("media_forums", "媒体座谈", "media forums"), ("media_interview_events", "媒体采访活动", "media interviews"),
    ("leader_interviews", "领导访谈", "interviews of leaders"), ("online_interviews", "在线访谈", "online interviews"),
    ("online_surveys", "网上调查", "online surveys"), ("opinion_solicitations", "意见征集", "calls for opinions"),
    ("public_comments_received", "收到公众意见", "public comments received"),
    ("public_interaction_sessions", "政民互动活动", "sessions with the public"),
    ("open_meetings", "公众列席会议", "meetings open to the public"),
    ("consultations_answered", "答复咨询", "consultations answered"),
    ("consultations_received", "收到咨询", "consultations received"), ("messages_answered", "答复留言", "messages answered"),
  ]

  private static let caseMetrics: [(code: String, chinese: String, english: String)] = [
    ("applications_by_channel", "按渠道的申请", "applications by channel"),
    ("applications_by_applicant", "按申请人的申请", "applications by applicant"),
    ("applications_carried_in", "上年结转申请", "applications carried in"),
    ("applications_carried_forward", "结转下年申请", "applications carried forward"),
    ("applications_withdrawn", "撤回申请", "applications withdrawn"),
    ("outcome_granted_or_partial", "予以公开和部分公开", "granted in full or in part"),
    ("outcome_not_held", "不掌握", "not held"), ("outcome_partial", "部分公开", "granted in part"),
    ("outcome_denied", "不予公开", "denied"), ("outcome_unavailable", "无法提供", "unavailable"),
    ("outcome_rejected", "不予处理", "not dealt with"), ("outcome_other", "其他处理", "handled otherwise"),
    ("outcome_granted", "予以公开", "granted"), ("applications_processed", "办结申请", "applications processed"),
    ("applications_received", "收到申请", "applications received"),
    ("applications_completion_rate", "申请办结率", "rate of applications processed"),
    ("applications_answer_rate", "申请答复率", "rate of applications answered"),
    ("review_and_litigation_cases", "复议和诉讼案件", "reconsiderations and lawsuits"),
    ("review_corrected", "复议纠正", "reconsideration: corrected"), ("review_upheld", "复议维持", "reconsideration: upheld"),
    ("review_other_result", "复议其他结果", "reconsideration: other result"),
    ("review_pending", "复议未审结", "reconsideration: pending"),
    ("litigation_corrected", "诉讼纠正", "lawsuits: corrected"), ("litigation_lost", "诉讼败诉", "lawsuits lost"),
    ("litigation_upheld", "诉讼维持", "lawsuits: upheld"), ("litigation_other_result", "诉讼其他结果", "lawsuits: other result"),
    ("litigation_pending", "诉讼未审结", "lawsuits: pending"), ("review_cases", "行政复议", "reconsiderations"),
    ("litigation_cases", "行政诉讼", "lawsuits"),
    ("complaints_about_disclosure", "信息公开投诉举报", "complaints about disclosure"),
    ("secrecy_incidents", "失泄密事件", "breaches of secrecy"),
    ("processing_fee_yuan", "信息处理费（元）", "processing fees (yuan)"),
    ("processing_fee_cases", "收取信息处理费的件数", "cases with a processing fee"),
  ]

  private static let workMetrics: [(code: String, chinese: String, english: String)] = [
    ("npc_proposals_published", "公开人大代表建议答复", "answers to people's congress proposals published"),
    ("cppcc_proposals_published", "公开政协提案答复", "answers to political conference proposals published"),
    ("npc_proposals_lead", "主办人大代表建议", "people's congress proposals led"),
    ("npc_proposals_basically_satisfied", "建议基本满意件数", "people's congress proposals: basically satisfied"),
    ("npc_proposals_satisfied", "建议满意件数", "people's congress proposals: satisfied"),
    ("npc_and_cppcc_proposals", "建议提案（合计）", "proposals of both bodies together"),
    ("npc_proposals", "人大代表建议", "people's congress proposals"),
    ("cppcc_proposals", "政协提案", "political conference proposals"),
    ("npc_face_to_face_rate", "建议面商率", "people's congress proposals: rate of meetings"),
    ("npc_completion_rate", "建议办结率", "people's congress proposals: rate of completion"),
    ("npc_satisfaction_rate", "建议满意率", "people's congress proposals: rate of satisfaction"),
    ("cppcc_completion_rate", "提案办结率", "political conference proposals: rate of completion"),
    ("policy_multiform_interpretation_rate", "政策多形式解读率", "rate of policies explained in several forms"),
    ("digitisation_rate", "数字化率", "rate of digitisation"),
    ("new_media_pass_rate", "新媒体抽查合格率", "rate of new media that pass"),
    ("new_media_inspection_coverage", "新媒体检查覆盖率", "coverage of new-media inspection"),
    ("satisfaction_rate", "满意率", "rate of satisfaction"), ("completion_rate", "办结率", "rate of completion"),
    ("inspections", "检查", "inspections"), ("notices_issued", "通报", "notices issued"),
    ("evaluation_reports", "评估报告", "evaluation reports"), ("rectification_rounds", "整改", "rounds of rectification"),
    ("training_sessions", "培训", "training sessions"),
  ]
}
