import DecimalNumbers

extension PackedFacts {
  /// Whether every row fits its table, as `TableSchema.faults` measures it.
  public var isValid: Bool {
    head.indices.allSatisfy { TableSchemas.head[$0].fault(of: pool.value(head[$0])) == nil }
      && head.count == TableSchemas.head.count && TableSchemas.sourceHash.fault(of: pool.value(sourceHash)) == nil
      && rows.count == Self.tables.count && zip(rows, Self.tables).allSatisfy { $0.table == $1 }
      && zip(rows, Self.rules).allSatisfy { rows, rules in rules.fit(rows, pool: pool) }
  }

  private static let rules = tables.map(PackedRowRules.init)
}

/// What the columns of a table ask of packed values, column by column.
private struct PackedRowRules: Sendable {
  private struct Rule: Sendable {
    var column: ColumnSchema
    /// By kind: whether every value of this kind fits, so that nothing else need be looked at.
    var isPlain: [Bool]
    /// By number of a code.
    var allowedCodes: [Bool]
  }

  private let rules: [Rule]

  init(_ table: FactTable) {
    let columns = table.schema.columns
    let own = columns[PackedRows.headCount..<columns.count - 2] + columns.suffix(1)
    rules = own.map { column in
      var isPlain = [Bool](repeating: false, count: 8)
      isPlain[0] = !column.isRequired
      switch column.type {
      case .integer: isPlain[1] = true
      case .text:
        isPlain[3] = column.allowedValues == nil
        isPlain[6] = column.allowedValues == nil
      case .decimal, .date, .boolean: break
      }
      let codes = KnownTexts.all.map { code in
        column.type == .text && column.allowedValues?.contains(code) ?? true
      }
      return Rule(column: column, isPlain: isPlain, allowedCodes: codes)
    }
  }

  func fit(_ rows: PackedRows, pool: TextPool) -> Bool {
    guard rows.width == rules.count, rows.words.count.isMultiple(of: rows.width) else { return false }
    return rows.words.withUnsafeBufferPointer { words in
      rules.indices.allSatisfy { place in
        let rule = rules[place]
        var index = place
        while index < words.count {
          let word = words[index]
          index += rows.width
          if rule.isPlain[Int(word.word & 7)] { continue }
          if case .code(let number) = word.content {
            guard number < rule.allowedCodes.count, rule.allowedCodes[number] else { return false }
            continue
          }
          if rule.column.fault(of: pool.value(word)) != nil { return false }
        }
        return true
      }
    }
  }
}
