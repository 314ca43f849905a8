/// Platforms that are counted one by one, and owners of platforms that could be taken for places themselves.
extension PassageReader {
  /// A library's or a station's name right before a platform's word is its owner: 市图书馆微信公众号.
  mutating func leaveOutOwners() {
    guard platforms.count > 1 else { return }
    var kept = 0
    for index in platforms.indices {
      if index + 1 < platforms.count, rules.platforms.indices.contains(platforms[index].platform),
        rules.platforms[platforms[index].platform].kind == .other,
        isSocial(platforms[index + 1]), isOwnerGap(platforms[index].end, platforms[index + 1].start)
      {
        continue
      }
      platforms[kept] = platforms[index]
      kept += 1
    }
    platforms.removeLast(platforms.count - kept)
  }

  private func isSocial(_ token: PlatformToken) -> Bool {
    token.platform == LiteralUse.ambiguousPlatform
      || rules.platforms.indices.contains(token.platform) && rules.platforms[token.platform].kind == .social
  }

  /// Nothing, or a name in quotes, between an owner and its platform.
  private func isOwnerGap(_ start: Int, _ end: Int) -> Bool {
    if start == end { return true }
    return end - start <= 60 && bytes.matches("“", at: start) && bytes.matches("”", at: end - 3)
  }

  /// Behind a list of accounts, as 微博29个、微信31个,共发布信息…, or of three and more counts, as 微博12条、微信8条、
  /// 抖音5条,累计阅读…, what is told is told of all of them.
  mutating func joinAccountLists() {
    guard platforms.count > 1, !quantities.isEmpty else { return }
    var first: Int?
    var isOfParts = false
    for index in platforms.indices {
      guard let count = countBehind(index) else {
        first = nil
        continue
      }
      let begins = first ?? index
      if first == nil { isOfParts = isBehindSubset(platforms[index].start) }
      let isAccounts = count.unit.map { rules.accountUnits.contains($0) } ?? false
      let goesOn =
        index + 1 < platforms.count
        && isListGap(count.end, platforms[index + 1].start, mayBeComma: isAccounts || isOfParts)
        && countBehind(index + 1)?.unit == count.unit
      first = goesOn ? begins : nil
      guard !goesOn, begins + (isAccounts || isOfParts ? 0 : 1) < index else { continue }
      let members = platforms[begins...index]
      guard members.contains(where: { $0.platform != platforms[index].platform }) else { continue }
      platforms[index].jointFrom = count.end
      platforms[index].jointIsOfTotals = isOfParts && !isAccounts && index - begins < 2
      platforms[index].jointIsSocial = members.allSatisfy { isSocial($0) }
    }
  }

  /// Whether 其中 or the like stands right before.
  private func isBehindSubset(_ start: Int) -> Bool {
    lastHit(with: .subset, from: max(0, start - 24), to: start)?.end == start
      || bytes.matches(":", at: start - 1) && lastHit(with: .subset, from: max(0, start - 24), to: start) != nil
  }

  /// The number of accounts or published things right behind a platform's word.
  private func countBehind(_ token: Int) -> QuantitySpan? {
    let index = firstQuantity(from: platforms[token].end)
    guard index < quantities.count, let unit = quantities[index].unit,
      rules.accountUnits.contains(unit) || rules.itemUnits.contains(unit)
    else { return nil }
    let gap = quantities[index].lead - platforms[token].end
    if gap == 0 { return quantities[index] }
    guard gap <= 9, bytes.matches("账号", at: platforms[token].end) || bytes.matches("共", at: platforms[token].end) else {
      return nil
    }
    return quantities[index]
  }

  private func isListGap(_ start: Int, _ end: Int, mayBeComma: Bool) -> Bool {
    guard end > start, end - start <= 9 else { return false }
    return mayBeComma && bytes[start] == UInt8(ascii: ",") || bytes.matches("、", at: start)
      || bytes.matches("和", at: start)
      || bytes.matches("及", at: start) || bytes.matches("以及", at: start)
  }

  /// The subject that a platform is for what stands at `position`.
  func subject(of token: Int, at position: Int) -> Subject? {
    guard position > platforms[token].jointFrom else { return subject(of: token) }
    if platforms[token].jointIsOfTotals, !isOfTotals(position) { return subject(of: token) }
    return platforms[token].jointIsSocial ? Subject(code: "new_media", kind: .social, account: nil) : nil
  }

  /// Whether the clause begins as a total does, as 总阅读量.
  private func isOfTotals(_ position: Int) -> Bool {
    let clause = clauseStart(position)
    return (["总", "合计", "累计", "共"] as [StaticString]).contains { bytes.matches($0, at: clause) }
  }
}
