import StatutoryForm

/// Where a document and its sidecar both speak and differ, both are kept and a finding says so (contract.md section 1).
enum SidecarFindings {
  static func findings(for record: ExtractedRecord) -> [Finding] {
    let report = record.report
    let sidecar = record.sidecar
    let pairs: [(name: String, document: String?, sidecar: String?)] = [
      ("url", report.sourceURL, sidecar.url), ("publisher", report.publisher, sidecar.publisher),
      ("published_on", report.publishedOn, sidecar.publishedOn),
    ]
    let damage =
      sidecar.isDamaged
      ? [
        Finding(
          rule: "D.SIDECAR", severity: .warning, table: "reports",
          message: "The sidecar beside the document cannot be read as a JSON object of texts; nothing of it was used.")
      ] : []
    return damage
      + pairs.compactMap { pair in
        guard let document = pair.document, let said = pair.sidecar, document != said else { return nil }
        return Finding(
          rule: "D.SIDECAR", severity: .info, table: "reports", column: pair.name == "url" ? "source_url" : pair.name,
          seen: document, expected: said,
          message: "The document and its sidecar differ about \(pair.name); the document's own word is published.")
      }
  }
}
