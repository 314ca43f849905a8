/// Which of several tables of one kind is the report's, by what their captions claim.
struct InstanceChoice {
  /// The one to take.
  private(set) var taken = 0
  /// Those that may as well be meant.
  private(set) var rivals: [Int] = []
  /// Whether the captions leave it open, so that cells that differ have to be pointed at.
  private(set) var isDoubtful = false

  /// Chooses among at least one; a government's report is about all its departments, that of a department about itself.
  init(claims: [PeriodClaim], isGovernment: Bool) {
    let own = claims.indices.filter { claims[$0] != .others }
    let left = own.isEmpty ? Array(claims.indices) : own
    let whole = left.filter { claims[$0] == .whole }
    let parts = left.filter { claims[$0] != .whole }
    let isSplit = !whole.isEmpty && !parts.isEmpty
    let kept = isSplit && isGovernment ? whole : isSplit ? parts : left
    // The one that names the year or the body before those that say nothing.
    let named = kept.filter { claims[$0] == .ours }
    let candidates = named.isEmpty ? kept : named
    taken = candidates.first ?? 0
    rivals = left.filter { $0 != taken }
    let isNamed = isSplit && !isGovernment && parts.count == 1 && claims[taken] == .ours
    isDoubtful = !rivals.isEmpty && !isNamed
  }
}
