/// Sentences of our own invention with the figures they must give, and traps that must give none.
let ownSentences: [SentenceSample] = [
  // Weibo
  .init(
    "今年以来，“清源水务”微信公众号推送图文信息312条，阅读量累计达45.6万人次，新增粉丝0.8万人。", "m wechat posts 312",
    "m wechat reads 455500..456499"),
  .init(
    "官方微博全年发博2104条，粉丝总数12.6万，累计阅读量超过3000万次。", "m weibo posts 2104", "m weibo followers 125500..126499",
    "m weibo reads 30000001..39999999"),
  .init(
    "截至12月底，“松山城管”新浪微博共有粉丝35812人，全年发布微博1476条，评论1203条，转发867次。",
    "m weibo followers 35812", "m weibo posts 1476", "m weibo comments 1203", "m weibo shares 867"),
  .init("政务微博发布信息近900条，回复网友评论230余条。", "m weibo posts 810..899", "m weibo comment_replies 231..239"),
  .init("@青杨公安 微博粉丝突破100万，在全省政法微博排行榜中位列第三名。", "m weibo followers 1000001..1999999", "m weibo rank 3"),
  .init("微博推文阅读总量1.35亿次，转评赞达60余万次。", "m weibo reads 134500000..135499999", "m weibo interactions 600001..699999"),
  .init("我局官方微博共发布原创微博420条，点赞8600余次。", "m weibo original_posts 420", "m weibo likes 8601..8699"),
  // WeChat
  .init("微信公众号1975条，头条号236条。", "m wechat posts 1975", "m toutiao posts 236"),
  .init("通过“东湖之声”微信公众号发布信息1,286条，关注用户达56,300人。", "m wechat posts 1286", "m wechat followers 56300"),
  .init("全年微信公众号推送文章三百二十六篇。", "m wechat posts 326"),
  .init(
    "“白石教育”公众号编发推文618篇，其中原创文章207篇，单篇最高阅读量10万+。", "m wechat posts 618", "m wechat original_posts 207",
    "m wechat reads 100000.."),
  .init("微信公众平台发布图文消息260余条，关注人数约1.2万人。", "m wechat posts 261..269", "m wechat followers 11500..12500"),
  .init("微信订阅号每周推送信息，全年共推送156期。", "m wechat posts 156"),
  .init(
    "门户网站发布信息860条，微信公众号发布信息420条，官方微博发布信息1310条。", "e website website_posts 860",
    "m wechat posts 420", "m weibo posts 1310"),
  .init(
    "一是门户网站更新信息732条；二是微信公众号推送信息298条；三是微博发布信息165条。", "e website website_posts 732",
    "m wechat posts 298", "m weibo posts 165"),
  .init("局官方微信、官方微博共发布信息1527条。", "m new_media posts 1527"),
  .init(
    "“沙溪在线”政务微博、今日头条号、抖音号分别发布信息31条、18条和9条。", "m weibo posts 31", "m toutiao posts 18", "m douyin posts 9"),
  .init("官方微信、微博分别推送信息1204篇、866篇。", "m wechat posts 1204", "m weibo posts 866"),
  .init("官方微博、微信粉丝分别为3.2万、5.1万。", "m weibo followers 31500..32499", "m wechat followers 50500..51499"),
  .init("微信公众号阅读量、点赞量分别为23万次、6500次。", "m wechat reads 225000..234999", "m wechat likes 6500"),
  // Channels, Douyin, Kuaishou, Toutiao, Bilibili, apps
  .init("微信视频号发布短视频73个，播放量21.4万次。", "m wechat_channels videos 73", "m wechat_channels video_plays 213500..214499"),
  .init(
    "抖音号“古城应急”共发布视频156条，获赞12万，粉丝8.9万人。", "m douyin videos 156", "m douyin likes 115000..124999",
    "m douyin followers 88500..89499"),
  .init("在抖音平台发布作品92部，累计播放超过500万次。", "m douyin videos 92", "m douyin video_plays 5000001..5999999"),
  .init("快手号推送短视频64条，播放量达90.5万次。", "m kuaishou videos 64", "m kuaishou video_plays 904500..905499"),
  .init("今日头条发布文章385篇，阅读量120万。", "m toutiao posts 385", "m toutiao reads 1195000..1204999"),
  .init("B站账号上传视频31个，粉丝4700余人。", "m bilibili videos 31", "m bilibili followers 4701..4799"),
  .init("“掌上临江”客户端发布稿件2300余篇，注册用户5.6万人。", "m app posts 2301..2399", "m app followers 55500..56499"),
  .init("抖音号开展直播16场，累计观看量32.8万人次。", "m douyin live_sessions 16", "m douyin live_views 327500..328499"),
  .init(
    "视频号全年直播9场次，在线观看达12万人次，点赞3.5万次。", "m wechat_channels live_sessions 9",
    "m wechat_channels live_views 115000..124999", "m wechat_channels likes 34500..35499"),
  .init("通过抖音号制作了48条短视频，获得超过260万次播放。", "m douyin videos 48", "m douyin video_plays 2600001..2699999"),
  // Accounts
  .init(
    "全市共有政务新媒体128个，其中微信公众号76个、微博31个、抖音号21个。", "m new_media accounts 128", "m wechat accounts 76",
    "m weibo accounts 31", "m douyin accounts 21"),
  .init("全区现有备案政务新媒体账号53个。", "m new_media accounts 53"),
  .init("全年关停政府网站2个、政务新媒体11个。", "e website websites_closed 2", "m new_media accounts_closed 11"),
  .init("对8个长期不更新的政务新媒体账号予以关停。", "m new_media accounts_closed 8"),
  .init("注销微信公众号4个、微博账号2个。", "m wechat accounts_closed 4", "m weibo accounts_closed 2"),
  .init("目前，全县在运行政务新媒体37个，年内注销6个，新增2个。", "m new_media accounts 37", "m new_media accounts_closed 6"),
  .init("关停整合政务新媒体15个。", "m new_media accounts_closed 15"),
  .init(
    "我区开设微信公众号28个，全年发布信息9460条；微博6个，全年发布信息2015条。", "m wechat accounts 28", "m wechat posts 9460",
    "m weibo accounts 6", "m weibo posts 2015"),
  // Ranks
  .init("“云海交警”官方微信入围“全省十佳政务微信”。", "m wechat rank 1..10"),
  .init("官方抖音号在全国政务抖音号影响力排行榜中排名第12位。", "m douyin rank 12"),
  .init("微博影响力稳居全市政务微博榜前三名。", "m weibo rank 1..3"),
  .init("政务公开考核在全市排名第一。"),
  // Website
  .init(
    "政府门户网站主动公开政府信息5612条，网站访问量达380万人次。", "e website website_posts 5612",
    "e website website_visits 3795000..3804999"),
  .init("全年通过政府信息公开平台公开信息1120余条。", "e website website_posts 1121..1129"),
  .init(
    "“桐江环保”网站发布信息967条，其中政务动态类信息412条、公示公告类信息233条。", "e website website_posts 967",
    "e website website_posts 412", "e website website_posts 233"),
  .init("县政府网站新开设专栏3个，优化栏目5个。", "e website website_columns_new 3", "e website website_columns_optimized 5"),
  .init("网站设置栏目48个，总访问量120.6万次。", "e website website_columns 48", "e website website_visits 1205500..1206499"),
  .init(
    "在门户网站开展意见征集15期、网上调查4期、在线访谈6期。", "e website opinion_solicitations 15", "e website online_surveys 4",
    "e website online_interviews 6"),
  .init("向市政府网站报送信息215条。", "e website reports_to_government_site 215"),
  .init("开展网上民意征集活动8次，收集意见建议96条。", "e - opinion_solicitations 8", "e - public_comments_received 96"),
  // Disclosure
  .init("2024年，全街道主动公开政府信息733条。", "e - info_disclosed 733"),
  .init(
    "全年共公开政府信息4210条，其中通过门户网站公开3650条，通过微信公众号公开560条。", "e - info_disclosed 4210",
    "e website website_posts 3650", "m wechat posts 560"),
  .init("本年度主动公开信息1056条，比上年增加124条，增长13.3%。", "e - info_disclosed 1056"),
  .init("主动公开政务信息约800条，较去年同期的650条增长23.1%。", "e - info_disclosed 760..840"),
  .init("制定规范性文件7件，集中公开现行有效规范性文件42件。", "e - normative_documents_issued 7", "e - normative_documents_in_force 42"),
  .init("制发行政规范性文件3件，公开政策文件28件。", "e - normative_documents_issued 3", "e - policy_documents 28"),
  .init("出版政府公报12期，免费发放公报36000册。", "e other bulletin_issues 12", "e other bulletin_copies 36000"),
  .init(
    "发布政策解读材料65篇，其中图解29篇、视频解读8篇。", "e - policy_interpretations 65", "e - policy_interpretations 29",
    "e - policy_interpretations 8"),
  .init("围绕惠企政策制作图文解读18篇。", "e - policy_interpretations 18"),
  .init("对23项重要政策措施进行解读。", "e - policy_interpretations 23"),
  .init("召开新闻发布会6场，回应社会热点34次。", "e press press_conferences 6", "e - hotspot_responses 34"),
  .init("全年共举办新闻发布会十余场。", "e press press_conferences 11..19"),
  .init("参加省政府新闻办新闻发布会2次，发布新闻通稿45篇。", "e press press_conferences 2", "e press press_releases 45"),
  .init("播出电视问政节目4期。", "e press supervision_programme_issues 4"),
  .init("举办政府开放日活动5场，邀请公众参与。", "e - public_interaction_sessions 5"),
  // Applications
  .init("全年共收到依申请公开9件，已全部按时答复。", "e - applications_received 9"),
  .init(
    "本年度收到信息公开申请135件，办结131件，结转下年度4件。", "e - applications_received 135", "e - applications_processed 131",
    "e - applications_carried_forward 4"),
  .init("受理政府信息公开申请26件（含上年结转3件），均在法定期限内答复。", "e - applications_received 26", "e - applications_carried_in 3"),
  .init(
    "全年受理依申请公开信息48件，其中网上申请31件、信函申请12件、当面申请5件。", "e - applications_received 48",
    "e - applications_by_channel 31", "e - applications_by_channel 12", "e - applications_by_channel 5"),
  .init(
    "收到政府信息公开申请19件，其中予以公开7件，部分公开2件，不予公开4件，无法提供5件，其他处理1件。", "e - applications_received 19",
    "e - outcome_granted 7", "e - outcome_partial 2", "e - outcome_denied 4", "e - outcome_unavailable 5",
    "e - outcome_other 1"),
  .init(
    "本年新收申请86件，上年度结转5件，办理答复88件，结转下年3件。", "e - applications_received 86", "e - applications_carried_in 5",
    "e - applications_processed 88", "e - applications_carried_forward 3"),
  .init("我街道未收到政府信息公开申请。", "e - applications_received 0"),
  .init("2024年没有收到公民、法人和其他组织提出的政府信息公开申请。", "e - applications_received 0"),
  .init("全年收到公民申请公开政府信息3件，其中主动撤回1件。", "e - applications_received 3", "e - applications_withdrawn 1"),
  .init(
    "共收到17件政府信息公开申请，其中15件予以公开，2件不予公开。", "e - applications_received 17", "e - outcome_granted 15",
    "e - outcome_denied 2"),
  .init("本年度无依申请公开事项。", "e - applications_received 0"),
  // Review, litigation, fees, complaints
  .init("全年未发生政府信息公开行政复议、行政诉讼案件。", "e - review_cases 0", "e - litigation_cases 0"),
  .init("未收到政府信息公开申请、行政复议和行政诉讼。", "e - applications_received 0", "e - review_cases 0", "e - litigation_cases 0"),
  .init("因政府信息公开被申请行政复议2件，被提起行政诉讼1件。", "e - review_cases 2", "e - litigation_cases 1"),
  .init("2024年，我镇无因政府信息公开引发的行政复议和行政诉讼。", "e - review_cases 0", "e - litigation_cases 0"),
  .init("行政复议3件，其中维持2件、尚未审结1件。", "e - review_cases 3", "e - review_upheld 2", "e - review_pending 1"),
  .init("行政复议、行政诉讼均为0件。", "e - review_cases 0", "e - litigation_cases 0"),
  .init("未发生被纠错的行政复议。", "e - review_corrected 0"),
  .init("本机关2024年收取信息处理费0元。", "e - processing_fee_yuan 0"),
  .init("本年度没有收取信息处理费。", "e - processing_fee_cases 0"),
  .init("2024年未收取政府信息公开信息处理费。", "e - processing_fee_cases 0"),
  .init("依申请提供政府信息暂不收费。", "e - processing_fee_cases 0"),
  .init("未发生失泄密事件，未收到信息公开投诉。", "e - secrecy_incidents 0", "e - complaints_about_disclosure 0"),
  .init("全年零投诉、零举报。", "e - complaints_about_disclosure 0"),
  // Consultations, proposals
  .init("共回复各类咨询1532件，办理领导信箱来信287件。", "e - consultations_answered 1532", "e - messages_answered 287"),
  .init("接待现场咨询620人次，接听咨询电话2100余人次。", "e - consultations_received 620", "e - consultations_received 2101..2199"),
  .init("答复网民留言455条，回复率100%。", "e - messages_answered 455", "e - completion_rate 100"),
  .init("承办人大代表建议18件、政协提案24件，面商率、办结率、满意率均为100%。", "e - npc_proposals 18", "e - cppcc_proposals 24"),
  .init(
    "办理人大代表建议35件，其中主办21件；办理政协委员提案40件。", "e - npc_proposals 35", "e - npc_proposals_lead 21",
    "e - cppcc_proposals 40"),
  .init(
    "共办理省、市人大代表建议12件，政协提案9件，办结率均为100%。", "e - npc_proposals 12", "e - cppcc_proposals 9",
    "e - cppcc_completion_rate 100"),
  // Supervision
  .init("举办政务公开培训班2期，开展专项检查4次，发布通报3期。", "e - training_sessions 2", "e - inspections 4", "e - notices_issued 3"),
  .init("组织5次政务公开专项督查，下发整改通报7份。", "e - inspections 5", "e - notices_issued 7"),
  .init("召开政务公开业务培训会一次。", "e - training_sessions 1"),
  // Layout and script
  .init("微信公众号推送信\n息 265 条，阅读量\n8.3 万次。", "m wechat posts 265", "m wechat reads 82500..83499"),
  .init("微信公众号推送信息２６５条。", "m wechat posts 265"),
  .init("全年主動公開政府信息328條，收到政府信息公開申請6件。", "e - info_disclosed 328", "e - applications_received 6"),
  .init("结转至2025年8件。", "e - applications_carried_forward 8"),
  .init("主动公开政府信息2026条。", "e - info_disclosed 2026"),
  .init("与公众互动2024年发布信息46条，通过微信公众号推送。", "e - info_disclosed 46"),
  // Traps that give nothing
  .init("本报告由总体情况等六个部分组成，统计期限自2024年1月1日起至2024年12月31日止。"),
  .init("地址：青石路88号2号楼305室，邮编：430070，电话：027-87651234。"),
  .init("《关于推进基层政务公开工作的通知》（青政办发〔2023〕15号）要求公开12类信息。"),
  .init("自收到申请之日起20个工作日内予以答复。"),
  .init("严格执行“三审三校”制度，落实“五公开”要求，加强“两微一端”建设。"),
  .init("政府信息公开量同比增长15.2%，其中政策类信息占38.5%。"),
  .init("比2023年减少12件，降幅为8.5%。"),
  .init("下一步，我局将力争全年发布政策解读20篇以上。"),
  .init("2025年计划召开新闻发布会10场。"),
  .init("积极发挥门户网站第一平台作用，第一时间发布权威信息。"),
  .init("通过微信公众号公布3批次、120批次食品抽检结果。"),
  .init("浏览次数：19432 字号：大 中 小 分享到微信 微博 QQ空间"),
  .init("开展“互联网+政务服务”，推进12345热线与网格化管理融合。"),
  .init("习近平总书记在2024年新年贺词中指出，第三届论坛于9月召开。"),
  .init("配备专职工作人员2名，兼职人员15名。"),
  .init("全区16个乡镇、42个部门均编制了政务公开事项目录。"),
  .init("第二十条第（一）项信息内容本年制发件数本年废止件数现行有效件数规章000行政规范性文件13513五、存在的主要问题及改进情况"),
  .init("指标名称计量单位2018年度历年累计主动公开文件数条206912106行政复议数件00行政诉讼数件00"),
  .init("每年举办政府开放日活动2次。"),
  .init("成立了由局长任组长、3名副局长任副组长的领导小组。"),
  .init("十四五期间，建成5G基站120个，新增就业3.2万人。"),
  .init("一、总体情况。二、主动公开政府信息情况。三、收到和处理政府信息公开申请情况。四、行政复议、行政诉讼情况。"),
  .init("一般公共预算收入完成12.5亿元，增长6.3%。"),
  // Paragraphs as bureaus write them
  .init(
    "2024年，我局共收到政府信息公开申请45件，较上年增加5件，其中，自然人申请40件，法人或其他组织申请5件；从申请方式看，网络申请30件，信函申请10件，当面申请5件。全年共办结43件，按时办结率100%，其中予以公开20件，占46.5%；部分公开5件，占11.6%；不予公开6件；无法提供8件；不予处理3件；其他处理1件。结转下年度2件。",
    "e - applications_received 45", "e - applications_by_applicant 40", "e - applications_by_applicant 5",
    "e - applications_by_channel 30", "e - applications_by_channel 10", "e - applications_by_channel 5",
    "e - applications_processed 43", "e - applications_completion_rate 100", "e - outcome_granted 20",
    "e - outcome_partial 5",
    "e - outcome_denied 6", "e - outcome_unavailable 8", "e - outcome_rejected 3", "e - outcome_other 1",
    "e - applications_carried_forward 2"),
  .init(
    "（四）平台建设。持续优化门户网站，全年更新信息2136条，网站点击量86.5万人次。做强政务新媒体，“柳湖发布”微信公众号推送信息1120条，关注人数4.3万；“柳湖发布”抖音号发布短视频230条，播放量1500余万次。全年关停账号3个。",
    "e website website_posts 2136", "e website website_visits 864500..865499", "m wechat posts 1120",
    "m wechat followers 42500..43499", "m douyin videos 230", "m douyin video_plays 15000001..15999999",
    "m new_media accounts_closed 3"),
  .init(
    "发布微博3245条、微信1056条，“两微一端”累计阅读量达1.2亿次。", "m weibo posts 3245", "m wechat posts 1056",
    "m new_media reads 115000000..124999999"),
  .init(
    "全年通过区政府网站公开财政预决算信息82条、重大建设项目信息35条、公共资源配置信息120条。", "e website website_posts 82",
    "e website website_posts 35", "e website website_posts 120"),
  .init("开展政务公开培训2次，培训人员120人次。", "e - training_sessions 2"),
  .init("被中央、省级媒体采用稿件125篇，“学习强国”平台采用32篇。"),
  .init("微信公众号阅读量过万的文章有12篇。"),
  .init("共处理依申请公开案件23件，均按期答复。", "e - applications_received 23"),
  .init("全年我镇收到4件依申请公开申请，均已办结。", "e - applications_received 4"),
  .init(
    "全年发布各类政务信息1.2万条，其中动态类信息8600条。", "e - info_disclosed 11500..12499",
    "e - info_disclosed 8600"),
  .init(
    "微信公众号发布信息320条，同比增长12%，总阅读量达56万次，较上年增加8万次。", "m wechat posts 320",
    "m wechat reads 555000..564999"),
  .init("在“信用青河”网站公示行政许可信息356条、行政处罚信息42条。", "e website website_posts 356", "e website website_posts 42"),
  .init("利用政务新媒体发布信息2860条，粉丝总数达26万人。", "m new_media posts 2860", "m new_media followers 255000..264999"),
  .init(
    "2024年度，本单位未收到依申请公开申请，未发生因政府信息公开引起的行政复议和行政诉讼。", "e - applications_received 0",
    "e - review_cases 0", "e - litigation_cases 0"),
  .init("本年度未产生信息处理费，无行政复议、无行政诉讼。", "e - processing_fee_cases 0", "e - review_cases 0", "e - litigation_cases 0"),
  .init(
    "2024年，我办未接到政府信息公开申请，没有因政府信息公开工作被提起行政复议、行政诉讼。", "e - applications_received 0",
    "e - review_cases 0", "e - litigation_cases 0"),
  .init("全年无结转申请，不予公开0件。", "e - applications_carried_forward 0", "e - outcome_denied 0"),
  .init(
    "全市政府信息公开申请引发行政复议案件15起、行政诉讼案件6起，其中被纠错2起。", "e - review_cases 15",
    "e - litigation_cases 6", "e - litigation_corrected 2"),
  .init("本年度组织召开局务会议公开议题18项，发布会议图解9篇。", "e - policy_interpretations 9"),
  .init("“掌心岭南”微信公众号粉丝数由3.2万增长至4.5万。", "m wechat followers 44500..45499"),
  .init("官方微信粉丝数增至6.8万人，全年推送365期。", "m wechat followers 67500..68499", "m wechat posts 365"),
  .init("通过市政府门户网站、微信公众号、政府公报等渠道主动公开政府信息3180条。", "e - info_disclosed 3180"),
  .init("在市级以上新闻媒体刊发稿件86篇。", "e press media_posts 86"),
  .init(
    "全年受理群众来电来访咨询1800余人次，受理网上留言265条，按时答复率100%。", "e - consultations_received 1801..1899",
    "e - messages_answered 265", "e - completion_rate 100"),
  .init(
    "政务公开专区接待群众查阅320余人次，发放《政策明白卡》8700余份。", "e other policy_cards 8701..8799", "e - consultations_received 321..329"),
  .init("开展“在线访谈”4期，举办“我为群众办实事”活动12场。", "e - online_interviews 4"),
  .init(
    "在重大行政决策中公开征求意见12次，共征集意见68条。", "e - opinion_solicitations 12", "e - public_comments_received 68"),
  .init("根据《政务公开工作手册》3项要求，抓好落实。"),
  .init("印制发放政策明白卡1.5万张、宣传手册8000册。", "e other policy_cards 14500..15499", "e other policy_booklets 8000"),
  .init("局主要负责人走进“行风热线”直播间3次，参加在线访谈2期。", "e - online_interviews 2", "e - leader_interviews 3"),
  .init("共召开例行新闻发布会24场，其中主要负责人出席12场。", "e press press_conferences 24"),
  .init("上半年微信公众号推送信息150条，下半年推送信息172条。", "m wechat posts 150", "m wechat posts 172"),
  .init(
    "截至2024年12月31日，“滨江税务”微信公众号关注用户总数为208,516人，全年共推送图文消息415条，单条最高阅读量3.6万次。",
    "m wechat followers 208516", "m wechat posts 415", "m wechat reads 35500..36499"),
  .init(
    "网站全年独立用户访问总量45万个，网站总访问量1200万次。", "e website website_visits 11995000..12004999",
    "e website website_visitors 445000..454999"),
  .init(
    "信息发布总数2315条，概况类信息更新量12条，政务动态信息更新量1890条，信息公开目录信息更新量413条。",
    "e - info_disclosed 2315", "e - info_disclosed 12", "e - info_disclosed 1890", "e - info_disclosed 413"),
  .init("举办“政务公开进社区”活动6场次，发放宣传资料3000余份。"),
  .init("全区共召开政府常务会议22次，公开议题156个。"),
  .init("政务公开工作领导小组召开专题会议3次，研究部署5项重点任务。"),
  .init(
    "办理建议提案共56件，其中人大代表建议30件，政协提案26件，办结率100%。", "e - npc_and_cppcc_proposals 56",
    "e - npc_proposals 30", "e - cppcc_proposals 26", "e - cppcc_completion_rate 100"),
  .init("收到人大代表建议14件，全部按期答复，代表满意率100%。", "e - npc_proposals 14", "e - npc_satisfaction_rate 100"),
  .init(
    "“清风南安”新媒体矩阵粉丝总量突破300万，其中微信45万、微博120万、抖音135万。", "m new_media followers 3000001..3999999",
    "m wechat followers 445000..454999", "m weibo followers 1195000..1204999", "m douyin followers 1345000..1354999"),
  .init(
    "全年共主动公开信息2,587条次，其中网站1,324条、微信公众号863条、其他方式400条。", "e - info_disclosed 2587",
    "e website website_posts 1324", "m wechat posts 863"),
  .init("通过村（社区）公开栏张贴公告230份，通过微信群转发政策信息500余条。"),
  .init("不予公开政府信息0条，依申请公开政府信息3件。", "e - info_not_disclosed 0", "e - applications_received 3"),
  .init(
    "政府信息公开专栏共发布信息1245条，包括机构概况12条、政策法规85条、规划计划6条。", "e website website_posts 1245",
    "e website website_posts 12", "e website website_posts 85", "e website website_posts 6"),
  .init(
    "发布规范性文件类信息9条、财政预决算类信息36条、行政执法类信息412条。", "e - info_disclosed 9", "e - info_disclosed 36",
    "e - info_disclosed 412"),
  .init(
    "全区现有政务新媒体61个，其中微信公众号35个、微博12个、抖音7个、其他7个。今年共注销停更账号5个，新开设1个。",
    "m new_media accounts 61", "m wechat accounts 35", "m weibo accounts 12", "m douyin accounts 7",
    "m new_media accounts_closed 5"),
  .init(
    "抖音、快手、视频号累计发布短视频1200余条，总播放量超1.8亿次。", "m new_media videos 1201..1299",
    "m new_media video_plays 180000001..189999999"),
  .init(
    "通过“今日南浦”微信公众号、视频号、抖音号发布政策信息分别为256条、68条、45条。", "m wechat posts 256",
    "m wechat_channels posts 68", "m douyin posts 45"),
  .init("发布重大决策意见征集公告7期，收到反馈意见23条，采纳11条。", "e - opinion_solicitations 7", "e - public_comments_received 23"),
  .init(
    "因政府信息公开引发行政复议27件，其中维持19件、纠正3件、其他结果4件、尚未审结1件；行政诉讼9件，均维持。", "e - review_cases 27",
    "e - review_upheld 19", "e - review_corrected 3", "e - review_other_result 4", "e - review_pending 1",
    "e - litigation_cases 9"),
  .init(
    "承办市人大建议9件（主办5件、会办4件），市政协提案11件（主办6件、会办5件）。", "e - npc_proposals 9", "e - npc_proposals_lead 5",
    "e - cppcc_proposals 11"),
  .init(
    "完成政府信息依申请公开27件，同比减少3件，未发生行政复议被纠错、行政诉讼败诉情况。", "e - applications_received 27",
    "e - review_corrected 0", "e - litigation_lost 0"),
  .init("年度内，共有3件政府信息公开申请转入下年度办理。", "e - applications_carried_forward 3"),
  .init("未出现因信息公开不及时导致的行政复议、诉讼案件和舆情事件。"),
  .init("“云上桥东”客户端下载量35万，日活跃用户1.2万。"),
  .init(
    "答复依申请公开事项36件，其中，同意公开的20件，占55.6%，部分公开的6件，不予公开的3件，政府信息不存在的7件。",
    "e - applications_processed 36", "e - outcome_granted 20", "e - outcome_partial 6", "e - outcome_denied 3",
    "e - outcome_not_held 7"),
  // What else is handed out is no copy of the bulletin.
  .init("全年编印政府公报6期，发行宣传折页7000份。", "e other bulletin_issues 6"),
  .init(
    "用好“清源之窗”微信公众号和“清源融媒”抖音号两个阵地，微信全年推文312篇、抖音发布作品45个。", "m wechat posts 312",
    "m douyin videos 45"),
  .init("到乡镇检查指导10次。", "e - inspections 10"),
  .init("完成政府网站集约化建设，撤并栏目36个，梳理政策文件86件，废止12件，修改5件。"),
  .init("2023年度全市共收到申请512件，2024年度全市共收到申请623件。", "e - applications_received 512", "e - applications_received 623"),
  .init("在全市政务公开考核中获得95.6分，位列全市第3名。"),
  .init("举办“政务公开日”活动3场，参与群众800余人次，微信公众号直播观看量2.6万人次。", "m wechat live_views 25500..26499"),
  .init(
    "通过“两微一端”等平台发布信息，其中微博1200条、微信860条、今日头条430条。", "m weibo posts 1200", "m wechat posts 860",
    "m toutiao posts 430"),
  .init(
    "我局无政府信息公开收费情况，也无因政府信息公开申请行政复议、提起行政诉讼情况。", "e - processing_fee_cases 0",
    "e - review_cases 0", "e - litigation_cases 0"),
  .init("全市政务微博总数为56个，粉丝总数为321万。", "m weibo accounts 56", "m weibo followers 3205000..3214999"),
  .init("2024年全区新增市场主体1.2万户，推动12345热线受理群众诉求2.3万件，梳理权责清单135项。"),
  .init(
    "微博、微信、抖音三个平台累计发布信息4.6万条，总阅读量12.3亿次。", "m new_media posts 45500..46499",
    "m new_media reads 1225000000..1234999999"),
  .init("建成政务新媒体矩阵，拥有粉丝超过1000万的账号1个。"),
  .init("新收申请5件、上年结转1件，均已办结。", "e - applications_received 5", "e - applications_carried_in 1"),
  .init("本年度收到的申请中，主要涉及征地补偿2件、规划审批3件。"),
]
