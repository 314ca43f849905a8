/// A picture of a page: one byte a pixel, 0 is black.
struct GreyRaster {
  let width: Int
  let height: Int
  var pixels: [UInt8]

  /// A white picture.
  init(width: Int, height: Int) {
    self.width = width
    self.height = height
    pixels = [UInt8](repeating: 255, count: width * height)
  }

  private init(width: Int, height: Int, pixels: [UInt8]) {
    self.width = width
    self.height = height
    self.pixels = pixels
  }

  /// The pictures of a stream of binary PGM files, as `pdftoppm -gray` writes it; stops where it is cut off.
  static func pictures(_ stream: [UInt8]) -> [GreyRaster] {
    var pictures: [GreyRaster] = []
    var position = 0
    func number() -> Int? {
      while position < stream.count, ASCII.isWhiteSpace(stream[position]) { position += 1 }
      var value: Int?
      while position < stream.count, ASCII.isDigit(stream[position]), (value ?? 0) < 100_000 {
        value = (value ?? 0) * 10 + Int(stream[position] - 0x30)
        position += 1
      }
      return value
    }
    while position + 2 < stream.count, stream[position] == 0x50, stream[position + 1] == 0x35 {
      position += 2
      guard let width = number(), let height = number(), number() == 255, width > 0, height > 0 else { break }
      position += 1
      guard width * height <= stream.count - position else { break }
      pictures.append(
        GreyRaster(width: width, height: height, pixels: Array(stream[position..<position + width * height])))
      position += width * height
    }
    return pictures
  }

  /// The picture as a binary PGM file.
  var file: [UInt8] { Array("P5 \(width) \(height) 255\n".utf8) + pixels }

  /// Whites out a rectangle, as far as it lies in the picture.
  mutating func clear(_ columns: Range<Int>, _ rows: Range<Int>) {
    let columns = columns.clamped(to: 0..<width)
    for row in rows.clamped(to: 0..<height) {
      for column in columns { pixels[row * width + column] = 255 }
    }
  }

  /// The smallest rectangle with all ink of a rectangle; `nil` where there is no more than dust.
  func ink(_ columns: Range<Int>, _ rows: Range<Int>) -> (columns: Range<Int>, rows: Range<Int>)? {
    let columns = columns.clamped(to: 0..<width)
    var left = Int.max
    var right = -1
    var top = Int.max
    var bottom = -1
    var count = 0
    for row in rows.clamped(to: 0..<height) {
      for column in columns where pixels[row * width + column] < Self.dark {
        count += 1
        left = min(left, column)
        right = max(right, column)
        top = min(top, row)
        bottom = row
      }
    }
    return count < Self.dust ? nil : (left..<right + 1, top..<bottom + 1)
  }

  /// Copies a rectangle of another picture to a place of this one.
  mutating func paste(_ other: GreyRaster, _ columns: Range<Int>, _ rows: Range<Int>, at place: (x: Int, y: Int)) {
    for (index, row) in rows.enumerated() where place.y + index < height && row < other.height {
      for (offset, column) in columns.enumerated() where place.x + offset < width && column < other.width {
        pixels[(place.y + index) * width + place.x + offset] = other.pixels[row * other.width + column]
      }
    }
  }

  /// The picture sheared so that lines that fell by `slope` run level, and upright ones upright.
  func straightened(_ slope: Double) -> GreyRaster {
    var result = GreyRaster(width: width, height: height)
    let shiftsDown = (0..<width).map { Int((Double($0 - width / 2) * slope).rounded()) }
    let shiftsLeft = (0..<height).map { Int((Double($0 - height / 2) * slope).rounded()) }
    pixels.withUnsafeBufferPointer { source in
      result.pixels.withUnsafeMutableBufferPointer { target in
        for y in 0..<height {
          for x in 0..<width {
            let fromX = x - shiftsLeft[y]
            let fromY = y + shiftsDown[x]
            if fromX >= 0, fromX < width, fromY >= 0, fromY < height {
              target[y * width + x] = source[fromY * width + fromX]
            }
          }
        }
      }
    }
    return result
  }

  /// By how much lines fall a pixel: the shear at which ink gathers on the fewest rows.
  var slope: Double {
    var points: [(x: Int, y: Int)] = []
    pixels.withUnsafeBufferPointer { source in
      for y in stride(from: 0, to: height, by: 2) {
        for x in stride(from: 0, to: width, by: 4) where source[y * width + x] < Self.dark { points.append((x, y)) }
      }
    }
    var best = (slope: 0.0, score: 0.0)
    for step in -25...25 {
      let slope = Double(step) * 0.0015
      var rows = [Double](repeating: 0, count: height + 1)
      for point in points {
        let row = point.y - Int(Double(point.x - width / 2) * slope)
        if row >= 0, row < height { rows[row] += 1 }
      }
      let score = rows.reduce(0) { $0 + $1 * $1 } * (step == 0 ? 1.02 : 1)
      if score > best.score { best = (slope, score) }
    }
    return best.slope
  }

  /// Pixels below this are ink.
  static let dark: UInt8 = 150
  private static let dust = 12
}
