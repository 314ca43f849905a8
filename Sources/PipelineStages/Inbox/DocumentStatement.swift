import ContainerReading

/// What is said of a document beside it: by its sidecar, by the record of a crawler, by the page that leads to it.
///
/// The earlier of these three wins where several speak.
struct DocumentStatement: Sendable {
  /// The bytes of the sidecar; `nil` without one.
  var sidecar: [UInt8]?
  var origin: FetchOrigin?
  var page: Sidecar?

  /// All of it as one sidecar.
  var effective: Sidecar {
    var effective = sidecar.map { Sidecar.decode($0) ?? .damaged } ?? Sidecar()
    if let origin {
      effective.url = effective.url ?? origin.url
      effective.accessedOn = effective.accessedOn ?? origin.accessedOn
    }
    if let page {
      for path in [\Sidecar.url, \.publisher, \.publishedOn, \.accessedOn, \.regionCode, \.agencyName] {
        effective[keyPath: path] = effective[keyPath: path] ?? page[keyPath: path]
      }
    }
    return effective
  }

  /// Its part in the key of a record; empty where nothing is said.
  var keyBytes: [UInt8] {
    if sidecar == nil, origin == nil, page == nil { return [] }
    var encoder = RecordEncoder()
    encoder.encode(effective)
    return encoder.bytes
  }
}
