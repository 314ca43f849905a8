import Yams

/// What is wrong with a rule file, and where.
public struct RuleProblem: Sendable, Hashable, CustomStringConvertible {
  /// The 1-based line of the file; `nil` where the whole file is meant.
  public var line: Int?
  /// The place as a path, as `metrics[3].units`.
  public var place: String
  /// One sentence.
  public var message: String

  /// The problem as one line, as `line 12, metrics[3].units: …`.
  public var description: String { (line.map { "line \($0), " } ?? "") + "\(place): \(message)" }
}

/// A rule file that cannot be used.
public struct RuleFileError: Error, CustomStringConvertible {
  /// Everything that is wrong, in file order.
  public let problems: [RuleProblem]
  /// All problems, one a line.
  public var description: String { problems.map(\.description).joined(separator: "\n") }
}

/// A walk over the nodes of a rule file that collects problems instead of stopping at the first.
struct RuleFileReader {
  private(set) var problems: [RuleProblem] = []

  mutating func complain(_ node: Node?, _ place: String, _ message: String) {
    problems.append(RuleProblem(line: node?.mark?.line, place: place, message: message))
  }

  /// The root mapping; `nil`, with a problem, where the bytes are no YAML mapping.
  mutating func root(of yaml: [UInt8]) -> Node.Mapping? {
    do {
      guard let node = try Yams.compose(yaml: String(decoding: yaml, as: UTF8.self)), let mapping = node.mapping else {
        complain(nil, "file", "is no YAML mapping")
        return nil
      }
      return mapping
    } catch {
      complain(nil, "file", "is no YAML: \(error)")
      return nil
    }
  }

  /// The entries of a list; empty, with a problem unless `optional`, where it is missing or no list.
  mutating func list(_ mapping: Node.Mapping, _ key: String, _ place: String, optional: Bool = false) -> [Node] {
    guard let node = mapping[key] else {
      if !optional { complain(nil, place, "needs \(key)") }
      return []
    }
    guard let sequence = node.sequence else {
      complain(node, "\(place).\(key)", "must be a list")
      return []
    }
    return Array(sequence)
  }

  /// A list of words; empty words are problems.
  mutating func words(_ mapping: Node.Mapping, _ key: String, _ place: String, optional: Bool = false) -> [String] {
    list(mapping, key, place, optional: optional).compactMap { node in
      guard let text = node.scalar?.string, !text.isEmpty else {
        complain(node, "\(place).\(key)", "must hold words")
        return nil
      }
      return text
    }
  }

  /// A scalar; `nil`, with a problem unless `optional`, where it is missing.
  mutating func text(_ mapping: Node.Mapping, _ key: String, _ place: String, optional: Bool = false) -> String? {
    guard let text = mapping[key]?.scalar?.string, !text.isEmpty else {
      if !optional { complain(nil, place, "needs \(key)") }
      return nil
    }
    return text
  }

  /// A mapping below; `nil`, with a problem, where it is missing.
  mutating func mapping(_ parent: Node.Mapping, _ key: String, _ place: String) -> Node.Mapping? {
    guard let found = parent[key]?.mapping else {
      complain(parent[key], place, "needs the mapping \(key)")
      return nil
    }
    return found
  }

  /// Complains about keys nobody reads, most often misspelt ones.
  mutating func allow(_ keys: Set<String>, in mapping: Node.Mapping, _ place: String) {
    for (key, _) in mapping {
      if let name = key.scalar?.string, !keys.contains(name) { complain(key, place, "has the unknown key \(name)") }
    }
  }
}
