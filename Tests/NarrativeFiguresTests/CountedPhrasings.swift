/// Phrasings of our own for classes found by counting public reports by hand.
let countedPhrasings: [SentenceSample] = [
  // What becomes of applications.
  .init(
    "受理政府信息公开申请90件，办理完成71件，余19件转2026年度办理；行政复议4件，3件结果维持，1件结果纠正。", "e - applications_received 90",
    "e - applications_processed 71", "e - applications_carried_forward 19", "e - review_cases 4", "e - review_upheld 3",
    "e - review_corrected 1"),
  .init("收到依申请公开事项5件，5件均严格依法依规答复。", "e - applications_received 5", "e - applications_processed 5"),
  .init("收到申请7件，结转上年度政府信息公开申请3件。", "e - applications_received 7", "e - applications_carried_in 3"),
  .init(
    "收到政府信息公开申请9件（其中：网上申请6件，邮寄3件）。", "e - applications_received 9", "e - applications_by_channel 6",
    "e - applications_by_channel 3"),
  .init(
    "依申请公开处理结果中，部分公开4件，结转至下一年度办理6件。", "e - outcome_partial 4", "e - applications_carried_forward 6"),
  .init(
    "办理政府信息公开申请52件，其中自然人申请件49件，法人或其他组织申请件3件。", "e - applications_received 52",
    "e - applications_by_applicant 49", "e - applications_by_applicant 3"),
  .init("1宗复议后诉讼结果维持。"),
  // Documents beside their interpretations.
  .init(
    "门户网站公开信息40条（包括政策解读9条，规范性文件2条，工作动态29条）。", "e website website_posts 40",
    "e website policy_interpretations 9", "e website website_posts 2", "e website website_posts 29"),
  .init("公开本年度制发的市政府规章4件，废止市政府规章6件。", "e - gov_rules_disclosed 4", "e - gov_rules_repealed 6"),
  // Joint figures: a title or a name in the row.
  .init(
    "通过市政府门户网站、《柳湾市人民政府公报》及官方微博微信等主动公开政府信息420条。", "e - info_disclosed 420"),
  .init("区政府门户网站和“柳湾政府网”微信公众号共发布信息2300条。", "e - info_disclosed 2300"),
  .init("“柳湾政务网”微信公众号发布信息64条。", "m wechat posts 64"),
  .init("通过柳湾农业信息网主动公开政府信息310条。", "e website website_posts 310"),
  .init(
    "网站公开信息60条，其中工作报告4条（中英文各2条），规划56条。", "e website website_posts 60", "e website website_posts 4",
    "e website website_posts 56"),
  // Press, meetings, opinions.
  .init("接受各级媒体采访45批次。", "e press media_interview_events 45"),
  .init("召开新闻发布会、新闻通气会等发布活动12场。", "e press press_conferences 12"),
  .init("在各类媒体上发表稿件830篇。", "e press media_posts 830"),
  .init("征求公众意见3次，向社会开放会议2次。", "e - opinion_solicitations 3", "e - open_meetings 2"),
  .init("网上留言办理61条。", "e - messages_answered 61"),
  .init(
    "向市委信息平台报送信息88条，市政府政务信息平台报送信息79条。", "e - info_reports_to_government 88",
    "e - info_reports_to_government 79"),
  .init("网站设6大板块、37个子栏目。", "e website website_columns 37"),
  .init(
    "收到申请88件，上年结转政府信息公开申请数量2件。其中，予以公开81件，部分公开9件。", "e - applications_received 88",
    "e - applications_carried_in 2", "e - outcome_granted 81", "e - outcome_partial 9"),
  .init("收到信息公开申请4件，其中法人及其他组织1件，已通过网站公开1件。", "e - applications_received 4", "e - applications_by_applicant 1"),
  .init("接收到申请书33份。", "e - applications_received 33"),
  .init(
    "受理依申请公开27件，24件为自然人申请，3件为法人申请，其余26件处理完毕。", "e - applications_received 27",
    "e - applications_by_applicant 24", "e - applications_by_applicant 3", "e - applications_processed 26"),
  .init("本年度无针对政府信息公开事务的行政诉讼。", "e - litigation_cases 0"),
  // What is not what it looks like.
  .init("注销新媒体4个，新开设新媒体3个。", "m new_media accounts_closed 4"),
  .init("合并栏目5个，新增栏目6个。", "e website website_columns_new 6"),
  .init("微信公众号粉丝量超30万，阅读量超10万+微信12条。", "m wechat followers 300001..399999"),
  .init("及时回应群众关切，全年收集咨询问题140个。"),
  .init("对规范性文件进行清理，继续有效25件，失效3件。", "e - normative_documents_in_force 25"),
  .init("政务微博公开政府信息数210条。", "m weibo posts 210"),
  .init("局长2次做客行风热线节目。", "e - leader_interviews 2"),
  .init("公开机构职能、政府采购等9类政府信息，共计71条。", "e - info_disclosed 71"),
  .init("微信公众号发布信息14条，政策解读发布信息9条。", "m wechat posts 14", "e - policy_interpretations 9"),
  .init("通过主流媒体公开信息51篇。", "e press media_posts 51"),
  .init("在《柳湾日报》《北岭晚报》等媒体上刊登报道35篇。", "e press media_posts 35"),
  .init("门户网站新增信息640条，其中工作动态类信息500条。", "e website website_posts 640", "e website website_posts 500"),
  .init("受理咨询投诉66件，回应网友各类咨询投诉59件。", "e - consultations_received 66", "e - consultations_answered 59"),
  .init(
    "受理信息公开申请40件（信函申请12件、传真申请0件、网络申请28件）。", "e - applications_received 40", "e - applications_by_channel 12",
    "e - applications_by_channel 0", "e - applications_by_channel 28"),
  .init("联系电话：0592-2000000，传真：0592-2000001。"),
  .init(
    "发布政策解读20条，其中图片解读14条，“H5”解读4条以及动漫解读2条。", "e - policy_interpretations 20", "e - policy_interpretations 14",
    "e - policy_interpretations 4", "e - policy_interpretations 2"),
  .init("微信公众号发布信息31条，政策解读稿件发布2条。", "m wechat posts 31", "e - policy_interpretations 2"),
  // A statement with a channel of its own, known or not.
  .init("“柳湾发改”微信公众号发布信息31条；通过在线监管平台公示备案类信息17条。", "m wechat posts 31", "e - info_disclosed 17"),
  .init("微信公众号推送信息31条；全年公开各类文件52件。", "m wechat posts 31", "e - info_disclosed 52"),
  .init("利用“柳湾发布”公众号、纸质媒体、网络平台及其他方式公开信息83条。", "e - info_disclosed 83"),
  .init(
    "目录中公开部门文件6条，共发布16条；专题专栏包括价格收费7条、投资管理5条，共发布12条。", "e - info_disclosed 6", "e - info_disclosed 16",
    "e - info_disclosed 12"),
  .init("通过政府网站公开政府信息数90条，包括重点工作14条。", "e website website_posts 90", "e website website_posts 14"),
  .init("向市委报送工作动态27篇。", "e - info_reports_to_government 27"),
  .init("微信公众号关注人数超百万。", "m wechat followers 1000001..1999999"),
  .init("一、总体情况 百万职工受益。"),
  .init("抖音、视频号等四个视频号共发布视频69条。", "m new_media accounts 4", "m new_media videos 69"),
  .init("调整文件公开属性3份，标注失效文件9份。"),
  .init("网站公开工作动态5条，公告公示0条。", "e website website_posts 5", "e website website_posts 0"),
  .init(
    "收到政府信息公开申请47件（含上年结转件1件），撤件29件。", "e - applications_received 47", "e - applications_carried_in 1",
    "e - applications_withdrawn 29"),
  .init(
    "门户网站总访问量达19万次，独立用户访问总量达4781个。", "e website website_visits 185000..194999",
    "e website website_visitors 4781"),
  .init(
    "网站公开信息97条，主要是机构信息39条、财务类信息58条。", "e website website_posts 97", "e website website_posts 39",
    "e website website_posts 58"),
  // One number of several things is none of each, unless it is zero or each has it.
  .init("举办新闻发布会、在线访谈5场。"),
  .init("举办新闻发布会和在线访谈0场。", "e press press_conferences 0", "e - online_interviews 0"),
  .init("行政复议和行政诉讼各1件。", "e - review_cases 1", "e - litigation_cases 1"),
  .init("因政府信息公开被申请行政复议、提起行政诉讼0起。", "e - review_cases 0", "e - litigation_cases 0"),
  .init("公开政策解读、规范性文件30件。"),
  .init("办理10件人大建议和政协提案28件。", "e - npc_proposals 10", "e - cppcc_proposals 28"),
  .init("办理10件人大建议和28件政协提案。", "e - npc_proposals 10", "e - cppcc_proposals 28"),
  // Two numbers that belong to two clauses before, and what is not counted by the word beside it.
  .init("微博粉丝数52人，微信粉丝数31人，全年推文分别为320条、280条。", "m weibo followers 52", "m wechat followers 31"),
  .init("微信公众号粉丝由上年末的200人增至300人。", "m wechat followers 300"),
  .init("网站新增栏目8个，撤销栏目3个。", "e website website_columns_new 8"),
  .init("政府网站答复留言86条，选登公开54条。", "e - messages_answered 86"),
  .init("收到行政复议案件5件（含上年结转1件），维持3件。", "e - review_cases 5", "e - review_upheld 3"),
  // The number of a heading is no part of the list below it.
  .init("一、总体情况\n微博、抖音号分别发布信息31条和18条。", "m weibo posts 31", "m douyin posts 18"),
  // Traditional script.
  .init(
    "官方微博發佈資訊30條，註銷微信公眾號2個。全年收到政府資訊公開申請5件，答覆4件，結轉下年度1件，行政複議1件。", "m weibo posts 30",
    "m wechat accounts_closed 2", "e - applications_received 5", "e - applications_processed 4",
    "e - applications_carried_forward 1", "e - review_cases 1"),
  .init(
    "門戶網站發布信息420條，組織培訓3場，開展檢查2次，線上訪談6期，意見徵集7次。", "e website website_posts 420", "e - training_sessions 3",
    "e - inspections 2", "e website online_interviews 6", "e website opinion_solicitations 7"),
]
