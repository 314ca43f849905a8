import Yams

/// The reviewed file of names that mean one agency, and of organisation codes that mean none.
///
/// ```yaml
/// version: 1
/// aliases:            # whole names: the canonical one, and those to join to it
///   - canonical: 东川市教育体育局
///     aliases: [东川市教体局, 东川市教育局]
///     reviewer: li.wen
///     reason: the bureaus of education and of sport merged in 2019
/// terms:              # ends of names, for every agency
///   - canonical: 教育体育局
///     aliases: [教体局]
///     reviewer: li.wen
///     reason: an abbreviation that stands for nothing else
/// denied_organisation_codes:   # codes that templates carry as a default
///   - code: "000014349"
///     belongs_to: 国务院办公厅   # optional: the one agency that may carry it
///     reviewer: li.wen
///     reason: found in index numbers of townships
/// ```
/// All names are compared in folded form. Nothing is joined that the file does not name.
struct AgencyAliases: Sendable {
  private var names: [[UInt8]: String] = [:]
  private var terms: [(suffix: [UInt8], canonical: String)] = []
  private var denied: [String: [UInt8]?] = [:]

  /// Reads and checks the file; throws `AgencyAliasesError` with every fault found.
  init(yaml: [UInt8]) throws(AgencyAliasesError) {
    var reader = AliasFileReader()
    let text = String(decoding: yaml, as: UTF8.self)
    let root: Node?
    do { root = try Yams.compose(yaml: text) } catch { throw AgencyAliasesError(faults: ["not YAML: \(error)"]) }
    guard let root else { throw AgencyAliasesError(faults: ["the file is empty"]) }
    let file = reader.read(root)
    for entry in file.aliases { names[NameFolding.folded(entry.canonical)] = entry.canonical }
    for entry in file.aliases {
      for alias in entry.aliases {
        let key = NameFolding.folded(alias)
        if let owner = names[key] { reader.faults.append("'\(alias)' stands for '\(owner)' and '\(entry.canonical)'") }
        names[key] = entry.canonical
      }
    }
    for entry in file.terms {
      for alias in entry.aliases {
        let key = NameFolding.folded(alias)
        if terms.contains(where: { $0.suffix == key }) { reader.faults.append("the term '\(alias)' stands twice") }
        if NameFolding.folded(entry.canonical).ends(with: key) {
          reader.faults.append("the term '\(alias)' is the end of its canonical '\(entry.canonical)'")
        }
        terms.append((key, entry.canonical))
      }
    }
    for entry in file.denied {
      if denied[entry.code] != nil { reader.faults.append("the code \(entry.code) stands twice") }
      denied[entry.code] = .some(entry.owner.map(NameFolding.folded))
    }
    terms.sort { $0.suffix.count > $1.suffix.count }
    guard reader.faults.isEmpty else { throw AgencyAliasesError(faults: reader.faults) }
  }

  /// The canonical name for a name in canonical form: by the whole name, else by its end, else itself.
  func canonical(_ name: String) -> String {
    let folded = NameFolding.folded(name)
    if let whole = names[folded] { return whole }
    guard let term = terms.first(where: { folded.count > $0.suffix.count && folded.ends(with: $0.suffix) }) else {
      return name
    }
    let stem = String(decoding: Array(name.utf8).dropLast(term.suffix.count), as: UTF8.self)
    let full = stem + term.canonical
    return names[NameFolding.folded(full)] ?? full
  }

  /// Whether the organisation code says nothing about the agency.
  func denies(_ code: String, for name: String) -> Bool {
    guard let owner = denied[code] else { return false }
    return owner != NameFolding.folded(name)
  }
}

extension [UInt8] {
  func ends(with suffix: [UInt8]) -> Bool {
    count >= suffix.count && self[(count - suffix.count)...].elementsEqual(suffix)
  }
}

/// What is wrong in the file of agency aliases: every fault, each in one sentence.
public struct AgencyAliasesError: Error, CustomStringConvertible, Sendable {
  /// The faults, in file order.
  public let faults: [String]
  /// All faults, one a line.
  public var description: String { "agency aliases: " + faults.joined(separator: "\nagency aliases: ") }
}

/// Turns the YAML nodes into entries and gathers the faults on the way.
private struct AliasFileReader {
  struct Joined {
    var canonical: String
    var aliases: [String]
  }
  struct Denied {
    var code: String
    var owner: String?
  }

  var faults: [String] = []

  mutating func read(_ root: Node) -> (aliases: [Joined], terms: [Joined], denied: [Denied]) {
    guard let mapping = root.mapping else {
      faults.append("the file is no mapping")
      return ([], [], [])
    }
    check(mapping, allowed: ["version", "aliases", "terms", "denied_organisation_codes"], at: "the file")
    if mapping["version"]?.int != 1 { faults.append("version is not 1") }
    return (
      entries(mapping["aliases"], at: "aliases").compactMap { joined($0.mapping, at: $0.place) },
      entries(mapping["terms"], at: "terms").compactMap { joined($0.mapping, at: $0.place) },
      entries(mapping["denied_organisation_codes"], at: "denied_organisation_codes").compactMap {
        denied($0.mapping, at: $0.place)
      }
    )
  }

  private mutating func entries(_ node: Node?, at name: String) -> [(mapping: Node.Mapping, place: String)] {
    guard let node else { return [] }
    guard let sequence = node.sequence else {
      faults.append("\(name) is no list")
      return []
    }
    var found: [(mapping: Node.Mapping, place: String)] = []
    for (position, element) in sequence.enumerated() {
      let place = "\(name)[\(position)]"
      if let mapping = element.mapping {
        found.append((mapping, place))
      } else {
        faults.append("\(place) is no mapping")
      }
    }
    return found
  }

  private mutating func joined(_ mapping: Node.Mapping, at place: String) -> Joined? {
    check(mapping, allowed: ["canonical", "aliases", "reviewer", "reason"], at: place)
    let canonical = name(mapping["canonical"], as: "canonical", at: place)
    requireReview(mapping, at: place)
    let aliases = mapping["aliases"]?.sequence.map { Array($0) } ?? []
    if aliases.isEmpty { faults.append("\(place) has no aliases") }
    let names = aliases.compactMap { name($0, as: "an alias", at: place) }
    return canonical.map { Joined(canonical: $0, aliases: names) }
  }

  private mutating func denied(_ mapping: Node.Mapping, at place: String) -> Denied? {
    check(mapping, allowed: ["code", "belongs_to", "reviewer", "reason"], at: place)
    requireReview(mapping, at: place)
    guard let code = mapping["code"]?.string, let valid = OrganisationCode.organisation(code) else {
      faults.append("\(place) has no valid organisation code")
      return nil
    }
    return Denied(code: valid, owner: mapping["belongs_to"].flatMap { name($0, as: "belongs_to", at: place) })
  }

  private mutating func name(_ node: Node?, as key: String, at place: String) -> String? {
    let text = node?.string ?? ""
    if !text.isEmpty, NameFolding.canonical(text) == text { return text }
    faults.append("\(place): \(key) is missing or not in canonical form: '\(text)'")
    return nil
  }

  private mutating func requireReview(_ mapping: Node.Mapping, at place: String) {
    for key in ["reviewer", "reason"] where (mapping[key]?.string ?? "").isEmpty {
      faults.append("\(place) has no \(key)")
    }
  }

  private mutating func check(_ mapping: Node.Mapping, allowed: Set<String>, at place: String) {
    for key in mapping.keys {
      let name = key.string ?? "?"
      if !allowed.contains(name) { faults.append("\(place) has the unknown key '\(name)'") }
    }
  }
}
