import DecimalNumbers
import FactTables

/// Reads the CSV of a table from bytes that come in pieces, and is strict: anything the writer would not write, save
/// quotes that are not needed, is an error.
///
/// Feed the pieces, cut anywhere, in order, then call `finish`. After an error the decoder is of no further use.
public struct CSVDecoder {
  /// The table whose rows are read.
  public let schema: TableSchema
  /// How many rows were read, the header not counted.
  public private(set) var rowCount = 0

  private enum State {
    case fieldStart, unquoted, quoted, quoteInQuoted
  }

  private let columns: [ColumnReader]
  private let fieldByteLimit: Int
  private var state = State.fieldStart
  private var field: [UInt8] = []
  private var isQuoted = false
  private var row: FactRow = []
  private var fieldCount = 0
  private var header: [UInt8] = []
  private var isInHeader = true
  private var line = 1
  private var rowLine = 1

  /// Makes a reader for a table.
  ///
  /// A field longer than `fieldByteLimit` is an error.
  public init(_ schema: TableSchema, fieldByteLimit: Int = 64 << 20) {
    self.schema = schema
    self.fieldByteLimit = fieldByteLimit
    columns = schema.columns.map(ColumnReader.init)
    row.reserveCapacity(columns.count)
  }

  /// Reads a piece and hands over each row that it completes, with its 1-based line.
  public mutating func feed(
    _ bytes: UnsafeBufferPointer<UInt8>, row body: (FactRow, Int) throws -> Void
  ) throws {
    var position = 0
    while position < bytes.count {
      let byte = bytes[position]
      switch state {
      case .unquoted:
        // Nearly all bytes are taken here, a run at a time.
        var end = position
        while end < bytes.count, !Self.endsRun(bytes[end]) { end += 1 }
        if end > position {
          try append(UnsafeBufferPointer(rebasing: bytes[position..<end]))
          position = end
          continue
        }
        if byte == comma {
          try endField()
        } else if byte == lineFeed {
          try endRow(body)
        } else {
          throw error(byte == quote ? .strayQuote : .strayCarriageReturn)
        }
      case .quoted:
        if byte == quote {
          state = .quoteInQuoted
        } else {
          if byte == lineFeed { line += 1 }
          try append(UnsafeBufferPointer(rebasing: bytes[position...position]))
        }
      case .fieldStart:
        if byte == quote {
          isQuoted = true
          state = .quoted
        } else {
          state = .unquoted
          continue
        }
      case .quoteInQuoted:
        if byte == quote {
          try append(UnsafeBufferPointer(rebasing: bytes[position...position]))
          state = .quoted
        } else if byte == comma {
          try endField()
        } else if byte == lineFeed {
          try endRow(body)
        } else {
          throw error(.strayQuote)
        }
      }
      position += 1
    }
  }

  private static func endsRun(_ byte: UInt8) -> Bool {
    byte < 0x2D && (byte == comma || byte == lineFeed || byte == quote || byte == carriageReturn)
  }

  /// Reads a piece given as an array.
  public mutating func feed(_ bytes: [UInt8], row body: (FactRow, Int) throws -> Void) throws {
    try bytes.withUnsafeBufferPointer { try feed($0, row: body) }
  }

  /// Says that no more bytes come.
  ///
  /// Throws where they end inside a row or before the header's end.
  public func finish() throws(CSVError) {
    if isInHeader || state != .fieldStart || fieldCount > 0 { throw CSVError(.truncated, line: rowLine) }
  }

  /// Reads a whole file that is in memory.
  public static func rows(of bytes: [UInt8], _ schema: TableSchema) throws -> [FactRow] {
    var decoder = CSVDecoder(schema)
    var rows: [FactRow] = []
    try decoder.feed(bytes) { row, _ in rows.append(row) }
    try decoder.finish()
    return rows
  }

  private func error(_ reason: CSVError.Reason) -> CSVError {
    let name = isInHeader || fieldCount >= columns.count ? nil : schema.columns[fieldCount].name
    return CSVError(reason, line: rowLine, column: name)
  }

  private mutating func append(_ run: UnsafeBufferPointer<UInt8>) throws(CSVError) {
    if run.count > fieldByteLimit - field.count { throw error(.fieldTooLong(limit: fieldByteLimit)) }
    field.append(contentsOf: run)
  }

  private mutating func endField() throws(CSVError) {
    if isInHeader {
      if header.count < 4096 { header += (fieldCount > 0 ? [comma] : []) + field.prefix(4096) }
    } else if fieldCount < columns.count {
      do {
        row.append(try columns[fieldCount].value(of: field, isQuoted: isQuoted))
      } catch {
        throw self.error(error)
      }
    }
    fieldCount += 1
    field.removeAll(keepingCapacity: true)
    isQuoted = false
    state = .fieldStart
  }

  private mutating func endRow(_ body: (FactRow, Int) throws -> Void) throws {
    try endField()
    if isInHeader {
      if header != Array(schema.columns.map(\.name).joined(separator: ",").utf8) {
        throw CSVError(.wrongHeader(found: String(decoding: header.prefix(200), as: UTF8.self)), line: 1)
      }
      isInHeader = false
    } else {
      guard fieldCount == columns.count else {
        throw CSVError(.wrongFieldCount(expected: columns.count, found: fieldCount), line: rowLine)
      }
      rowCount += 1
      try body(row, rowLine)
      row.removeAll(keepingCapacity: true)
    }
    fieldCount = 0
    line += 1
    rowLine = line
  }
}

/// Turns the fields of one column into values.
struct ColumnReader {
  private let type: ColumnType
  private let isRequired: Bool
  private let codes: Set<String>?

  init(_ column: ColumnSchema) {
    type = column.type
    isRequired = column.isRequired
    codes = column.allowedValues.map { Set($0) }
  }

  /// The value of a field.
  ///
  /// Throws the reason where there is none.
  func value(of field: [UInt8], isQuoted: Bool) throws(CSVError.Reason) -> FactValue {
    if field.isEmpty, !isQuoted {
      if isRequired { throw .missingValue }
      return .null
    }
    guard let valid = try? UTF8Span(validating: field.span) else { throw .invalidText }
    let text = String(copying: valid)
    switch type {
    case .text:
      if let codes, !codes.contains(text) { throw .invalidCode(String(text.prefix(100))) }
      return .text(text)
    case .date:
      if CalendarDate.isValid(field) { return .date(text) }
    case .boolean:
      if text == "true" { return .boolean(true) }
      if text == "false" { return .boolean(false) }
    case .integer:
      // Only the one form that the writer writes: no plus sign, no leading zeros, no -0.
      if let number = Int64(text), String(number) == text { return .integer(number) }
    case .decimal(let places):
      if let number = DecimalNumber(text), number.scale <= places, number.text(places: places) == text {
        return .decimal(number)
      }
    }
    throw .invalidValue(String(text.prefix(100)))
  }
}

extension CSVError.Reason: Error {}
