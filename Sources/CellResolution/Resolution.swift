import StatutoryForm

/// The tables of a report with one value a cell, and what proves them.
public struct Resolution: Hashable, Sendable {
  /// Every cell of the layout with its value and its basis.
  public var form: ResolvedForm
  /// The printed form in the readings that were chosen: where heads stand in another order than the form's, the one that
  /// the sums of rows leave.
  public var printed: PrintedForm
  /// What only the resolver can see.
  ///
  /// Columns in doubt (`S.COLUMNS`), rows with more tokens than columns (`S.ROWS`), and contradictions that no single identity shows over the
  /// published values. Identities that fail over published values are raised by the rule evaluator, not here.
  public var findings: [Finding]
  /// Why the values are what they are.
  public var proof: ResolutionProof
}

/// The proof behind the cells of tables 3 and 4; table 2 has no identities.
public struct ResolutionProof: Hashable, Sendable {
  /// Table 3.
  public var applications: TableProof
  /// Table 4.
  public var proceedings: TableProof
  /// Whether some cell was left open because the budget ran out.
  public var isBudgetExhausted: Bool { applications.isBudgetExhausted || proceedings.isBudgetExhausted }
}

/// How far one table's cells are determined.
public struct TableProof: Hashable, Sendable {
  /// Joint solutions of all cells that are left, counted up to `TableProof.solutionLimit`; 0 where the identities
  /// contradict each other or the table prints no number.
  public var solutions: Int
  /// Identities that took part.
  public var used: [FormIdentity]
  /// Identities that fail, alone or together: nothing hangs on them alone.
  public var dropped: [FormIdentity]
  /// Smallest explanations of the contradiction that were considered; 0 where there is none.
  public var explanations: Int
  /// Whether the explanations were too many to list, so that everything suspect was left out.
  public var isCoarse: Bool
  /// Whether some cell was left open because the budget ran out.
  public var isBudgetExhausted: Bool

  /// The number of solutions at which counting stops.
  public static let solutionLimit = 16

  static let empty = TableProof(
    solutions: 0, used: [], dropped: [], explanations: 0, isCoarse: false, isBudgetExhausted: false)
}
