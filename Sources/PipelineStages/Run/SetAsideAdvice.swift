import DocumentReading

/// Says what to do about documents that were set aside, where something can be done.
enum SetAsideAdvice {
  /// One line a reason, in the order of their codes.
  static func lines(
    for reasons: [String: Int], hasPDFReader: Bool = ReaderPackages.hasPDFReader,
    hasRecogniser: Bool = ReaderPackages.hasRecogniser
  ) -> [String] {
    reasons.keys.sorted().compactMap { reason in
      switch ReadingFailure(rawValue: reason) {
      case .unsupported where !hasPDFReader:
        "unsupported: PDF documents need the Debian package \(ReaderPackages.pdf): install it and run again; save others "
          + "as DOCX or PDF with the program that made them."
      case .unsupported:
        "unsupported: save these as DOCX or PDF with the program that made them, and run again."
      case .scannedImage:
        hasRecogniser
          ? "scanned pages are read with --ocr."
          : "scanned pages are read with --ocr; it needs the Debian packages \(ReaderPackages.scans)."
      case .encrypted: "encrypted documents must be saved without a password."
      default: nil
      }
    }
  }
}
