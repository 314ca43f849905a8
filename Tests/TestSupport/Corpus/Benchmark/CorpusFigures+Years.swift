import DecimalNumbers
import StatutoryForm

extension CorpusFigures {
  /// Makes what the year carries in and forward agree with the years beside it.
  mutating func carry(agency: Int, year: Int, seed: UInt64) {
    for (place, column) in FormColumn.applicants.dropLast().enumerated() {
      let carried = Self.carried(agency: agency, year: year, place: place, seed: seed)
      let forward = Self.carried(agency: agency, year: year + 1, place: place, seed: seed)
      let missing = max(0, carried - forward - self[.totalProcessed, column])
      self[.grantedFull, column] += missing
      self[.totalProcessed, column] += missing
      self[.carriedIn, column] = carried
      self[.carriedForward, column] = forward
      self[.newReceived, column] = self[.totalProcessed, column] + forward - carried
    }
    for row: FormRow in [.newReceived, .carriedIn, .totalProcessed, .carriedForward, .grantedFull] {
      self[row, .total] = FormColumn.applicants.dropLast().reduce(0) { $0 + self[row, $1] }
    }
  }

  private static func carried(agency: Int, year: Int, place: Int, seed: UInt64) -> Int {
    guard year > CorpusGenerator.benchmarkYears.lowerBound else { return 0 }
    let key = UInt64(bitPattern: Int64(agency)) &* 0x9E37_79B9_7F4A_7C15 ^ UInt64(year * 8 + place)
    var generator = SeededGenerator(seed: seed ^ key)
    return generator.next() % 9 == 0 ? Int(generator.next() % 5) : 0
  }
}
