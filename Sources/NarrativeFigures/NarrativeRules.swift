import Yams

/// The declared rules of the narrative figures, read and compiled once.
public struct NarrativeRules: Sendable {
  let sealed: SealedRules

  /// The `version` of the rule file.
  public let version: String

  /// The metric codes the rules can give, each with its table, in file order and without repetition.
  public var metricCodes: [(table: NarrativeTable, code: String)] {
    var seen: Set<String> = []
    return sealed.metrics.map(\.rule).compactMap {
      seen.insert($0.table.rawValue + $0.code).inserted ? ($0.table, $0.code) : nil
    }
  }

  /// Reads and compiles a rule file; throws with every problem it has.
  public init(yaml: [UInt8]) throws(RuleFileError) {
    var compiler = RuleCompiler()
    compiler.read(yaml)
    if !compiler.file.problems.isEmpty { throw RuleFileError(problems: compiler.file.problems) }
    version = compiler.rules.version
    sealed = SealedRules(compiler.rules)
  }

  /// Everything that is wrong with a rule file; empty where it can be used.
  public static func validate(yaml: [UInt8]) -> [RuleProblem] {
    var compiler = RuleCompiler()
    compiler.read(yaml)
    return compiler.file.problems
  }
}
