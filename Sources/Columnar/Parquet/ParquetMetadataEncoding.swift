extension ParquetMetadata {
  /// The bytes of the footer, without length and magic.
  ///
  /// - Parameters:
  ///   - rootName: The name of the outermost element.
  ///   - sortedColumns: Columns by which the rows of each group are sorted, nulls first.
  func encoded(rootName: String, sortedColumns: [Int]) -> [UInt8] {
    var thrift = ThriftCompactWriter()
    thrift.beginStruct()
    thrift.int32(1, ParquetFormat.version)
    thrift.list(2, of: ThriftType.structure, count: columns.count + 1)
    thrift.beginStruct()
    thrift.binary(4, rootName.utf8)
    thrift.int32(5, columns.count)
    thrift.endStruct()
    for column in columns { column.encode(to: &thrift) }
    thrift.int64(3, rowCount)
    thrift.list(4, of: ThriftType.structure, count: rowGroups.count)
    for (ordinal, group) in rowGroups.enumerated() {
      group.encode(ordinal: ordinal, sortedColumns: sortedColumns, to: &thrift)
    }
    thrift.list(5, of: ThriftType.structure, count: keyValues.count)
    for (key, value) in keyValues.sorted(by: { $0.key < $1.key }) {
      thrift.beginStruct()
      thrift.binary(1, key.utf8)
      thrift.binary(2, value.utf8)
      thrift.endStruct()
    }
    thrift.binary(6, createdBy.utf8)
    // Without column orders readers must not use the bounds of the statistics.
    thrift.list(7, of: ThriftType.structure, count: columns.count)
    for _ in columns {
      thrift.beginStruct()
      thrift.beginStruct(1)
      thrift.endStruct()
      thrift.endStruct()
    }
    thrift.endStruct()
    return thrift.bytes
  }
}

extension ParquetColumn {
  fileprivate func encode(to thrift: inout ThriftCompactWriter) {
    thrift.beginStruct()
    thrift.int32(1, physicalType)
    thrift.int32(3, isRequired ? ParquetFormat.Repetition.required : ParquetFormat.Repetition.optional)
    thrift.binary(4, name.utf8)
    if let convertedType { thrift.int32(6, convertedType) }
    if let scale { thrift.int32(7, scale) }
    if let precision { thrift.int32(8, precision) }
    if let convertedType {
      // The fields of the union LogicalType: STRING, DECIMAL, DATE.
      thrift.beginStruct(10)
      thrift.beginStruct(convertedType == 0 ? 1 : convertedType)
      if let scale, let precision {
        thrift.int32(1, scale)
        thrift.int32(2, precision)
      }
      thrift.endStruct()
      thrift.endStruct()
    }
    thrift.endStruct()
  }
}

extension ParquetRowGroup {
  fileprivate func encode(ordinal: Int, sortedColumns: [Int], to thrift: inout ThriftCompactWriter) {
    thrift.beginStruct()
    thrift.list(1, of: ThriftType.structure, count: chunks.count)
    for chunk in chunks { chunk.encode(to: &thrift) }
    thrift.int64(2, chunks.reduce(0) { $0 + $1.uncompressedByteCount })
    thrift.int64(3, rowCount)
    if !sortedColumns.isEmpty {
      thrift.list(4, of: ThriftType.structure, count: sortedColumns.count)
      for column in sortedColumns {
        thrift.beginStruct()
        thrift.int32(1, column)
        thrift.flag(2, false)
        thrift.flag(3, true)
        thrift.endStruct()
      }
    }
    thrift.int64(5, chunks.first?.offset ?? 0)
    thrift.int64(6, chunks.reduce(0) { $0 + $1.compressedByteCount })
    // The ordinal has 16 bits; a file of more groups goes without.
    if ordinal <= Int(Int16.max) { thrift.int16(7, ordinal) }
    thrift.endStruct()
  }
}

extension ParquetColumnChunk {
  fileprivate func encode(to thrift: inout ThriftCompactWriter) {
    thrift.beginStruct()
    // The offset of a second copy of the metadata, which there is not.
    thrift.int64(2, 0)
    thrift.beginStruct(3)
    thrift.int32(1, column.physicalType)
    let encodings = Set(encodingCounts.map(\.encoding) + (column.isRequired ? [] : [ParquetFormat.Encoding.rle]))
    thrift.list(2, of: ThriftType.int32, count: encodings.count)
    for encoding in encodings.sorted() { thrift.element(encoding) }
    thrift.list(3, of: ThriftType.binary, count: 1)
    thrift.element(column.name.utf8)
    thrift.int32(4, codec)
    thrift.int64(5, valueCount)
    thrift.int64(6, uncompressedByteCount)
    thrift.int64(7, compressedByteCount)
    thrift.int64(9, dataPageOffset)
    if let dictionaryPageOffset { thrift.int64(11, dictionaryPageOffset) }
    if let statistics { statistics.encode(12, to: &thrift) }
    thrift.list(13, of: ThriftType.structure, count: encodingCounts.count)
    for entry in encodingCounts {
      thrift.beginStruct()
      thrift.int32(1, entry.pageType)
      thrift.int32(2, entry.encoding)
      thrift.int32(3, entry.count)
      thrift.endStruct()
    }
    thrift.endStruct()
    thrift.endStruct()
  }
}

extension ParquetStatistics {
  fileprivate func encode(_ id: Int, to thrift: inout ThriftCompactWriter) {
    thrift.beginStruct(id)
    if let nullCount { thrift.int64(3, nullCount) }
    if let maximum { thrift.binary(5, maximum) }
    if let minimum { thrift.binary(6, minimum) }
    if maximum != nil { thrift.flag(7, isMaximumExact) }
    if minimum != nil { thrift.flag(8, isMinimumExact) }
    thrift.endStruct()
  }
}

extension ParquetPageHeader {
  /// The bytes of the header.
  func encoded() -> [UInt8] {
    var thrift = ThriftCompactWriter()
    thrift.beginStruct()
    thrift.int32(1, type)
    thrift.int32(2, uncompressedByteCount)
    thrift.int32(3, compressedByteCount)
    if let checksum { thrift.int32(4, Int(Int32(bitPattern: checksum))) }
    thrift.beginStruct(type == ParquetFormat.PageType.dictionary ? 7 : 5)
    thrift.int32(1, valueCount)
    thrift.int32(2, encoding)
    if type == ParquetFormat.PageType.data {
      thrift.int32(3, levelEncoding)
      thrift.int32(4, ParquetFormat.Encoding.rle)
    }
    thrift.endStruct()
    thrift.endStruct()
    return thrift.bytes
  }
}
