/// Why a Parquet file could not be written or read.
public enum ParquetError: Error, Hashable, Sendable {
  /// The bytes do not begin and end as those of a Parquet file do.
  case notParquet
  /// Something is said to reach beyond the bytes that are there.
  case truncated
  /// The bytes contradict the format or each other; the text says what.
  case corrupt(String)
  /// Something that the format allows and these files never have; the text says what.
  case unsupported(String)
  /// The columns are not the table's; the name is that of the first that differs.
  case wrongColumn(String)
  /// A page whose checksum is wrong.
  case wrongChecksum(column: String)
  /// A text of more bytes than a file may hold.
  case textTooLong(column: String, limit: Int)
  /// A page could not be compressed or unpacked.
  case zstd(ZstdError)
}

extension ParquetError: CustomStringConvertible {
  /// One clause for a person.
  public var description: String {
    switch self {
    case .notParquet: "it is no Parquet file"
    case .truncated: "the Parquet data ends early"
    case .corrupt(let text): "the Parquet data is damaged: \(text)"
    case .unsupported(let text): "the Parquet data has \(text), which files of a store never have"
    case .wrongColumn(let column): "the Parquet column '\(column)' is not the table's"
    case .wrongChecksum(let column): "column \(column): a page does not have its checksum"
    case .textTooLong(let column, let limit): "column \(column): a text of more than \(limit) bytes"
    case .zstd(let error): "\(error)"
    }
  }
}
