import Foundation
import TestSupport
import Testing

@testable import DocumentReading

@Suite struct WebArchiveTests {
  private static let page =
    "<html xmlns:w=3D\"urn:schemas-microsoft-com:office:word\"><body><p>=E5=85=AC=E5=\r\n=BC=80=E4=BF=A1=E6=81=AF=\r\n"
    + "12=E6=9D=A1</p><table><tr><td>1</td><td>2</td></tr></table></body></html>\r\n"
  private static let blocks = ["公开信息12条", "table 1x2: 0,0=1 0,1=2"]

  private static func archive(_ encoding: String, _ body: String, boundary: String = "\"----=_NextPart_01\"") -> String
  {
    "MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\tboundary=\(boundary)\r\n\r\n此文档为“单个文件网页”。\r\n\r\n"
      + "------=_NextPart_01\r\nContent-Location: file:///C:/A/a.png\r\nContent-Transfer-Encoding: base64\r\n"
      + "Content-Type: image/png\r\n\r\niVBORw0KGgo=\r\n\r\n------=_NextPart_01\r\n"
      + "Content-Location: file:///C:/A/a.htm\r\nContent-Transfer-Encoding: \(encoding)\r\n"
      + "Content-Type: text/html; charset=\"utf-8\"\r\n\r\n\(body)\r\n------=_NextPart_01--\r\n"
  }

  @Test func pagesAreReadOutOfTheirTransport() throws {
    let plain = String(decoding: WebArchive.quotedPrintable(Array(Self.page.utf8)[...]), as: UTF8.self)
    let base64 = Data(plain.utf8).base64EncodedString(options: .lineLength76Characters)
    for text in [
      Self.archive("quoted-printable", Self.page), Self.archive("base64", base64), Self.archive("8bit", plain),
      Self.archive("Quoted-Printable", Self.page, boundary: "----=_NextPart_01"),
      "From: <由浏览器保存>\r\nSubject: =?gb2312?B?xOo=?=\r\n" + Self.archive("quoted-printable", Self.page),
      Self.archive("quoted-printable", Self.page).components(separatedBy: "</body>")[0],
      "MIME-Version: 1.0\nContent-Type: text/html\nContent-Transfer-Encoding: quoted-printable\n\n" + Self.page,
    ] {
      let document = try read(text)
      #expect(document.mediaType == .html)
      #expect(describe(document) == Self.blocks, "\(text)")
    }
  }

  @Test func otherTextsStayWhatTheyAre() throws {
    #expect(WebArchive.page(Array("MIME-Version 1.0\n\n<p>甲</p>".utf8)) == nil)
    #expect(WebArchive.page(Array("Title: a\n\nMIME-Version: 1.0\nContent-Type: text/html\n".utf8)) == nil)
    #expect(WebArchive.page(Array("MIME-Version: 1.0\nContent-Type: text/plain\n\n甲".utf8)) == nil)
    #expect(WebArchive.page(Array("MIME-Version: 1.0\nContent-Type: multipart/related\n\n--\n甲".utf8)) == nil)
    #expect(
      WebArchive.page(Array("MIME-Version: 1.0\nContent-Type: multipart/related; boundary=\"\"\n\n--\n甲".utf8)) == nil)
  }

  @Test func aPageUnderTheNameOfADocumentIsAPage() throws {
    let office =
      "<html xmlns:o=\"urn:schemas-microsoft-com:office:office\" xmlns:w=\"urn:schemas-microsoft-com:office:word\">"
      + "<head><!--[if gte mso 9]><xml><w:WordDocument/></xml><![endif]--></head><body><p class=MsoNormal>公开信息12条</p>"
      + "<table><tr><td>1</td><td>2</td></tr></table></body></html>"
    let document = try read(office)
    #expect(document.mediaType == .html)
    #expect(describe(document) == Self.blocks)
  }

  @Test func damagedArchivesFailOrRead() {
    let whole = Array(Self.archive("quoted-printable", Self.page).utf8)
    for seed in 0..<UInt64(500) {
      var generator = SeededGenerator(seed: seed)
      var damaged = Array(whole.prefix(Int.random(in: 1...whole.count, using: &generator)))
      for _ in 0..<Int.random(in: 0...8, using: &generator) {
        damaged[Int.random(in: 0..<damaged.count, using: &generator)] = UInt8.random(in: 0...255, using: &generator)
      }
      if let document = try? DocumentReader().read(damaged) { #expect(faults(of: document) == [], "seed \(seed)") }
    }
  }
}
