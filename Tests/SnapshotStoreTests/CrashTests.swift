import Foundation
import TestSupport
import Testing

@testable import SnapshotStore

/// Every single file-system call of a publish fails in turn, in each way; after each the store is whole and at the old
/// or the new snapshot, and the next run ends with the bytes of an undisturbed one.
@Suite struct CrashTests {
  /// The steps before the publish that is disturbed: none, one snapshot, two.
  @Test(arguments: FailingFileSystem.Mode.allCases, 0...2)
  func everyCallMayFail(_ mode: FailingFileSystem.Mode, publishedBefore: Int) throws {
    let steps = [
      try SampleFacts(agencies: 2, years: [2019]), try SampleFacts(agencies: 2, years: [2019, 2020]),
      try SampleFacts(agencies: 2, years: [2019, 2020], carried: 3),
    ]
    // The calls of a format are those of the other: both together, which takes four times as long, fail in one way only.
    let formats: Set<TableFormat> =
      switch mode {
      case .once: [.parquet]
      case .diskFull, .killedAfter: [.csv]
      case .killed: [.csv, .parquet]
      }
    let folder = try TemporaryFolder()
    let template = folder.path + "/template"
    var old: String?
    for facts in steps.prefix(publishedBefore) {
      old = try publish(facts, to: template, formats: formats).snapshot.name
    }
    let facts = steps[publishedBefore]
    let kept: Set<Int> = publishedBefore > 0 ? [2019] : []
    if publishedBefore == 2 { #expect(old != nil) }

    func freshStore(_ name: String) throws -> String {
      let path = folder.path + "/" + name
      if FileManager.default.fileExists(atPath: template) {
        try FileManager.default.copyItem(atPath: template, toPath: path)
      }
      return path
    }
    let undisturbed = try freshStore("undisturbed")
    let keptHere: Set<Int> = publishedBefore == 2 ? [] : kept
    let new = try publish(facts, to: undisturbed, keeping: keptHere, formats: formats).snapshot.name
    let expected = try content(of: undisturbed)

    var number = 0
    var endedAtOld = 0
    var endedAtNew = 0
    while true {
      let path = try freshStore("store-\(number)")
      let fileSystem = FailingFileSystem(failing: number, mode)
      let failed: Bool
      do {
        try publish(facts, to: path, keeping: keptHere, fileSystem: fileSystem, formats: formats)
        failed = false
      } catch let error as StoreError {
        failed = true
        #expect(!error.description.isEmpty)
      }
      let store = Store(path: path)
      let verification = store.verify()
      #expect(verification.problems.isEmpty, "after call \(number): \(verification.problems)")
      let current = try store.currentSnapshot()?.name
      #expect(current == old || current == new, "after call \(number): \(current ?? "none")")
      if current == new { endedAtNew += 1 } else { endedAtOld += 1 }
      // A publish that says it succeeded has.
      if !failed { #expect(current == new) }

      try publish(facts, to: path, keeping: current == new ? [] : keptHere, formats: formats)
      #expect(try content(of: path) == expected, "after call \(number)")
      try FileManager.default.removeItem(atPath: path)
      if fileSystem.callCount <= number { break }
      number += 1
    }
    #expect(number > 40)
    #expect(endedAtOld > 30 && endedAtNew > 0)
  }
}
