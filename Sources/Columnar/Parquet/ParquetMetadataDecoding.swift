extension ParquetMetadata {
  /// Reads the footer: what `encoded` writes, and the same from other writers for as much as these files need.
  init(decoding bytes: [UInt8]) throws(ParquetError) {
    var thrift = ThriftCompactReader(bytes)
    var last = 0
    var (hasColumns, hasRowCount, hasRowGroups) = (false, false, false)
    while let field = try thrift.nextField(after: &last) {
      switch (field.id, field.type) {
      case (2, ThriftType.list):
        columns = try Self.columns(&thrift)
        hasColumns = true
      case (3, ThriftType.int64):
        rowCount = try thrift.integer()
        hasRowCount = true
      case (4, ThriftType.list):
        hasRowGroups = true
        for _ in 0..<(try thrift.listCount(of: ThriftType.structure)) {
          rowGroups.append(try ParquetRowGroup(&thrift, columns: columns))
        }
      case (5, ThriftType.list):
        for _ in 0..<(try thrift.listCount(of: ThriftType.structure)) { try readKeyValue(&thrift) }
      case (6, ThriftType.binary): createdBy = try thrift.text()
      default: try thrift.skip(field.type)
      }
    }
    guard hasColumns, hasRowCount, hasRowGroups, thrift.position == bytes.count else {
      throw .corrupt("metadata that is not whole")
    }
  }

  private static func columns(_ thrift: inout ThriftCompactReader) throws(ParquetError) -> [ParquetColumn] {
    var columns: [ParquetColumn] = []
    for index in 0..<(try thrift.listCount(of: ThriftType.structure)) {
      var column = ParquetColumn(name: "", physicalType: -1, isRequired: true)
      var childCount = 0
      var last = 0
      while let field = try thrift.nextField(after: &last) {
        switch (field.id, field.type) {
        case (1, ThriftType.int32): column.physicalType = try thrift.integer()
        case (3, ThriftType.int32):
          let repetition = try thrift.integer()
          guard (0...1).contains(repetition) else { throw .unsupported("repeated columns") }
          column.isRequired = repetition == ParquetFormat.Repetition.required
        case (4, ThriftType.binary): column.name = try thrift.text()
        case (5, ThriftType.int32): childCount = try thrift.integer()
        case (6, ThriftType.int32): column.convertedType = try thrift.integer()
        case (7, ThriftType.int32): column.scale = try thrift.integer()
        case (8, ThriftType.int32): column.precision = try thrift.integer()
        default: try thrift.skip(field.type)
        }
      }
      if index > 0 {
        guard childCount == 0 else { throw .unsupported("nested columns") }
        columns.append(column)
      }
    }
    return columns
  }

  private mutating func readKeyValue(_ thrift: inout ThriftCompactReader) throws(ParquetError) {
    var (key, value) = ("", "")
    var last = 0
    while let field = try thrift.nextField(after: &last) {
      switch (field.id, field.type) {
      case (1, ThriftType.binary): key = try thrift.text()
      case (2, ThriftType.binary): value = try thrift.text()
      default: try thrift.skip(field.type)
      }
    }
    keyValues[key] = value
  }
}

extension ParquetRowGroup {
  fileprivate init(_ thrift: inout ThriftCompactReader, columns: [ParquetColumn]) throws(ParquetError) {
    var last = 0
    while let field = try thrift.nextField(after: &last) {
      switch (field.id, field.type) {
      case (1, ThriftType.list):
        let count = try thrift.listCount(of: ThriftType.structure)
        guard count == columns.count else { throw .corrupt("a row group has not a chunk for each column") }
        for column in columns { chunks.append(try ParquetColumnChunk(&thrift, column: column)) }
      case (3, ThriftType.int64): rowCount = try thrift.integer()
      default: try thrift.skip(field.type)
      }
    }
    guard chunks.count == columns.count else { throw .corrupt("a row group has not a chunk for each column") }
  }
}

extension ParquetColumnChunk {
  fileprivate init(_ thrift: inout ThriftCompactReader, column: ParquetColumn) throws(ParquetError) {
    self.column = column
    codec = -1
    dataPageOffset = -1
    var last = 0
    while let field = try thrift.nextField(after: &last) {
      if field.id == 3, field.type == ThriftType.structure {
        try readMetadata(&thrift)
      } else {
        try thrift.skip(field.type)
      }
    }
  }

