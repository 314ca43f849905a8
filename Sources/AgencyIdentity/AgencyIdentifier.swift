/// Finds out who a report is by, from plain evidence; the same evidence always gives the same answer.
///
/// Which name wins (form.md section 6, contract.md section 3):
/// 1. the agency of the title, for a report is about whom its title names; the publisher line confirms it, or names the
///    office that put the page up;
/// 2. where the title names none, or only 我局 and the like: publisher line, preamble, signature, sidecar, in this order.
///    Never the footer, never the host of the site.
/// 3. A short name (市教育局, 鼓楼区教育局) is completed from a longer name of the same document that ends with it, or by
///    a region that the same document's other names, the sidecar or the index number's social credit code single out.
///    Nothing else completes it: then the region is `000000`.
///
/// Names that differ are kept as conflicts, except where one is the other's short form, its office, or the same
/// government: those are the ordinary ways of printing one agency.
public struct AgencyIdentifier: Sendable {
  private let aliases: AgencyAliases

  /// Reads the reviewed file `agency-aliases.yaml`; throws `AgencyAliasesError` with every fault in it.
  public init(aliases: [UInt8]) throws(AgencyAliasesError) {
    self.aliases = try AgencyAliases(yaml: aliases)
  }

  /// Says who the report is by.
  ///
  /// Total: where nothing is known, the name is empty and the region `000000`.
  public func identify(_ evidence: AgencyEvidence) -> AgencyIdentification {
    let candidates = candidates(in: evidence)
    let index = evidence.indexNumber.flatMap(IndexNumber.init)
    let sidecarRegion = evidence.sidecarRegionCode.flatMap(RegionCodes.region(code:)).flatMap { Int32($0.code) }
    var conflicts: [IdentityConflict] = []

    guard let first = candidates.first(where: { $0.source == .title }) ?? candidates.first else {
      return unnamed(sidecarRegion: evidence.sidecarRegionCode, organisationCode: organisationCode(index, for: ""))
    }
    let others = candidates.filter { $0.source != first.source }
    let chosen = completed(first.name, by: others.map(\.name), index: index, sidecarRegion: sidecarRegion)
    for other in candidates {
      if let conflict = NameRelation.conflict(of: other, with: chosen) { conflicts.append(conflict) }
    }
    var region = chosen.region
    if let code = evidence.sidecarRegionCode {
      if let sidecarRegion {
        if let known = region, known != sidecarRegion, !RegionCodes.contains(known, sidecarRegion) || !chosen.isBelow {
          conflicts.append(regionConflict(seen: code, chosen: String(known), chosen.canonical))
        }
        if region == nil, chosen.mayTakeRegion(sidecarRegion) { region = sidecarRegion }
      } else {
        conflicts.append(
          IdentityConflict(
            isWarning: true, seen: code, chosen: "",
            message: "the sidecar's region code \(code) is not in GB/T 2260"))
      }
    }
    return identification(
      chosen, region: region, scope: scope(of: chosen, evidence: evidence), index: index, conflicts: conflicts)
  }

  // MARK: Parts

  private func candidates(in evidence: AgencyEvidence) -> [NamedCandidate] {
    var printed = evidence.names
    if !printed.contains(where: { $0.source == .title }), let title = evidence.title,
      let agency = AgencyTitle.agency(in: title)
    {
      printed.append((.title, agency))
    }
    if let name = evidence.sidecarAgencyName { printed.append((.sidecar, name)) }
    var found: [NamedCandidate] = []
    // A document prints its agency's name again and again: what it means is found out once.
    var known: [(text: String, name: AgencyName?)] = []
    for source in AgencyEvidence.Source.allCases {
      for entry in printed where entry.source == source {
        let name: AgencyName?
        if let same = known.prefix(8).first(where: { $0.text.utf8.elementsEqual(entry.name.utf8) }) {
          name = same.name
        } else {
          name = AgencyName(entry.name, aliases: aliases)
          known.append((entry.name, name))
        }
        if let name { found.append(NamedCandidate(source: source, name: name)) }
      }
    }
    return found
  }

  /// The name with its region made certain, where the evidence does so.
  private func completed(
    _ name: AgencyName, by others: [AgencyName], index: IndexNumber?, sidecarRegion: Int32?
  ) -> AgencyName {
    guard name.region == nil, !name.isNational else { return name }
    let longer = others.filter { $0.region != nil && NameRelation.isShortForm(name, of: $0) }
    if let full = longer.first, longer.allSatisfy({ $0.region == full.region }) { return full }
    // Behind a region that the table does not have the name is whole, though its region stays unknown.
    let tails = others.filter { NameRelation.isTail(name, of: $0) }
    if let full = tails.first, tails.allSatisfy({ $0.folded == full.folded }) { return full }

    var evidence = Set(others.compactMap(\.region))
    if let sidecarRegion { evidence.insert(sidecarRegion) }
    var result = name
    if name.regions.count > 1 {
      // A name that several regions share: whatever lies in, or around, exactly one of them decides.
      if let code = index?.registrationRegion, let number = Int32(code) { evidence.insert(number) }
      let fitting = name.regions.filter { candidate in
        evidence.contains { RegionCodes.contains($0, candidate) || RegionCodes.contains(candidate, $0) }
      }
      if fitting.count == 1 { result.regions = fitting }
    } else if let rank = name.bareRank {
      let fitting = evidence.filter { RegionCodes.region(number: $0)?.name.last == rank }
      if let number = fitting.first, fitting.count == 1, let region = RegionCodes.region(number: number),
        let qualified = AgencyName(region.name + name.canonical.dropFirst(), aliases: aliases)
      {
        result = qualified
        result.regions = [number]
      }
    }
    return result
  }

