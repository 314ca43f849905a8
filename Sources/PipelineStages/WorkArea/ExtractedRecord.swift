import NarrativeFigures
import ReportRecognition

/// What `extract` hands to `normalize`: one document that is a report, as printed.
struct ExtractedRecord: Sendable {
  /// Hexadecimal SHA-256 of the document.
  var documentHash: String
  var byteCount: Int
  var mediaType: String
  var encoding: String
  /// How many characters were replaced on decoding.
  var replacedCharacterCount: Int
  var sidecar: Sidecar
  var report: PrintedReport
  /// The running text, with its source lines.
  var passages: [NarrativePassage]
}

extension ExtractedRecord: Recordable {
  func encode(to encoder: inout RecordEncoder) {
    encoder.encode(documentHash)
    encoder.encode(byteCount)
    encoder.encode(mediaType)
    encoder.encode(encoding)
    encoder.encode(replacedCharacterCount)
    encoder.encode(sidecar)
    encoder.encode(report)
    encoder.encode(list: passages)
  }
  init(from decoder: inout RecordDecoder) throws(RecordDamage) {
    documentHash = try decoder.text()
    byteCount = try decoder.integer()
    mediaType = try decoder.text()
    encoding = try decoder.text()
    replacedCharacterCount = try decoder.integer()
    sidecar = try decoder.value()
    report = try decoder.value()
    passages = try decoder.list()
  }
}

extension Sidecar: Recordable {
  func encode(to encoder: inout RecordEncoder) {
    for text in [url, publisher, publishedOn, accessedOn, regionCode, agencyName] { encoder.encode(text) }
    encoder.encode(isDamaged)
  }
  init(from decoder: inout RecordDecoder) throws(RecordDamage) {
    self.init()
    url = try decoder.optional()
    publisher = try decoder.optional()
    publishedOn = try decoder.optional()
    accessedOn = try decoder.optional()
    regionCode = try decoder.optional()
    agencyName = try decoder.optional()
    isDamaged = try decoder.flag()
  }
}

extension NarrativePassage: Recordable {
  func encode(to encoder: inout RecordEncoder) {
    encoder.encode(text)
    encoder.encode(list: lineOffsets)
    encoder.encode(list: lineNumbers)
  }
  init(from decoder: inout RecordDecoder) throws(RecordDamage) {
    self.init(text: try decoder.byteArray(), lineOffsets: try decoder.list(), lineNumbers: try decoder.list())
  }
}
