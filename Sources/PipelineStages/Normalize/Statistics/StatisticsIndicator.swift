/// The codes of `indicator`: labels of the free-form tables whose meaning a row of the later form has.
///
/// Codes are those of form.md 2.3 and 2.4, and two groups that the later form splits: `denied` is the sum of its group
/// (三), `litigation` that of both its kinds of lawsuits. A label has a code only where all of it is known: 按时办结数 is
/// not all that was processed, and what a court decided is not a number of lawsuits.
enum StatisticsIndicator {
  /// The code of a label; `nil` where the later form has nothing equal.
  static func code(of label: String) -> String? {
    var core = StatisticsOutline.core(of: label)
    if let bracket = core.firstIndex(where: { $0 == "(" || $0 == "（" }), bracket != core.startIndex {
      core = core[..<bracket]
    }
    for prefix in ["政府信息公开", "信息公开", "本年度", "本年", "因政府信息公开", "全年"] where core.hasPrefix(prefix) {
      core = core.dropFirst(prefix.count)
    }
    return codes[String(core)] ?? countless(core).flatMap { codes[$0] }
  }

  /// The label without the words that only say that something is counted.
  private static func countless(_ core: Substring) -> String? {
    for suffix in ["总数量", "总件数", "总数", "数量", "件数", "总量", "数"] where core.hasSuffix(suffix) {
      return String(core.dropLast(suffix.count))
    }
    return nil
  }

  private static let codes: [String: String] = {
    let labels: [(code: String, labels: [String])] = [
      (
        "new_received",
        [
          "受理依申请公开信息", "受理依申请公开", "收到申请", "受理申请", "收到依申请公开", "收到信息公开申请", "收到政府信息公开申请",
          "受理政府信息公开申请", "受理信息公开申请", "依申请公开政府信息申请", "收到依申请公开申请",
        ]
      ),
      (
        "total_processed",
        ["对申请的答复", "对申请答复", "申请办结", "申请答复", "答复申请", "依申请公开答复", "办结申请"]
      ),
      ("granted_full", ["同意公开答复", "同意公开", "予以公开"]),
      ("granted_partial", ["同意部分公开答复", "同意部分公开", "部分公开答复", "部分公开"]),
      ("denied", ["不予公开答复", "不予公开", "否决公开答复", "否决公开", "不同意公开答复", "不同意公开"]),
      ("review", ["行政复议", "行政复议申请", "申请行政复议", "被申请行政复议", "提起行政复议"]),
      ("litigation", ["行政诉讼", "提起行政诉讼", "被提起行政诉讼", "行政诉讼案件"]),
    ]
    var codes: [String: String] = [:]
    for entry in labels {
      for label in entry.labels { codes[label] = entry.code }
    }
    return codes
  }()
}
