/// The furniture of an invented portal around a report: head, scripts, styles, menus, side bars, share buttons, footer.
enum PortalChrome {
  /// A whole page of about `byteCount` bytes, or a little more where the body alone is as long.
  static func page(title: String, body: String, charset: String, year: Int, seed: UInt64) -> String {
    var generator = SeededGenerator(seed: seed)
    let inner = WordMarkup.decorated(body, &generator)
    let wanted = Int.random(in: 54_000...104_000, using: &generator)
    let room = max(6000, wanted - inner.utf8.count)
    var page = head(title: title, charset: charset, year: year, size: room * 45 / 100, &generator)
    page += "<body class=\"xxgk-detail\" onload=\"initPage()\">\n<!-- 页头 开始 -->\n"
    page += menus(size: room * 30 / 100, &generator)
    page += """
      <div class="container clearfix"><div class="position"><i class="icon-home"></i>您现在的位置：<a href="/">首页</a> &gt;
      <a href="/zwgk/">政务公开</a> &gt; <a href="/zwgk/nb/">政府信息公开年报</a></div>
      <table width="1000" border="0" cellspacing="0" cellpadding="0" align="center"><tr><td width="220" valign="top">

      """
    page += list(size: room * 8 / 100, style: "left-tree", &generator)
    page += """
      </td><td valign="top"><div class="article" id="zoom">
      <div class="article-info"><span>发布日期：\(year + 1)-01-\(Int.random(in: 10...28, using: &generator))</span>
      <span>字号：[<a href="javascript:doZoom(18)">大</a> <a href="javascript:doZoom(16)">中</a>]</span></div>

      """
    page += inner
    page += "\n</div>\n" + share(&generator)
    page += "</td></tr></table></div>\n" + list(size: room * 8 / 100, style: "related-links", &generator)
    page += footer(size: room * 9 / 100, &generator)
    return page + "</body>\n</html>\n"
  }

  private static func head(
    title: String, charset: String, year: Int, size: Int, _ generator: inout SeededGenerator
  ) -> String {
    var text = """
      <!DOCTYPE html>
      <html lang="zh-CN">
      <head>
      <meta http-equiv="Content-Type" content="text/html; charset=\(charset)">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="ArticleTitle" content="\(title)">
      <meta name="ColumnName" content="政府信息公开年报">
      <title>\(title)</title>
      <link rel="stylesheet" type="text/css" href="/assets/css/base.css?v=\(year)">
      <link rel="stylesheet" type="text/css" href="/assets/css/xxgk.css">
      <script src="/assets/js/jquery-1.12.4.min.js"></script>

      """
    text += "<style type=\"text/css\">\n"
    while text.utf8.count < size / 2 {
      let name = word(&generator)
      text += ".\(name) li.item-\(name) > a:hover { color: #\(name.prefix(3))36c; background: url(/img/\(name).png) "
      text += "no-repeat \(Int.random(in: 0...40, using: &generator))px 8px; line-height: 26px; float: left }\n"
    }
    text += "</style>\n<script type=\"text/javascript\">\n//<![CDATA[\n"
    while text.utf8.count < size {
      let name = word(&generator)
      text += "function \(name)(a, b) { for (var i = 0; i < a.length && b > i; i++) { var t = \"<li><a>\" + a[i]; "
      text += "$(\"#\(name)\").append(t + \"</a></li>\"); } return a.length <= 3 ? b & 1 : null; }\n"
    }
    return text + "//]]>\n</script>\n</head>\n"
  }

  private static func menus(size: Int, _ generator: inout SeededGenerator) -> String {
    var text = "<div class=\"header\"><div class=\"logo\"><img src=\"/img/logo.png\" alt=\"门户网站\"></div>\n"
    text += "<div class=\"search\"><form action=\"/search\"><input type=\"text\" name=\"q\" value=\"请输入关键字\">"
    text += "<select name=\"t\"><option value=\"1\">标题</option><option value=\"2\">全文</option></select></form></div>\n"
    text += "<ul class=\"nav\">\n"
    while text.utf8.count < size {
      text += "<li class=\"nav-item dropdown\"><a href=\"/\(word(&generator))/\" target=\"_blank\">"
      text += "\(subject(&generator))</a>\n<ul class=\"dropdown-menu\">\n"
      for _ in 0..<Int.random(in: 3...9, using: &generator) {
        text += "  <li><a href=\"/\(word(&generator))/col/col\(Int.random(in: 1000...9999, using: &generator))"
        text += "/index.html\" title=\"\" class=\"sub\">\(subject(&generator))</a></li>\n"
      }
      text += "</ul></li>\n"
    }
    return text + "</ul></div>\n"
  }

  private static func list(size: Int, style: String, _ generator: inout SeededGenerator) -> String {
    var text =
      "<div class=\"\(style)\"><h3><span>\(subject(&generator))</span><a class=\"more\" href=\"/more\">更多&gt;&gt;</a></h3><ul>\n"
    while text.utf8.count < size {
      text += "<li><a href=\"/art/\(Int.random(in: 2015...2024, using: &generator))/\(word(&generator)).html\">"
      text += "\(subject(&generator))\(subject(&generator))</a>"
      text += "<span class=\"date\">\(Int.random(in: 2015...2024, using: &generator))-06-12</span></li>\n"
    }
    return text + "</ul></div>\n"
  }

  private static func share(_ generator: inout SeededGenerator) -> String {
    """
    <div class="bdsharebuttonbox" data-tag="share_1"><span>分享到：</span><a class="bds_weixin" data-cmd="weixin" href="#">微信</a>
    <a class="bds_tsina" data-cmd="tsina" href="#">新浪微博</a><a class="bds_qzone" data-cmd="qzone" href="#">空间</a></div>
    <script>window.\(word(&generator)) = { "common": { "bdSize": "24", "bdText": "" }, "share": [{ "tag": "share_1" }] };</script>
    <div class="page-tools"><a href="javascript:window.print()">打印本页</a><a href="javascript:window.close()">关闭窗口</a></div>

    """
  }

  private static func footer(size: Int, _ generator: inout SeededGenerator) -> String {
    var text = "<div class=\"footer\"><div class=\"links\"><select onchange=\"window.open(this.value)\">\n"
    while text.utf8.count < size {
      text += "<option value=\"http://\(word(&generator)).example/\">\(subject(&generator))网</option>\n"
    }
    return text + """
      </select></div><p>主办：镇人民政府 &nbsp;&nbsp; 承办：党政综合办 &copy; 版权所有</p>
      <p>网站标识码：0000000000 &nbsp; 备案号：00000000号-1 &nbsp; 联系电话：0000-0000000</p></div>
      <script>var _hmt = _hmt || []; (function () { var s = document.createElement("script"); s.src = "/tj.js"; })();</script>

      """
  }

  private static func word(_ generator: inout SeededGenerator) -> String {
    var bits = generator.next()
    var text = ""
    for _ in 0..<7 {
      text.append(letters[Int(bits % UInt64(letters.count))])
      bits /= UInt64(letters.count)
    }
    return text
  }

  private static func subject(_ generator: inout SeededGenerator) -> String {
    (beginnings.randomElement(using: &generator) ?? "") + (endings.randomElement(using: &generator) ?? "")
  }

  private static let letters = Array("abcdefghijklmnopqrstuvwxyz")
  private static let beginnings = ["政务", "民生", "乡村", "教育", "医疗", "招商", "旅游", "人事", "财政", "环保", "交通", "文化", "安全", "农业"]
  private static let endings = ["动态", "公告", "指南", "服务", "专题", "解读", "查询", "名录", "规划", "简介", "地图", "问答"]
}
