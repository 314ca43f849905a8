import Synchronization
import TestSupport
import Testing
import WorkLimits

@testable import ContainerReading

/// What a container may make of its bytes, and how long it may take.
@Suite struct ContainerLimitsTests {
  private struct Outcome: Equatable {
    var count = 0
    var failed: [ContainerFailure] = []
    var end: ContainerFailure?
  }

  private func read(
    _ bytes: [UInt8], _ limits: ContainerLimits = .init(), makeDeadline: (@Sendable () -> WorkDeadline)? = nil
  ) -> Outcome {
    var outcome = Outcome()
    do throws(ContainerFailure) {
      let stream = try ContainerStream(bytes: bytes, name: "x", limits: limits, makeDeadline: makeDeadline)
      while let item = try stream.next() {
        switch item {
        case .document: outcome.count += 1
        case .failed(_, let failure): outcome.failed.append(failure)
        case .refused: break
        }
      }
    } catch { outcome.end = error }
    return outcome
  }

  private static let mebibyte = 1 << 20

  @Test(arguments: [
    // Anything passes at first, then what no honest archive reaches is refused, in the end what the contract says.
    (128, 0, true), (129, 0, false), (129, 1, true), (1024, 1, false), (1024, 3, true), (1025, 3, false),
    (1025, 11, true), (1_000_000, 10_000, true), (1_000_001, 10_000, false), (Int.max >> 20, Int.max >> 20, true),
  ])
  func expansionIsJudgedBySize(unpacked: Int, container: Int, isAllowed: Bool) {
    #expect(
      ContainerLimits().allow(unpacked * Self.mebibyte, from: container * Self.mebibyte) == isAllowed)
  }

  @Test(arguments: [".zip", ".tar.gz", ".tar.zst", ".tar.xz", ".tar.bz2"])
  func manyPagesOfZerosAreABombAndPagesAreNot(suffix: String) throws {
    var limits = ContainerLimits()
    limits.freeByteCount = 2 << 20
    limits.unpackedByteCount = 32 << 20
    let zeros = (0..<16).map { ArchiveMaker.File(name: "\($0)", bytes: [UInt8](repeating: 48, count: 1 << 20)) }
    let bomb = read(try ArchiveMaker.archive(zeros, suffix: suffix), limits)
    #expect(bomb.end == .limitExceeded)
    // The ratio is judged by what was read, and that runs ahead of what came out.
    #expect(bomb.count < 8)
    // Pages that share nine tenths of their bytes, ten times of what passes at any ratio.
    let chrome = ArchiveMaker.noise(seed: 1, count: 18_000).flatMap { Array(String($0, radix: 16).utf8) }
    let pages = (0..<600).map { number in
      ArchiveMaker.File(
        name: "\(number)",
        bytes: chrome + Array("\(number)".utf8) + ArchiveMaker.noise(seed: UInt64(number), count: 600))
    }
    let honest = read(try ArchiveMaker.archive(pages, suffix: suffix), limits)
    #expect(honest == Outcome(count: pages.count, failed: [], end: nil))
  }

  @Test func anEntryThatStatesTooMuchIsNotUnpacked() throws {
    let one = [ArchiveMaker.File(name: "zeros", bytes: [UInt8](repeating: 0, count: 4 << 20))]
    var limits = ContainerLimits()
    limits.entryByteCount = 1 << 20
    limits.freeByteCount = 2 << 20
    limits.unpackedByteCount = 2 << 20
    for suffix in [".tar.gz", ".tar.zst", ".tar.xz", ".tar.bz2", ".zip"] {
      let whole = try ArchiveMaker.archive(one, suffix: suffix)
      let asked = Mutex(0)
      // Every piece that is unpacked asks once.
      let outcome = read(whole, limits) {
        WorkDeadline {
          asked.withLock { $0 += 1 }
          return false
        }
      }
      #expect(outcome.failed == [.limitExceeded] && outcome.count == 0)
      #expect(outcome.end == (suffix == ".zip" ? nil : .limitExceeded))
      #expect(asked.withLock { $0 } < 8)
    }
    // One that a larger archive can hold costs itself alone.
    limits.unpackedByteCount = 1 << 30
    let noise = ArchiveMaker.File(name: "noise", bytes: ArchiveMaker.noise(seed: 3, count: 100_000))
    for suffix in [".tar.gz", ".zip", ".tar.zst"] {
      let outcome = read(try ArchiveMaker.archive(one + [noise], suffix: suffix), limits)
      #expect(outcome == Outcome(count: 1, failed: [.entryTooLarge], end: nil))
    }
  }

  @Test func entriesWithWrongChecksumsCountToo() throws {
    var limits = ContainerLimits()
    limits.freeByteCount = 2 << 20
    limits.unpackedByteCount = 4 << 20
    let zeros = (0..<16).map { ArchiveMaker.File(name: "\($0)", bytes: [UInt8](repeating: 48, count: 1 << 20)) }
    var bytes = try ArchiveMaker.archive(zeros, suffix: ".zip")
    // The checksum of each entry: in the directory, and in front of the entry.
    for (mark, place) in [([0x50, 0x4B, 0x01, 0x02], 16), ([0x50, 0x4B, 0x03, 0x04], 14)] as [([UInt8], Int)] {
      for offset in 0..<bytes.count - 40 where bytes[offset..<offset + 4].elementsEqual(mark) {
        bytes[offset + place] ^= 0xFF
      }
    }
    let outcome = read(bytes, limits)
    #expect(outcome.count == 0 && outcome.end == .limitExceeded)
    #expect(outcome.failed.last == .limitExceeded && outcome.failed.dropLast().allSatisfy { $0 == .malformed })
    #expect(outcome.failed.count < 8)
  }

  @Test(arguments: [".tar", ".tar.gz", ".tar.zst", ".tar.xz", ".zip"])
  func timeEndsAnArchiveAndWhatCameBeforeStands(suffix: String) throws {
    let files = (0..<4).map { number in
      ArchiveMaker.File(name: "\(number)", bytes: ArchiveMaker.noise(seed: UInt64(number), count: 200_000))
    }
    let bytes = try ArchiveMaker.archive(files, suffix: suffix)
    #expect(read(bytes) { .none } == Outcome(count: 4, failed: [], end: nil))
    let made = Mutex(0)
    // One is made for opening, then one for each item.
    let outcome = read(bytes) {
      let number = made.withLock { count in
        count += 1
        return count
      }
      return WorkDeadline { number > 3 }
    }
    #expect(outcome == Outcome(count: 2, failed: [.limitExceeded], end: .limitExceeded))
  }

  @Test func timeForANestedArchiveCostsThatAlone() throws {
    let inner = try ArchiveMaker.archive(
      [ArchiveMaker.File(name: "in", bytes: ArchiveMaker.noise(seed: 1, count: 9000))], suffix: ".tar.gz")
    let bytes = try ArchiveMaker.archive(
      [
        ArchiveMaker.File(name: "a", bytes: Array("a".utf8)), ArchiveMaker.File(name: "b.tar.gz", bytes: inner),
        ArchiveMaker.File(name: "c", bytes: Array("c".utf8)),
      ], suffix: ".zip")
    let asked = Mutex(0)
    // The first entry, the archive in memory, then what comes out of that.
    let outcome = read(bytes) {
      WorkDeadline {
        asked.withLock { count in
          count += 1
          return count == 3
        }
      }
    }
    #expect(outcome.count == 2 && outcome.failed == [.limitExceeded] && outcome.end == nil)
  }
}
