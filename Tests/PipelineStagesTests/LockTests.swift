import Foundation
import SnapshotStore
import TestSupport
import Testing

@Suite struct LockTests {
  @Test func aSecondRunFindsTheStoreBusy() throws {
    let run = try EndToEndRun()
    let inbox = try run.inbox("inbox", [("a.txt", Array("nothing".utf8))])
    try run.run("gongkai", ["run", inbox])
    let lock = run.store.appending(path: ".lock").path
    // The command `flock` is another program than the one under test.
    let held = try runProgram(
      "flock", ["--nonblock", lock, try BuiltProducts.executable("gongkai"), "run", inbox, "--store", run.store.path])
    #expect(held.exitCode == 75)
    #expect(held.errorOutput.contains("another run holds the store"))
    #expect(try run.run("gongkai", ["run", inbox]).exitCode == 0)
  }
}
