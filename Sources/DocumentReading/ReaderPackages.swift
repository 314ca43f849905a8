import ConfinedPrograms

/// The Debian packages of the programs that read documents.
public enum ReaderPackages {
  /// What reads PDF.
  public static let pdf = PDFReader.package
  /// What recognises the characters of scanned pages.
  public static let scans = "tesseract-ocr tesseract-ocr-chi-sim"

  /// Whether the programs that read PDF are installed.
  public static var hasPDFReader: Bool {
    ["pdftotext", "pdftocairo", "pdfimages", "pdftoppm"].allSatisfy { ConfinedProgram($0).path != nil }
  }

  /// Whether the program that recognises characters is installed.
  public static var hasRecogniser: Bool { ConfinedProgram("tesseract").path != nil }
}
