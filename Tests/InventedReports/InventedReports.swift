import FactTables
import TestSupport

/// Rows of `outcomes` as reports have them: few applications, most cells 0, sums that hold.
public enum InventedReports {
  /// Facts of as many reports as give `rowCount` rows, sorted by report.
  public static func facts(rowCount: Int) -> [PackedFacts] {
    let rowsPerReport = FactCodes.outcomes.count * FactCodes.applicants.count
    let count = (rowCount + rowsPerReport - 1) / rowsPerReport
    var random = SeededGenerator(seed: 1)
    return (0..<count).map { index in report(index, random: &random) }
  }

  private static func report(_ index: Int, random: inout SeededGenerator) -> PackedFacts {
    var packer = FactPacker()
    let region = String(110_000 + index * 7 % 540_000)
    let name = "样本市第\(index)号信息公开办公室"
    let digits = String(10_000_000 + index)
    let hash = (0..<4).map { _ in String(random.next() | 1 << 63, radix: 16) }.joined()
    let head = [
      packer.pack("\(digits)/\(name)@2023"), packer.pack(Int64(2023)), packer.pack("\(digits)/\(name)"),
      packer.pack(name), packer.pack(region),
    ]
    let sourceHash = packer.pack(hash)
    var rows = PackedRows(.outcomes)
    var line = 40 + random.next() % 3000
    for outcome in FactCodes.outcomes {
      var sum: Int64 = 0
      line += 3
      for (place, applicant) in FactCodes.applicants.enumerated() {
        let isTotal = place == FactCodes.applicants.count - 1
        let value = isTotal ? sum : random.next() % 8 == 0 ? Int64(random.next() % 60) : 0
        if !isTotal { sum += value }
        line += 1
        let isBlank = random.next() % 50 == 0
        rows.append(
          [
            .text(group(of: outcome)), .text(outcome), .text(applicant), isBlank ? .null : .integer(value),
            isBlank ? .null : .text(String(value)), .text(isBlank ? "blank" : "printed"),
          ], line: Int(line), packer: &packer)
      }
    }
    let all = PackedFacts.tables.map { $0 == .outcomes ? rows : PackedRows($0) }
    return PackedFacts(head: head, sourceHash: sourceHash, pool: packer.pool, rows: all)
  }

  private static func group(of outcome: String) -> String {
    FactCodes.outcomeGroups.first { outcome.hasPrefix($0) } ?? "other"
  }
}
