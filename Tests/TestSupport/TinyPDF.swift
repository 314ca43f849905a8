/// A PDF writer for tests: text in a standard Chinese font, strokes and filled rectangles.
///
/// Places are in points from the top left corner of the page. The font is named and not embedded, so that reading needs
/// poppler-data; Han characters are as wide as the type is high, all others half of that.
public struct TinyPDF: Sendable {
  /// A page that is being drawn.
  public struct Page: Sendable {
    /// In points.
    public let width: Double
    /// In points.
    public let height: Double
    /// Further entries of the page's dictionary: `/Rotate 90`.
    public var entries = ""
    fileprivate var content = ""

    /// An empty page of A4.
    public init(width: Double = 595, height: Double = 842) {
      self.width = width
      self.height = height
    }

    /// A page that is one grey picture, given from its top left corner in rows of pixels.
    public init(picture pixels: [UInt8], _ columns: Int, _ rows: Int, resolution: Double) {
      self.init(width: Double(columns) * 72 / resolution, height: Double(rows) * 72 / resolution)
      let digits = Array("0123456789ABCDEF".utf8)
      var text: [UInt8] = []
      text.reserveCapacity(pixels.count * 2)
      for pixel in pixels { text += [digits[Int(pixel >> 4)], digits[Int(pixel & 15)]] }
      content = "q \(width) 0 0 \(height) 0 0 cm BI /W \(columns) /H \(rows) /CS /G /BPC 8 /F /AHx ID "
      content += String(decoding: text, as: UTF8.self) + "> EI Q\n"
    }

    /// Draws text with its baseline beginning at (x, y).
    ///
    /// `turn` is in quarters, counterclockwise; `diagonal` draws at 45 degrees; `spacing` is added after each character.
    public mutating func text(
      _ text: String, _ x: Double, _ y: Double, size: Double = 10, turn: Int = 0, diagonal: Bool = false,
      spacing: Double = 0, mode: Int = 0
    ) {
      let matrix = diagonal ? "0.7 0.7 -0.7 0.7" : ["1 0 0 1", "0 1 -1 0", "-1 0 0 -1", "0 -1 1 0"][turn & 3]
      let codes = text.utf16.map { code in
        let digits = String(code, radix: 16)
        return String(repeating: "0", count: 4 - digits.count) + digits
      }
      content += "BT /F \(size) Tf \(mode) Tr \(spacing) Tc \(matrix) \(x) \(height - y) Tm <\(codes.joined())> Tj ET\n"
    }

    /// Strokes a line.
    public mutating func line(
      _ x: Double, _ y: Double, _ x2: Double, _ y2: Double, width: Double = 0.5, dash: String = "[] 0"
    ) {
      content += "\(dash) d \(width) w \(x) \(height - y) m \(x2) \(height - y2) l S\n"
    }

    /// Fills a rectangle with a grey from 0 (black) to 1.
    public mutating func fill(_ x: Double, _ y: Double, _ x2: Double, _ y2: Double, grey: Double = 0) {
      content += "\(grey) g \(x) \(height - y2) \(x2 - x) \(y2 - y) re f 0 g\n"
    }

    /// Draws a picture of one grey field over a rectangle.
    public mutating func picture(_ x: Double, _ y: Double, _ x2: Double, _ y2: Double) {
      content += "q \(x2 - x) 0 0 \(y2 - y) \(x) \(height - y2) cm BI /W 8 /H 8 /CS /G /BPC 8 /F /AHx ID "
      content += String(repeating: "80", count: 64) + "> EI Q\n"
    }
  }

  /// The pages in order.
  public var pages: [Page]
  /// Further entries of the trailer: `/Encrypt …`.
  public var trailerEntries = ""

  /// A document of pages.
  public init(_ pages: [Page]) { self.pages = pages }

  /// The file.
  public var bytes: [UInt8] {
    let tree = 2 + 2 * pages.count
    var objects = [
      "<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts["
        + "<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/DW 1000/W[1 95 500]"
        + "/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>>>]>>"
    ]
    for page in pages {
      objects.append("<</Length \(page.content.utf8.count)>>stream\n\(page.content)\nendstream")
      objects.append(
        "<</Type/Page/Parent \(tree) 0 R/MediaBox[0 0 \(page.width) \(page.height)]\(page.entries)"
          + "/Resources<</Font<</F 1 0 R>>>>/Contents \(objects.count) 0 R>>")
    }
    let kids = pages.indices.map { "\(3 + 2 * $0) 0 R" }.joined(separator: " ")
    objects.append("<</Type/Pages/Count \(pages.count)/Kids[\(kids)]>>")
    objects.append("<</Type/Catalog/Pages \(tree) 0 R>>")

    var file = "%PDF-1.4\n"
    var offsets: [Int] = []
    for (index, object) in objects.enumerated() {
      offsets.append(file.utf8.count)
      file += "\(index + 1) 0 obj\n\(object)\nendobj\n"
    }
    let start = file.utf8.count
    file += "xref\n0 \(objects.count + 1)\n0000000000 65535 f \n"
    for offset in offsets {
      let digits = String(offset)
      file += String(repeating: "0", count: 10 - digits.count) + digits + " 00000 n \n"
    }
    file +=
      "trailer<</Size \(objects.count + 1)/Root \(objects.count) 0 R\(trailerEntries)>>\nstartxref\n\(start)\n%%EOF\n"
    return Array(file.utf8)
  }
}
