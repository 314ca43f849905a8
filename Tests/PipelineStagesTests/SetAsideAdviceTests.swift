import TestSupport
import Testing

@testable import PipelineStages

@Suite struct SetAsideAdviceTests {
  @Test func namesThePackageThatIsMissing() {
    let reasons = ["unsupported": 2, "scanned_image": 1, "empty": 1]
    let lines = SetAsideAdvice.lines(for: reasons, hasPDFReader: false, hasRecogniser: false)
    #expect(lines.count == 2)
    #expect(lines.contains { $0.contains("poppler-utils") })
    #expect(lines.contains { $0.contains("--ocr") && $0.contains("tesseract-ocr-chi-sim") })
    let others = SetAsideAdvice.lines(for: ["unsupported": 1, "empty": 3], hasPDFReader: true)
    #expect(others.count == 1)
    #expect(others.first?.contains("DOCX") == true && others.first?.contains("poppler") == false)
    #expect(SetAsideAdvice.lines(for: ["scanned_image": 1], hasRecogniser: true).first?.contains("tesseract") == false)
  }

  @Test(.enabled(if: Programs.isInstalled("pdftotext"), "needs poppler-utils"))
  func theSummarySaysWhatToDo() throws {
    var scan = TinyPDF.Page()
    scan.picture(0, 0, 595, 842)
    let run = try EndToEndRun()
    let inbox = try run.inbox("in", [("scan.pdf", TinyPDF([scan]).bytes)])
    let result = try run.run("gongkai", ["run", inbox])
    #expect(result.output.contains("what to do: scanned pages are read with --ocr"))
  }
}
