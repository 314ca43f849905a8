import Foundation
import Logging
import PipelineRules
import TestSupport
import Testing

@testable import PipelineStages

/// What is known of all documents, kept in files instead of memory.
@Suite struct BoundedMemoryTests {
  private struct Pair: BitwiseCopyable, Equatable {
    var number: Int64
    var flag: Bool
  }

  private func place(_ folder: TemporaryFolder, _ byteLimit: Int) -> SpillPlace {
    SpillPlace(folder: folder.path, byteLimit: byteLimit)
  }

  /// Random appends, changes, copies and releases do what they do to an array, in memory, in a file and on the way there.
  @Test(arguments: [0, 100, 5000, 1 << 20], [1, 2, 3]) func doesWhatAnArrayDoes(byteLimit: Int, seed: Int) throws {
    let folder = try TemporaryFolder()
    let place = place(folder, byteLimit)
    var generator = SeededGenerator(seed: UInt64(seed))
    var spilled = SpilledArray<Pair>(place)
    var plain: [Pair] = []
    var copies: [(SpilledArray<Pair>, [Pair])] = []
    for step in 0..<3000 {
      let pair = Pair(number: .random(in: .min ... .max, using: &generator), flag: step.isMultiple(of: 3))
      switch Int.random(in: 0..<12, using: &generator) {
      case 0 where !plain.isEmpty:
        let index = plain.indices.randomElement(using: &generator) ?? 0
        spilled[index] = pair
        plain[index] = pair
      case 1: place.releasePages()
      case 2 where copies.count < 5: copies.append((spilled, plain))
      case 3:
        let several = Array(repeating: pair, count: Int.random(in: 0..<40, using: &generator))
        spilled.append(contentsOf: several)
        plain.append(contentsOf: several)
      default:
        spilled.append(pair)
        plain.append(pair)
      }
    }
    #expect(spilled.elementsEqual(plain))
    for (one, other) in copies { #expect(one.elementsEqual(other)) }
    let range = plain.count / 3..<plain.count / 2
    #expect(spilled.withUnsafeBufferPointer(range) { Array($0) } == Array(plain[range]))
    // The files have no names that a killed run could leave.
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
  }

  @Test func roomIsFullOfZeroes() throws {
    let folder = try TemporaryFolder()
    for byteLimit in [0, 1 << 20] {
      let array = SpilledArray<UInt64>(place(folder, byteLimit), zeroes: 10_000)
      #expect(array.count == 10_000 && array.allSatisfy { $0 == 0 })
      let filled = SpilledArray<Int32>(place(folder, byteLimit), repeating: -1, count: 10_000)
      #expect(filled.count == 10_000 && filled.allSatisfy { $0 == -1 })
    }
  }

  @Test func largeArraysLieInFilesAndSmallOnesInMemory() throws {
    let folder = try TemporaryFolder()
    let bytes = SpilledBytes(place(folder, 4096), capacity: 4096)
    #expect(!bytes.isInFile)
    bytes.grow(to: 8192)
    #expect(bytes.isInFile)
    bytes.grow(to: 1 << 20)
    #expect(bytes.isInFile && bytes.capacity == 1 << 20)
    #expect(!SpilledBytes(.memory, capacity: 64 << 20).isInFile)
  }

  @Test func whatFindsNoFileStaysInMemory() throws {
    let folder = try TemporaryFolder()
    let gone = SpillPlace(folder: folder.path + "/none", byteLimit: 0)
    var array = SpilledArray<Int>(gone)
    for number in 0..<5000 { array.append(number) }
    #expect(array.elementsEqual(0..<5000))
    #expect(!SpilledBytes(gone, capacity: 100).isInFile)
  }

  @Test func leftoversGoAndNothingElse() throws {
    let folder = try TemporaryFolder()
    for name in ["spill-abc123", "spill-x", "ledger"] { _ = try folder.write([1], to: name) }
    place(folder, 0).removeLeftovers()
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["ledger"])
  }

  @Test(arguments: [0, 1 << 20]) func textsAreNumberedAsTheyCome(byteLimit: Int) throws {
    let folder = try TemporaryFolder()
    let place = place(folder, byteLimit)
    var generator = SeededGenerator(seed: 5)
    var texts = SpilledTexts(place)
    var numbers: [String: UInt32] = [:]
    for step in 0..<6000 {
      let text = String(repeating: "市", count: step % 5) + "\(Int.random(in: 0..<3000, using: &generator))"
      let expected = numbers[text] ?? UInt32(numbers.count)
      numbers[text] = expected
      #expect(texts.index(of: text) == expected)
      if step % 100 == 0 { place.releasePages() }
    }
    #expect(texts.count == numbers.count)
    for (text, number) in numbers {
      #expect(texts[Int(number)] == Array(text.utf8))
      #expect(texts.find(Array(text.utf8)) == number)
    }
    #expect(texts.find(Array("none".utf8)) == nil)
    let sorted = numbers.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    #expect(numbers.values.sorted { texts.isBefore(Int($0), Int($1)) } == sorted.compactMap { numbers[$0] })
  }

  /// The statistics of the process see what is mapped, and what was let go of.
  @Test func mappedPagesAreSeenAndReleased() throws {
    let folder = try TemporaryFolder()
    let place = place(folder, 0)
    let statistics = ProcessStatistics()
    let before = try #require(statistics.mappedByteCount)
    var array = SpilledArray<UInt8>(place, zeroes: 256 << 20)
    for index in stride(from: 0, to: array.count, by: 4096) { array[index] = 7 }
    let filled = try #require(statistics.mappedByteCount)
    #expect(filled > before + 128 << 20)
    for _ in 0..<32 { place.visit() }
    #expect(try #require(statistics.mappedByteCount) < filled - 128 << 20)
    #expect(array[0] == 7 && array[1] == 0 && array[200 << 20] == 7)
  }

  /// A whole run, and one on top of it, with every array in a file.
  @Test func aRunWithoutMemoryGivesTheSameBytes() async throws {
    let run = try EndToEndRun()
    let samples = try EndToEndRun.samples()
    let first = try run.inbox("first", samples.filter { $0.name.utf8.count.isMultiple(of: 2) })
    let all = try run.inbox("all", samples)
    var stores: [[String: Data]] = []
    for byteLimit in [0, SpillPlace.usualByteLimit] {
      let store = run.scratch.url.appending(path: "store-\(byteLimit)")
      var options = PipelineOptions(
        store: store.path, jobs: 2, rules: RuleFiles(files: PipelineRules.files),
        reporter: RunReporter(logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }, showsProgress: false))
      options.spillByteLimit = byteLimit
      _ = try await Pipeline(options: options).run(inboxes: [first])
      _ = try await Pipeline(options: options).run(inboxes: [all])
      stores.append(try run.dataFiles(store: store))
    }
    #expect(stores[0].count > 10)
    #expect(stores[0] == stores[1])
  }
}
