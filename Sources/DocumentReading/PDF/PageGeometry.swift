/// A rectangle on a page, in points from its top left corner as the page is shown.
struct PageBox: Equatable {
  var left: Double
  var top: Double
  var right: Double
  var bottom: Double

  var width: Double { right - left }
  var height: Double { bottom - top }
  var middleX: Double { (left + right) / 2 }
  var middleY: Double { (top + bottom) / 2 }

  /// The smallest box around both.
  func union(_ other: PageBox) -> PageBox {
    PageBox(
      left: min(left, other.left), top: min(top, other.top), right: max(right, other.right),
      bottom: max(bottom, other.bottom))
  }

  /// Whether the numbers are those of a place on a page.
  var isSound: Bool {
    let limit = 100_000.0
    return left.isFinite && top.isFinite && right.isFinite && bottom.isFinite && left <= right && top <= bottom
      && left > -limit && top > -limit && right < limit && bottom < limit
  }

  /// The box after the page was turned a quarter: clockwise text becomes upright, or counterclockwise text does.
  func turned(_ turn: PageTurn) -> PageBox {
    switch turn {
    case .none: self
    case .downwards: PageBox(left: top, top: -right, right: bottom, bottom: -left)
    case .upwards: PageBox(left: -bottom, top: left, right: -top, bottom: right)
    }
  }
}

/// How the text of a page runs.
enum PageTurn {
  /// From left to right.
  case none
  /// From top to bottom: the table was turned clockwise.
  case downwards
  /// From bottom to top.
  case upwards
}

/// A word of the page's text: what stands between two white spaces.
struct PageWord {
  var box: PageBox
  var text: [Unicode.Scalar]
  /// Its place in the order the program gives.
  var order: Int

  /// Whether it has characters set one below the other or turned by a quarter.
  var isTall: Bool { text.count > 1 && box.height > box.width * 1.5 }
}

/// A straight line on a page, level or upright.
struct Ruling {
  /// Its place across: y of a level line, x of an upright one.
  var position: Double
  /// Where it begins along itself.
  var start: Double
  /// Where it ends.
  var end: Double

  var length: Double { end - start }
}

/// What a page shows: words, and rulings.
struct PDFPage {
  /// In points; 0 where it is not known.
  var width = 0.0
  /// In points; 0 where it is not known.
  var height = 0.0
  /// Whether its words were recognised from a picture.
  var isRecognised = false
  var words: [PageWord] = []
  /// Thin marks, as drawn: rulings before they are put together.
  var marks: [PageBox] = []
  var level: [Ruling] = []
  var upright: [Ruling] = []
}
