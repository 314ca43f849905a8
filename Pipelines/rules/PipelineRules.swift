/// The declared rules as built into the executables; `--rules DIR` reads them from a folder instead.
public enum PipelineRules {
  /// The rule files by name, sorted.
  public static let files: [(name: String, bytes: [UInt8])] = [
    ("agency-aliases.yaml", PackageResources.agency_aliases_yaml),
    ("corrections.yaml", PackageResources.corrections_yaml),
    ("narrative.yaml", PackageResources.narrative_yaml),
    ("roster.csv", PackageResources.roster_csv),
  ]

  /// The expected reports; no fact depends on them, only findings do.
  public static let roster = PackageResources.roster_csv
}
