/// The agency that the title of a report names (form.md section 6).
public enum AgencyTitle {
  /// The agency in a title, in canonical form: `2020年郑州市教育局政府信息公开工作年度报告` and
  /// `郑州市教育局2020年…` both give 郑州市教育局; `nil` where the title names none.
  ///
  /// 政府信息公开 is kept whole: 2022年上海市政府信息公开工作年度报告 names 上海市.
  public static func agency(in title: String) -> String? {
    let text = Array(NameFolding.canonical(title).unicodeScalars)
    guard let subject = start(ofSubjectIn: text) else { return nil }
    var head = text[..<subject]
    if let colon = head.firstIndex(of: ":") { head = head[(colon + 1)...] }
    guard let year = year(in: head) else { return name(head) }
    return name(head[..<year.lowerBound]) ?? name(head[year.upperBound...])
  }

  private static func start(ofSubjectIn text: [Unicode.Scalar]) -> Int? {
    let folded = text.map { NameFolding.folded(String($0)) }
    var best: Int?
    for subject in subjects {
      guard folded.count >= subject.count else { continue }
      for start in 0...(folded.count - subject.count) where start < best ?? .max {
        if (0..<subject.count).allSatisfy({ folded[start + $0] == subject[$0] }) { best = start }
      }
    }
    return best
  }

  private static func name(_ text: ArraySlice<Unicode.Scalar>) -> String? {
    var name = text
    let noise = Set("关于的·-—_《》〈〉「」“”\"'()【】[],、。;".unicodeScalars)
    while let first = name.first, noise.contains(first) { name = name.dropFirst() }
    while let last = name.last, noise.contains(last), !(last == ")" && name.contains("(")) { name = name.dropLast() }
    return name.isEmpty ? nil : String(String.UnicodeScalarView(name))
  }

  /// `20dd`, or four Han digits, with 年, 年度, 度 after it.
  private static func year(in text: ArraySlice<Unicode.Scalar>) -> Range<Int>? {
    var start = text.startIndex
    while start + 4 <= text.endIndex {
      let digits = text[start..<(start + 4)]
      let isArabic = digits.allSatisfy { ("0"..."9").contains($0) }
      let isHan = digits.allSatisfy { hanDigits.contains($0) }
      let begins = isArabic ? text[start] == "2" && text[start + 1] == "0" : text[start] == "二"
      guard isArabic || isHan, begins else {
        start += 1
        continue
      }
      var end = start + 4
      if end < text.endIndex, text[end] == "年" { end += 1 } else if isHan { return nil }
      if end < text.endIndex, text[end] == "年" { end += 1 }
      if end < text.endIndex, text[end] == "度" { end += 1 }
      return start..<end
    }
    return nil
  }

  private static let hanDigits = Set("〇○零一二三四五六七八九".unicodeScalars)
  private static let subjects = ["政府信息公开", "政务信息公开", "政务公开", "信息公开"].map { subject in
    subject.unicodeScalars.map { Array(String($0).utf8) }
  }
}
