/// The least and the greatest value of a column in a row group, and how many are null.
struct ParquetStatistics: Hashable {
  var nullCount: Int?
  /// Plain-encoded without length; `nil` where there is no value or it is not known.
  var minimum: [UInt8]?
  var maximum: [UInt8]?
  /// Whether the bounds are values of the column; a long text is cut, and then lies below or above all.
  var isMinimumExact = true
  var isMaximumExact = true
}

/// How many pages of one kind and encoding a column has.
struct ParquetEncodingCount: Hashable {
  var pageType: Int
  var encoding: Int
  var count: Int
}

/// The pages of one column in one row group.
struct ParquetColumnChunk: Hashable {
  var column = ParquetColumn(name: "", physicalType: -1, isRequired: true)
  var codec = ParquetFormat.codec
  var valueCount = 0
  var uncompressedByteCount = 0
  var compressedByteCount = 0
  var dataPageOffset = 0
  var dictionaryPageOffset: Int?
  var statistics: ParquetStatistics?
  var encodingCounts: [ParquetEncodingCount] = []

  /// Where its first page begins.
  var offset: Int { min(dataPageOffset, dictionaryPageOffset ?? dataPageOffset) }
}

/// A number of rows, column by column.
struct ParquetRowGroup: Hashable {
  var rowCount = 0
  var chunks: [ParquetColumnChunk] = []
}

/// What the footer of a file says.
struct ParquetMetadata: Hashable {
  var columns: [ParquetColumn] = []
  var rowCount = 0
  var rowGroups: [ParquetRowGroup] = []
  var keyValues: [String: String] = [:]
  var createdBy = ""
}

/// What stands before the bytes of a page.
struct ParquetPageHeader: Hashable {
  var type = -1
  var uncompressedByteCount = 0
  var compressedByteCount = 0
  var checksum: UInt32?
  var valueCount = 0
  var encoding = -1
  /// The encoding of the definition levels; only of a data page.
  var levelEncoding = ParquetFormat.Encoding.rle
}
