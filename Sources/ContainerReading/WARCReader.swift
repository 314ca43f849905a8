/// Where and when a crawler fetched a document.
public struct FetchOrigin: Sendable, Hashable {
  /// The address.
  public var url: String
  /// ISO date of the fetch; `nil` where the record states none.
  public var accessedOn: String?
}

/// Reads WARC 1.0 and 1.1 (ISO 28500), record by record.
///
/// Documents are `response` records with the HTTP status 200, and `resource` records. Other responses are listed as passed
/// over; `request`, `metadata`, `revisit` and other records are about documents and are none.
///
/// An address is the name of its document and never a path: nothing is opened, made or looked up by it, in this file or
/// in the pipeline. So one with `..` in it (or an absolute one: each begins with its scheme) is kept as it was fetched
/// and not refused, other than the name of an entry of an archive, which an unpacker may well take for a path. Crawlers
/// take dot segments out of what they fetch; those that stand in a query, `?file=../a.pdf`, are part of the address, and
/// to refuse or rewrite such an address would lose an honest document or its origin.
final class WARCReader {
  private let bytes: BufferedBytes
  private let budget: UnpackingBudget
  private let limits: ContainerLimits
  private var namesakes: [UInt64: Int] = [:]
  private var recordCount = 0
  private static let lineLimit = 1 << 16
  /// Room for the HTTP header in front of a document.
  private static let headerRoom = 1 << 18

  /// Reads from the beginning of a source.
  init(_ source: ByteSource, budget: UnpackingBudget, limits: ContainerLimits) {
    bytes = BufferedBytes(source)
    self.budget = budget
    self.limits = limits
  }

  /// The next document or what is listed in its place; `nil` behind the last record.
  func next() throws(ContainerFailure) -> ContainedItem? {
    while let fields = try nextHeader() {
      recordCount += 1
      if recordCount & 0xFF == 0 { try budget.checkTime() }
      if recordCount > limits.entryCount { throw .limitExceeded }
      guard let length = fields.count("content-length") else { throw .malformed }
      let type = fields.lowercased("warc-type")
      let url = Self.url(of: fields)
      guard type == "response" || type == "resource", !url.hasPrefix("dns:") else {
        try bytes.skip(length)
        continue
      }
      let path = path(of: url)
      if length > limits.entryByteCount + Self.headerRoom {
        try bytes.skip(length)
        return .failed(path: path, .entryTooLarge)
      }
      let block = try bytes.bytes(length)
      let origin = FetchOrigin(url: url, accessedOn: Self.date(of: fields))
      do throws(ContainerFailure) {
        guard let response = HTTPResponse(block) else {
          if block.count > limits.entryByteCount { throw .entryTooLarge }
          return .document(ContainedDocument(path: path, bytes: block, origin: url.isEmpty ? nil : origin))
        }
        guard response.status == 200 else { return .refused(path: path, .httpStatus) }
        return .document(
          ContainedDocument(
            path: path, bytes: try response.document(budget: budget, limits: limits),
            origin: url.isEmpty ? nil : origin))
      } catch {
        return .failed(path: path, error)
      }
    }
    return nil
  }

  /// The fields of the next record; blank lines in front of it end the one before.
  private func nextHeader() throws(ContainerFailure) -> HeaderFields? {
    var line: [UInt8]
    repeat {
      guard let next = try bytes.line(limit: Self.lineLimit) else { return nil }
      line = next
    } while line.isEmpty
    guard line.starts(with: "WARC/".utf8) else { throw .malformed }
    var fields = HeaderFields()
    var size = 0
    while true {
      guard let next = try bytes.line(limit: Self.lineLimit) else { throw .malformed }
      if next.isEmpty { return fields }
      size += next.count
      if size > Self.headerRoom { throw .malformed }
      fields.add(line: next)
    }
  }

  private static func url(of fields: HeaderFields) -> String {
    var value = (fields.bytes("warc-target-uri") ?? [])[...]
    // Some writers of 1.0 put the address in angle brackets.
    if value.first == UInt8(ascii: "<"), value.last == UInt8(ascii: ">") { value = value.dropFirst().dropLast() }
    return EntryName.decoded(Array(value))
  }

  /// `2023-01-02T03:04:05Z` to `2023-01-02`.
  private static func date(of fields: HeaderFields) -> String? {
    guard let value = fields.bytes("warc-date"), value.count >= 10 else { return nil }
    for (index, byte) in value.prefix(10).enumerated() {
      let isDash = index == 4 || index == 7
      guard isDash ? byte == UInt8(ascii: "-") : (0x30...0x39).contains(byte) else { return nil }
    }
    return String(decoding: value.prefix(10), as: UTF8.self)
  }

  /// The address as a path, without control characters; a second record of the same address gets `~2` and so on.
  private func path(of url: String) -> String {
    var name = ""
    for scalar in (url.isEmpty ? "record-\(recordCount)" : url).unicodeScalars {
      if scalar.value < 0x20 || scalar.value == 0x7F {
        name += "%" + (scalar.value < 16 ? "0" : "") + String(scalar.value, radix: 16, uppercase: true)
      } else {
        name.unicodeScalars.append(scalar)
      }
    }
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in name.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    let count = namesakes[hash, default: 0] + 1
    namesakes[hash] = count
    return count == 1 ? name : name + "~\(count)"
  }
}
