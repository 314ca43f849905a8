import DecimalNumbers
import StatutoryForm

/// A figure of the running text, as far as rules compare it with the tables.
public struct NarrativeClaim: Hashable, Sendable {
  /// The metric's code, as `applications_received`.
  public var metric: String
  /// The value; `nil` where only bounds are told.
  public var value: DecimalNumber?
  /// The inclusive lower bound; `nil` where there is none.
  public var low: DecimalNumber?
  /// The inclusive upper bound; `nil` where there is none.
  public var high: DecimalNumber?
  /// `nil` for the year as a whole; a subset or a single event is not compared.
  public var scope: String?
  /// The period, as `2020`; `nil` where it is not known.
  public var period: String?
  /// The words.
  public var quote: String
  /// 1-based source line.
  public var line: Int

  /// Makes a claim.
  public init(
    metric: String, value: DecimalNumber?, low: DecimalNumber?, high: DecimalNumber?, scope: String?, period: String?,
    quote: String, line: Int
  ) {
    self.metric = metric
    self.value = value
    self.low = low
    self.high = high
    self.scope = scope
    self.period = period
    self.quote = quote
    self.line = line
  }

  /// Whether a figure of the table fits the words: inside the bounds, or the value itself.
  ///
  /// The upper side of 余 and the like is soft (form.md section 5), so a hedged claim is given its whole order.
  func admits(_ figure: DecimalNumber) -> Bool {
    if let value, value == figure { return true }
    guard low != nil || high != nil else { return value == nil }
    if let low, figure < low { return false }
    if let high, high < figure { return false }
    return true
  }
}

/// What the rules about narrative against tables look at.
public struct NarrativeFacts: Hashable, Sendable {
  /// The resolved tables.
  public var form: ResolvedForm
  /// The reporting year.
  public var reportYear: Int
  /// Whether the tables cover a whole government; a sentence may then be about its office alone.
  public var isConsolidated: Bool
  /// The figures of the running text.
  public var claims: [NarrativeClaim]

  /// Makes the facts.
  public init(form: ResolvedForm, reportYear: Int, isConsolidated: Bool, claims: [NarrativeClaim]) {
    self.form = form
    self.reportYear = reportYear
    self.isConsolidated = isConsolidated
    self.claims = claims
  }

  /// Claims about the year as a whole, of these metrics; one of no certain year claims nothing about this one.
  func claims(_ metrics: [String]) -> [NarrativeClaim] {
    var found: [NarrativeClaim] = []
    for index in claims.indices where metrics.contains(claims[index].metric) {
      let claim = claims[index]
      if claim.scope == nil || claim.scope == "consolidated", claim.period == "\(reportYear)" {
        found.append(claim)
      }
    }
    return found
  }

  /// The value of a cell; `nil` where it is null.
  func value(_ row: FormRow, _ column: FormColumn) -> DecimalNumber? { form[row, column]?.value }

  /// The sum of the total cells of rows; `nil` where one is null.
  func total(_ rows: [FormRow]) -> DecimalNumber? {
    var sum = DecimalNumber.zero
    for row in rows {
      guard let value = value(row, row.table == .proceedings ? .resultTotal : .total), let next = sum.adding(value)
      else { return nil }
      sum = next
    }
    return sum
  }
}
