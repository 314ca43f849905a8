/// Finds the pages of a document with text that are nothing but a picture: scans put between pages that were typed.
enum PagePictures {
  /// A page with more has text; a scan may carry a stamp or a page number.
  private static let mostLetters = 20

  /// Their 0-based numbers, ascending.
  static func scans(_ pages: [PDFPage], _ bytes: [UInt8], _ time: inout WorkTime) throws(ReadingFailure) -> [Int] {
    let bare = pages.indices.filter { index in
      pages[index].words.reduce(0) { $0 + $1.text.count } <= mostLetters
    }
    if bare.isEmpty { return [] }
    let list = try ConfinedReading.run("pdfimages", ["-q", "-list", "-"], bytes, time: &time)
    let areas = areas(list)
    return bare.filter { index in
      let page = pages[index].width * pages[index].height
      return areas[index, default: 0] > 0.5 * page && page > 0
    }
  }

  /// The area that pictures cover on each page, in square points, from the list that poppler writes.
  ///
  /// Masks belong to a picture that is listed as well.
  static func areas(_ list: [UInt8]) -> [Int: Double] {
    var areas: [Int: Double] = [:]
    for line in list.split(separator: ASCII.lineFeed).dropFirst(2) {
      let fields = line.split(separator: ASCII.space)
      // page num type width height color comp bpc enc interp object ID x-ppi y-ppi size ratio
      guard fields.count >= 14, fields[2].elementsEqual("image".utf8) || fields[2].elementsEqual("stencil".utf8),
        let page = number(fields[0]).flatMap({ Int(exactly: $0) }), let width = number(fields[3]),
        let height = number(fields[4]),
        let across = number(fields[fields.count - 4]), let down = number(fields[fields.count - 3]), across > 0, down > 0
      else { continue }
      areas[page &- 1, default: 0] += width * 72 / across * height * 72 / down
    }
    return areas
  }

  private static func number(_ field: ArraySlice<UInt8>) -> Double? {
    Double(String(decoding: field, as: UTF8.self)).flatMap { $0.isFinite ? $0 : nil }
  }
}
