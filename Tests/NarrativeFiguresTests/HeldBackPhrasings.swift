/// A second set of sentences written before the rules they try were mended, in turns of phrase that the first set lacks.
///
/// Like `heldBackSentences` it is never used to tune a rule: what it scores is what a stranger's report may expect.
let heldBackPhrasings: [SentenceSample] = [
  .init(
    "区发布厅“青禾发布”微信公众号全年推文1326篇，粉丝增至8.4万。", "m wechat posts 1326", "m wechat followers 83500..84499"),
  .init("依托“镜湖政务”抖音号、视频号更新短视频96条。", "m new_media videos 96"),
  .init(
    "全年未收到公众提出的政府信息公开申请，也未发生因申请引发的行政复议和行政诉讼案件。", "e - applications_received 0", "e - review_cases 0",
    "e - litigation_cases 0"),
  .init(
    "收到信息公开申请8件，按时办结8件，没有因信息公开申请引起的行政复议。", "e - applications_received 8", "e - applications_processed 8",
    "e - review_cases 0"),
  .init("抖音公众号发布作品42个，今日头条发布图文130条。", "m douyin videos 42", "m toutiao posts 130"),
  .init("微信、微博阅读量分别达到120万次和45万次。", "m wechat reads 1195000..1204999", "m weibo reads 445000..454999"),
  .init(
    "公开政府信息2040条，其中：门户网站1310条，微信公众号530条。", "e - info_disclosed 2040", "e website website_posts 1310",
    "m wechat posts 530"),
  .init(
    "全年收办政府信息公开申请19件，其中网上提交14件、信函提交5件。", "e - applications_received 19", "e - applications_by_channel 14",
    "e - applications_by_channel 5"),
  .init(
    "收到申请19件，其中商业企业申请3件，自然人申请16件。", "e - applications_received 19", "e - applications_by_applicant 3",
    "e - applications_by_applicant 16"),
  .init("在省级以上主流媒体刊播稿件215篇。", "e press media_posts 215"),
  .init("通过县融媒、广播站、“溪口发布”微信公众号等渠道公开信息340条。", "e - info_disclosed 340"),
  .init("通过门户网站、县融媒中心、官方微博公开信息512条。", "e - info_disclosed 512"),
  .init("微信公众号平均每天推送信息3条。"),
  .init("日均浏览量2000余次的门户网站成为公开主渠道。"),
  .init("全年在网站发布政策解读类信息31条，回应群众关切9次。", "e - policy_interpretations 31", "e - hotspot_responses 9"),
  .init("组织政务公开工作人员参加培训2次，覆盖120人次。", "e - training_sessions 2"),
  .init("“山海文旅”小红书号发布笔记88篇，点赞收藏评论1.2万次。", "m xiaohongshu posts 88", "m xiaohongshu interactions 11500..12499"),
  .init("微博被转发评论2300余次。", "m weibo interactions 2301..2399"),
  .init("微信公众号关注量26513，比年初多出1800人。", "m wechat followers 26513"),
  .init("2024年度政务新媒体集约整合，全区保留账号17个，注销9个。", "m new_media accounts 17", "m new_media accounts_closed 9"),
  .init("建成区级政务公开专区1个、镇街政务公开专区11个。", "e - disclosure_zones 1", "e - disclosure_zones 11"),
  .init("向上级部门报送政务信息68条，被采用21条。", "e - info_reports_to_government 68"),
  .init("公开区政府规章2件，行政规范性文件14件。", "e - gov_rules_disclosed 2", "e - normative_documents 14"),
  .init("承办人大代表建议和政协委员提案共计86件，全部按期办结。", "e - npc_and_cppcc_proposals 86"),
  .init("承办人大代表建议41件、政协委员提案45件，办结率、满意率均为100%。", "e - npc_proposals 41", "e - cppcc_proposals 45"),
  .init("区长信箱收件307件，办结307件，回复率100%。", "e - completion_rate 100"),
  .init("无上年度结转申请，新收申请6件。", "e - applications_carried_in 0", "e - applications_received 6"),
  .init("2024年新收依申请公开14件，无结转下年度办理的申请。", "e - applications_received 14", "e - applications_carried_forward 0"),
  .init("本年度没有发生泄密、失密事件。", "e - secrecy_incidents 0"),
  .init("申请人自行撤回3件，本机关不掌握相关信息2件。（政府信息公开申请）"),
  .init(
    "全年办理政府信息公开申请57件，其中申请人自行撤回3件，本机关不掌握相关信息6件。", "e - applications_received 57",
    "e - applications_withdrawn 3", "e - outcome_not_held 6"),
  .init("三季度，门户网站发布信息415条。", "e website website_posts 415"),
  .init("门户网站公示公告栏发布信息75条，政务公开栏目发布信息120条。", "e website website_posts 75", "e website website_posts 120"),
  .init(
    "主动公开信息88条，内容涵盖政策文件12条、工作动态60条、其他16条。", "e - info_disclosed 88", "e - policy_documents 12",
    "e - info_disclosed 60", "e - info_disclosed 16"),
  .init(
    "公开信息200条，其中财政资金类信息20条，占10%；公共服务类信息180条，占90%。", "e - info_disclosed 200", "e - info_disclosed 20",
    "e - info_disclosed 180"),
  .init("通过信用信息公示平台公示行政处罚信息92条，微信公众号推送信息61条。", "e - info_disclosed 92", "m wechat posts 61"),
  .init("全年举行新闻发布活动23场，局领导出席新闻发布会4人次。", "e press press_conferences 23", "e press press_conference_leader_attendance 4"),
  .init("抖音号“渔港”5月推出的《赶海记》播放量突破800万次。", "m douyin video_plays 8000001..8999999"),
  .init("2025年计划推送信息600条。"),
  .init("较2023年多公开42条，增幅9.6%。"),
  .init("力争微信公众号粉丝突破10万。"),
  .init("下属3家事业单位、12个科室均设信息员。"),
  .init("市政府门户网站采用我局信息37条。"),
  .init("《政府信息公开条例》第20条、第36条。"),
  .init(
    "政务微博“港区交通”粉丝3.1万人，转发720次，评论415条，点赞6800次。",
    "m weibo followers 30500..31499", "m weibo shares 720", "m weibo comments 415", "m weibo likes 6800"),
  .init("视频号、抖音号粉丝数分别为1.6万人、2.2万人。", "m wechat_channels followers 15500..16499", "m douyin followers 21500..22499"),
  .init("快手号与抖音号共发布视频310条，总播放近900万次。", "m new_media videos 310", "m new_media video_plays 8100000..8999999"),
  .init("客户端下载量3万次，发布资讯940条。", "m app posts 940"),
  .init("“问政湖滨”栏目收到网民留言560条，回复留言558条。", "e - messages_answered 558"),
  .init("开展线上意见征集12次，收到群众意见建议47条。", "e - opinion_solicitations 12", "e - public_comments_received 47"),
  .init("收取信息处理费0元。", "e - processing_fee_yuan 0"),
  .init(
    "因信息公开被提起行政诉讼2起，其中驳回原告诉讼请求1起，尚未审结1起。",
    "e - litigation_cases 2", "e - litigation_upheld 1", "e - litigation_pending 1"),
  .init("全年共发布信息一千二百余条。", "e - info_disclosed 1201..1299"),
  .init("微信推送文章数百篇，阅读量过万的有12篇。", "m wechat posts 200..999"),
  .init("政府公报全年出版10期，赠阅公报1.5万册。", "e other bulletin_issues 10", "e other bulletin_copies 14500..15499"),
  .init("官方微博在“全省政务微博榜”位居第6位。", "m weibo rank 6"),
]
