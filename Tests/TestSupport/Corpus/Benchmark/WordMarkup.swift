/// Makes plain tables and paragraphs look as if pasted from Word into the editor of a portal.
enum WordMarkup {
  /// The body with the styles, classes and empty elements of such a page; its texts and spans stay as they are.
  static func decorated(_ body: String, _ generator: inout SeededGenerator) -> String {
    let source = Array(body.utf8)
    let width = Int.random(in: 36...88, using: &generator)
    let isLean = Int.random(in: 0..<3, using: &generator) == 0
    let font = ["仿宋_GB2312", "宋体", "仿宋", "方正仿宋_GBK"].randomElement(using: &generator) ?? "宋体"
    let cell = Array(
      (isLean
        ? " style=\"width:\(width)pt;border:solid windowtext 1.0pt;padding:0cm 5.4pt\""
        : " style=\"width:\(width).\(width % 9)pt;border-top:none;border-left:none;border-bottom:solid windowtext 1.0pt;padding:0cm 5.4pt\"")
        .utf8)
    let opening = Array(
      (isLean
        ? "<p class=\"MsoNormal\" style=\"text-align:center\"><span style=\"font-family:\(font)\">"
        : "<p class=\"MsoNormal\" align=\"center\" style=\"text-align:center\">"
          + "<span lang=\"EN-US\" style=\"font-size:10.5pt;font-family:\(font)\">").utf8)
    let closing = Array((isLean ? "</span></p>" : "<o:p></o:p></span></p>").utf8)
    let table = Array(
      "<table class=\"MsoNormalTable\" border=\"1\" cellspacing=\"0\" cellpadding=\"0\" style=\"border-collapse:collapse;border:none\"><tbody>"
        .utf8)
    let row = Array("<tr style=\"mso-yfti-irow:1;height:22.7pt\">".utf8)
    let paragraph = Array(
      "<p style=\"margin-top:0px;text-indent:32pt;line-height:150%;text-align:justify;font-size:16pt\"><span style=\"font-family:\(font);font-size:16pt;\">"
        .utf8)
    let paragraphEnd = Array("</span></p>".utf8)
    var result: [UInt8] = []
    result.reserveCapacity(source.count * 6)
    var position = 0
    var depth = 0
    while position < source.count {
      if source[position] != 0x3C {
        result.append(source[position])
        position += 1
        continue
      }
      let end = source[position...].firstIndex(of: 0x3E).map { $0 + 1 } ?? source.count
      let tag = source[position..<end]
      let name = String(decoding: tag.dropFirst().prefix { $0 != 0x20 && $0 != 0x3E }, as: UTF8.self)
      switch name {
      case "table":
        result += table
        depth += 1
      case "/table":
        result += Array("</tbody></table>".utf8)
        depth -= 1
      case "tr": result += row
      case "td":
        result += tag.dropLast()
        result += cell
        result.append(0x3E)
        result += opening
      case "/td": result += closing + tag
      case "p" where depth == 0 && tag.count == 3: result += paragraph
      case "/p" where depth == 0: result += paragraphEnd
      default: result += tag
      }
      position = end
    }
    return String(decoding: result, as: UTF8.self)
  }
}
