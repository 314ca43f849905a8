import AgencyIdentity
import NarrativeFigures

/// What `gongkai rules check` prints.
public struct RuleCheck: Sendable {
  /// Whether no rule file has a fault.
  public let isValid: Bool
  /// For standard output.
  public let text: String

  /// Validates the rule files, and tries the narrative rules on a text where one is given.
  public init(rules: RuleFiles, textFile: String?, reportYear: Int?) throws {
    var lines: [String] = []
    let narrative = rules.bytes(of: "narrative.yaml")
    let problems = NarrativeRules.validate(yaml: narrative)
    lines += problems.map { "narrative.yaml: \($0)" }
    var aliasProblem: String?
    do { _ = try AgencyIdentifier(aliases: rules.bytes(of: "agency-aliases.yaml")) } catch {
      aliasProblem = error.description
    }
    if let aliasProblem { lines.append(aliasProblem) }
    do { _ = try CorrectionFile(yaml: rules.bytes(of: "corrections.yaml")) } catch {
      lines.append("corrections.yaml: \(error.description)")
    }
    do { _ = try Roster(of: rules) } catch { lines.append(error.message) }
    isValid = lines.isEmpty
    if isValid {
      let compiled = try NarrativeRules(yaml: narrative)
      lines.append("rules are valid: \(compiled.metricCodes.count) metrics")
      if let textFile { lines += try Self.trace(textFile, rules: compiled, reportYear: reportYear) }
    }
    text = lines.joined(separator: "\n") + "\n"
  }

  private static func trace(_ file: String, rules: NarrativeRules, reportYear: Int?) throws -> [String] {
    let path = file == "-" ? "/dev/stdin" : file
    guard let bytes = try? readStream(path, limit: 16 << 20) else {
      throw PipelineError.inbox(.notFound(path: file))
    }
    var passage = NarrativePassage(text: bytes, lineOffsets: [0], lineNumbers: [1])
    for (offset, byte) in bytes.enumerated() where byte == UInt8(ascii: "\n") {
      passage.lineOffsets.append(Int32(offset + 1))
      passage.lineNumbers.append(Int32(passage.lineNumbers.count + 1))
    }
    let context = NarrativeContext(reportYear: reportYear)
    return NarrativeExtractor(rules: rules).trace(of: passage, context: context).map { trace in
      let place = "line \(trace.line)  \(trace.text)  "
      if trace.figures.isEmpty { return place + "– " + trace.reason }
      return place
        + trace.figures.map { figure in
          let value = figure.value?.description ?? "null"
          let bounds = "[\(figure.low?.description ?? ""), \(figure.high?.description ?? "")]"
          return "\(figure.table.rawValue) \(figure.platform ?? "-") \(figure.metric) \(value) \(bounds) "
            + "\(figure.qualifier), period \(figure.period ?? "-"), scope \(figure.scope ?? "-"), rule \(figure.rule)"
        }.joined(separator: "; ")
    }
  }
}
