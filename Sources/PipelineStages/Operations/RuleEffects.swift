/// Which changed rule files make which files of a snapshot other than they were, found by trying each of them alone.
struct RuleEffects {
  /// By path of a file: the names of the rule files, sorted.
  private(set) var files: [String: [String]] = [:]
  /// Files that the recorded rules give as they were: nothing but rules makes them differ.
  private var equalUnderRecordedRules: Set<String> = []

  /// No rule has changed.
  init() {}

  /// Tries the recorded rules and, where several files have changed, each changed file alone.
  ///
  /// Hashes are by path. Where only several changed files together make a file differ, all of them are its reason.
  init(
    of changed: [String], original: [String: String], rebuilt: [String: String], recorded: RuleFiles, given: RuleFiles,
    hashes: (RuleFiles) async throws -> [String: String]
  ) async throws {
    if changed.isEmpty { return }
    let baseline = try await hashes(recorded)
    for name in changed {
      let alone = changed.count == 1 ? rebuilt : try await hashes(recorded.replacing(name, from: given))
      for path in Set(alone.keys).union(baseline.keys) where alone[path] != baseline[path] {
        files[path, default: []].append(name)
      }
    }
    let paths = Set(original.keys).union(rebuilt.keys)
    equalUnderRecordedRules = paths.filter { baseline[$0] == original[$0] }
    for path in equalUnderRecordedRules where rebuilt[path] != original[path] && files[path] == nil {
      files[path] = changed
    }
  }

  /// Whether nothing but rules makes a file differ.
  func explainsAll(_ path: String) -> Bool { equalUnderRecordedRules.contains(path) }
}
