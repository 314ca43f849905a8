import StatutoryForm
public struct ReportFacts: Sendable { public init() {} }
public struct RuleEvaluator: Sendable { public init() {}; public func findings(for: ReportFacts) -> [Finding] { [] } }
