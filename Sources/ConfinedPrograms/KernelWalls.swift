import CPlatform

/// Which walls this kernel grants beside those that always stand.
enum KernelWalls {
  /// Whether children get user, network, process and IPC namespaces of their own.
  static var hasNamespaces: Bool { confined_abilities() & Int32(confined_has_namespaces.rawValue) != 0 }
  /// Whether writing outside of the private folder is refused by the kernel (Landlock).
  static var hasWriteRules: Bool { confined_abilities() & Int32(confined_has_write_rules.rawValue) != 0 }
}
