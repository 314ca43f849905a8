import DecimalNumbers

/// A figure of the running text, as far as rules about parts and shares ask for it.
public struct RelatedFigure: Hashable, Sendable {
  /// The code of its table.
  public var table: String
  /// The platform or channel; `nil` where the text names none.
  public var platform: String?
  /// What it says.
  public var claim: NarrativeClaim

  /// Makes a figure.
  public init(table: String, platform: String?, claim: NarrativeClaim) {
    self.table = table
    self.platform = platform
    self.claim = claim
  }

  /// Whether it is one number without a hedge.
  var exact: Int64? {
    guard let value = claim.value?.integer, claim.low == claim.value, claim.high == claim.value else { return nil }
    return value
  }

  /// The least whole number it admits; `nil` where that is not known.
  ///
  /// 31339余 may well stand for 31339 itself.
  var least: Int64? {
    guard let low = claim.low?.integer else { return nil }
    return claim.value?.integer.map { min(low, $0) } ?? low
  }

  /// The greatest whole number it admits; the upper side of a hedge is soft (form.md section 5).
  var greatest: Int64? {
    guard let high = claim.high?.integer else { return nil }
    guard exact == nil, let low = least else { return high }
    return high + (high - low)
  }
}

/// What the rules about parts, shares and rates of the running text look at.
public struct RelationFacts: Hashable, Sendable {
  /// A figure and its parts.
  public struct List: Hashable, Sendable {
    /// The figure that is divided.
    public var whole: RelatedFigure
    /// Its parts.
    public var parts: [RelatedFigure]
    /// Whether the list names what is left, as 其他, and every number of it was read.
    public var isComplete: Bool

    /// Makes a list.
    public init(whole: RelatedFigure, parts: [RelatedFigure], isComplete: Bool) {
      self.whole = whole
      self.parts = parts
      self.isComplete = isComplete
    }
  }

  /// A share told of a part.
  public struct Share: Hashable, Sendable {
    /// The figure whose share it is.
    public var part: RelatedFigure
    /// The figure it is a share of.
    public var whole: RelatedFigure
    /// The percentage as printed.
    public var percent: DecimalNumber
    /// 1-based source line.
    public var line: Int

    /// Makes a share.
    public init(part: RelatedFigure, whole: RelatedFigure, percent: DecimalNumber, line: Int) {
      self.part = part
      self.whole = whole
      self.percent = percent
      self.line = line
    }
  }

  /// All lists.
  public var lists: [List]
  /// All shares.
  public var shares: [Share]
  /// The figures that rates are compared with.
  public var claims: [NarrativeClaim]

  /// Makes the facts.
  public init(lists: [List] = [], shares: [Share] = [], claims: [NarrativeClaim] = []) {
    self.lists = lists
    self.shares = shares
    self.claims = claims
  }

  /// The one value told of a metric; `nil` where none or several are told.
  func value(_ metric: String) -> Int64? {
    let values = Set(claims.filter { $0.metric == metric }.map(\.value))
    guard values.count == 1, let value = values.first else { return nil }
    return value?.integer
  }
}
