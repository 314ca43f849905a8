import Foundation
import TestSupport
import Testing

@testable import PipelineStages

@Suite struct RecordSegmentsTests {
  private func key(_ number: Int) -> RecordKey { RecordKey(of: [Array("\(number)".utf8)]) }

  private func frame(_ number: Int) -> [UInt8] {
    var packer = RecordPacker()
    return packer.pack(Array("record \(number)".utf8)) ?? []
  }

  @Test func recordsComeBackFromAnotherProcessesSegments() throws {
    let scratch = try TemporaryFolder()
    for number in 0..<40 {
      let segments = try RecordSegments(folder: scratch.path)
      try segments.append(key(number), compressed: frame(number))
      try segments.closeSegment()
    }
    let segments = try RecordSegments(folder: scratch.path)
    for number in 0..<40 { #expect(segments.reader.record(key(number)) == Array("record \(number)".utf8)) }
    #expect(segments.reader.record(key(99)) == nil)
  }

  @Test func tidyingMergesSmallSegmentsAndForgetsTheDead() throws {
    let scratch = try TemporaryFolder()
    for number in 0..<40 {
      let segments = try RecordSegments(folder: scratch.path)
      try segments.append(key(number), compressed: frame(number))
      try segments.closeSegment()
    }
    let before = try RecordSegments(folder: scratch.path)
    let live = Set((0..<36).map(key))
    try before.tidy(live: (0..<before.places.count).map { live.contains(before.places.key($0)) })
    for number in 0..<36 { #expect(before.reader.record(key(number)) == Array("record \(number)".utf8)) }
    #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path).count == 1)
    let segments = try RecordSegments(folder: scratch.path)
    for number in 0..<36 { #expect(segments.reader.record(key(number)) == Array("record \(number)".utf8)) }
    #expect(!segments.contains(key(37)))
    try segments.tidy(live: [])
    #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path).isEmpty)
  }

  /// Over several segments, through the growth of the table, with keys that come again.
  @Test func placesAreThoseOfTheLatestSegment() {
    var places = RecordPlaces(.memory)
    #expect(places.find(key(0)) == nil)
    for segment in 0..<5 {
      var records = RecordPlaces.Segment()
      for number in (segment * 150)..<(segment * 150 + 200) {
        records.append(key(number), offset: number, byteCount: segment)
      }
      places.append(records)
    }
    #expect(places.count == 1000)
    for number in 0..<800 {
      let place = places.find(key(number)).map(places.place)
      #expect(place?.segment == min(4, number / 150))
      #expect(place?.offset == number)
      #expect(place?.byteCount == min(4, number / 150))
    }
    #expect(!places.contains(key(800)))
  }

  @Test func aCutSegmentIsDroppedAndNeverTraps() throws {
    let scratch = try TemporaryFolder()
    let segments = try RecordSegments(folder: scratch.path)
    for number in 0..<5 { try segments.append(key(number), compressed: frame(number)) }
    try segments.closeSegment()
    let name = try #require(try FileManager.default.contentsOfDirectory(atPath: scratch.path).first)
    let whole = try Data(contentsOf: scratch.url.appending(path: name))
    for length in 0..<whole.count {
      let other = try TemporaryFolder()
      _ = try other.write([UInt8](whole.prefix(length)), to: name)
      let cut = try RecordSegments(folder: other.path)
      for number in 0..<5 { #expect(!cut.contains(key(number))) }
    }
  }

  @Test func damagedRecordsThrowAndNeverTrap() throws {
    var encoder = RecordEncoder()
    let sighting = Sighting(
      path: "a/b.html", documentHash: "00", sidecarHash: nil, byteCount: 7, mediaType: "text/html", encoding: nil,
      url: nil, state: .report(key(1)))
    encoder.encode(list: [sighting, sighting])
    var decoder = RecordDecoder(encoder.bytes[...])
    #expect(try decoder.list(of: Sighting.self) == [sighting, sighting])
    var generator = SeededGenerator(seed: 3)
    for _ in 0..<2000 {
      var bytes = encoder.bytes
      bytes[Int.random(in: 0..<bytes.count, using: &generator)] = UInt8.random(in: 0...255, using: &generator)
      var damaged = RecordDecoder(bytes.prefix(Int.random(in: 0...bytes.count, using: &generator)))
      _ = try? damaged.list(of: Sighting.self)
    }
  }
}
