import Foundation
import FuzzTargets
import TestSupport
import Testing

/// What fuzzing found, and what it starts from, given to every target again.
@Suite struct ReplayTests {
  static let inputs: [URL] = ["Tests/FuzzTargets/Seeds", "Tests/FuzzTargetsTests/Fixtures", "samples"].flatMap {
    folder -> [URL] in
    let root = Fixtures.projectRoot.appending(path: folder)
    let files = FileManager.default.enumerator(at: root, includingPropertiesForKeys: [.isRegularFileKey])
    return (files?.compactMap { $0 as? URL } ?? []).filter {
      (try? $0.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile) == true
    }
  }

  @Test func thereAreInputs() { #expect(Self.inputs.count > 20) }

  @Test(arguments: FuzzTarget.allCases) func everyInputIsRead(_ target: FuzzTarget) throws {
    for input in Self.inputs { target.run([UInt8](try Data(contentsOf: input))) }
  }
}