  private mutating func readMetadata(_ thrift: inout ThriftCompactReader) throws(ParquetError) {
    var last = 0
    while let field = try thrift.nextField(after: &last) {
      switch (field.id, field.type) {
      case (1, ThriftType.int32):
        guard try thrift.integer() == column.physicalType else { throw .corrupt("two types of one column") }
      case (3, ThriftType.list):
        let count = try thrift.listCount(of: ThriftType.binary)
        guard count == 1, try thrift.text() == column.name else { throw .corrupt("a chunk of another column") }
      case (4, ThriftType.int32): codec = try thrift.integer()
      case (5, ThriftType.int64): valueCount = try thrift.integer()
      case (6, ThriftType.int64): uncompressedByteCount = try thrift.integer()
      case (7, ThriftType.int64): compressedByteCount = try thrift.integer()
      case (9, ThriftType.int64): dataPageOffset = try thrift.integer()
      case (11, ThriftType.int64): dictionaryPageOffset = try thrift.integer()
      case (12, ThriftType.structure): statistics = try ParquetStatistics(&thrift)
      case (13, ThriftType.list):
        for _ in 0..<(try thrift.listCount(of: ThriftType.structure)) {
          encodingCounts.append(try ParquetEncodingCount(&thrift))
        }
      default: try thrift.skip(field.type)
      }
    }
  }
}

extension ParquetEncodingCount {
  fileprivate init(_ thrift: inout ThriftCompactReader) throws(ParquetError) {
    self.init(pageType: -1, encoding: -1, count: 0)
    var last = 0
    while let field = try thrift.nextField(after: &last) {
      switch (field.id, field.type) {
      case (1, ThriftType.int32): pageType = try thrift.integer()
      case (2, ThriftType.int32): encoding = try thrift.integer()
      case (3, ThriftType.int32): count = try thrift.integer()
      default: try thrift.skip(field.type)
      }
    }
  }
}

extension ParquetStatistics {
  fileprivate init(_ thrift: inout ThriftCompactReader) throws(ParquetError) {
    self.init()
    var last = 0
    while let field = try thrift.nextField(after: &last) {
      switch (field.id, field.type) {
      case (3, ThriftType.int64): nullCount = try thrift.integer()
      case (5, ThriftType.binary): maximum = try thrift.binary()
      case (6, ThriftType.binary): minimum = try thrift.binary()
      case (7, ThriftType.yes), (7, ThriftType.no): isMaximumExact = field.type == ThriftType.yes
      case (8, ThriftType.yes), (8, ThriftType.no): isMinimumExact = field.type == ThriftType.yes
      default: try thrift.skip(field.type)
      }
    }
  }
}

extension ParquetPageHeader {
  /// Reads a header from `position` on, and moves `position` behind it.
  init(decoding bytes: [UInt8], at position: inout Int) throws(ParquetError) {
    var thrift = ThriftCompactReader(bytes, at: position)
    var last = 0
    while let field = try thrift.nextField(after: &last) {
      switch (field.id, field.type) {
      case (1, ThriftType.int32): type = try thrift.integer()
      case (2, ThriftType.int32): uncompressedByteCount = try thrift.integer()
      case (3, ThriftType.int32): compressedByteCount = try thrift.integer()
      case (4, ThriftType.int32): checksum = UInt32(truncatingIfNeeded: try thrift.integer())
      case (5, ThriftType.structure), (7, ThriftType.structure): try readKind(&thrift)
      default: try thrift.skip(field.type)
      }
    }
    position = thrift.position
    guard uncompressedByteCount >= 0, compressedByteCount >= 0, valueCount >= 0 else {
      throw .corrupt("a page of negative size")
    }
    guard compressedByteCount <= bytes.count - position else { throw .truncated }
  }

  private mutating func readKind(_ thrift: inout ThriftCompactReader) throws(ParquetError) {
    var last = 0
    while let field = try thrift.nextField(after: &last) {
      switch (field.id, field.type) {
      case (1, ThriftType.int32): valueCount = try thrift.integer()
      case (2, ThriftType.int32): encoding = try thrift.integer()
      case (3, ThriftType.int32): levelEncoding = try thrift.integer()
      default: try thrift.skip(field.type)
      }
    }
  }
}