  private func scope(of name: AgencyName, evidence: AgencyEvidence) -> ReportScope {
    if let stated = name.isConsolidated { return stated ? .consolidated : .own }
    switch name.reading.kind {
    case .governmentConsolidated: return .consolidated
    case .zone where name.reading.isWhole: return .consolidated
    case .governmentOffice, .zone, .unknown:
      return ConsolidationCue.stands(in: evidence.title) || ConsolidationCue.stands(in: evidence.opening)
        ? .consolidated : .own
    default: return .own
    }
  }

  private func identification(
    _ name: AgencyName, region: Int32?, scope: ReportScope, index: IndexNumber?, conflicts: [IdentityConflict]
  ) -> AgencyIdentification {
    let known = region.flatMap(RegionCodes.region(number:))
    let isOfficeForAll = name.reading.kind == .governmentOffice && scope == .consolidated && !name.reading.isInZone
    var level = name.level
    if level == .unknown, !name.reading.isInZone, let known, name.regions.isEmpty { level = known.level }
    return AgencyIdentification(
      agencyID: "\(known?.code ?? Self.unknownRegion)/\(name.canonical)",
      agencyName: name.canonical,
      regionCode: known?.code ?? Self.unknownRegion,
      regionName: known?.name,
      adminLevel: level,
      agencyKind: isOfficeForAll ? .governmentConsolidated : name.reading.kind,
      scope: scope,
      organisationCode: organisationCode(index, for: name.canonical),
      conflicts: conflicts)
  }

  private func unnamed(sidecarRegion code: String?, organisationCode: String?) -> AgencyIdentification {
    let region = code.flatMap(RegionCodes.region(code:))
    return AgencyIdentification(
      agencyID: "\(region?.code ?? Self.unknownRegion)/", agencyName: "",
      regionCode: region?.code ?? Self.unknownRegion, regionName: region?.name, adminLevel: .unknown,
      agencyKind: .unknown, scope: .own, organisationCode: organisationCode, conflicts: [])
  }

  private func organisationCode(_ index: IndexNumber?, for name: String) -> String? {
    guard let code = index?.organisationCode, !aliases.denies(code, for: name) else { return nil }
    return code
  }

  private func regionConflict(seen: String, chosen: String, _ name: String) -> IdentityConflict {
    IdentityConflict(
      isWarning: true, seen: seen, chosen: chosen,
      message: "the sidecar says region \(seen), the name '\(name)' says \(chosen)")
  }

  /// The region code of agencies whose region is not known.
  public static let unknownRegion = "000000"
}

extension AgencyName {
  /// Whether the agency lies below the region its name begins with: a township, or a body inside a zone.
  var isBelow: Bool { reading.kind == .townshipStreet || reading.isInZone || namesUnlistedRegion }

  /// Whether a region from outside the document may be taken for an agency whose name leaves it open.
  func mayTakeRegion(_ number: Int32) -> Bool {
    if isNational { return false }
    if namesUnlistedRegion || regions.isEmpty { return true }
    return regions.contains(number)
  }
}

/// A name with the place it was read at.
struct NamedCandidate {
  var source: AgencyEvidence.Source
  var name: AgencyName
}

/// Words that say a report compiles those of others.
enum ConsolidationCue {
  static func stands(in text: String?) -> Bool {
    guard let text else { return false }
    let folded = NameFolding.folded(NameFolding.canonical(String(text.prefix(limit))))
    return cues.contains { KindTable.lastEnd(of: $0, in: folded[...]) != nil }
  }

  /// The opening of a report is a few hundred characters; more would be narrative.
  private static let limit = 4000

  private static let cues: [[UInt8]] = [
    "综合各", "汇总各", "综合全市", "汇总全市", "综合全县", "汇总全县", "综合全区", "汇总全区", "综合全省", "汇总全省", "汇总编制",
    "综合编制", "汇总而成", "综合汇总", "汇总形成", "汇总了各", "综合了各", "综合本市各", "汇总本市各", "综合我市", "汇总我市", "综合我县",
    "汇总我县", "综合我区", "汇总我区", "综合年度报告", "综合报告", "汇总报告", "汇总年报",
  ].map { Array($0.utf8) }
}
