public struct NarrativeRules: Sendable { public init(yaml: [UInt8]) throws {} }
public struct NarrativeExtractor: Sendable { public init(rules: NarrativeRules) {}
 public func figures(in: [NarrativePassage], context: NarrativeContext) -> [NarrativeFigure] { [] } }
