/// An affine map of SVG: `matrix(a, b, c, d, e, f)`.
struct SVGMatrix {
  var a = 1.0
  var b = 0.0
  var c = 0.0
  var d = 1.0
  var e = 0.0
  var f = 0.0

  func apply(_ x: Double, _ y: Double) -> (x: Double, y: Double) { (a * x + c * y + e, b * x + d * y + f) }

  /// The map that applies `inner` first.
  func after(_ inner: SVGMatrix) -> SVGMatrix {
    SVGMatrix(
      a: a * inner.a + c * inner.b, b: b * inner.a + d * inner.b, c: a * inner.c + c * inner.d,
      d: b * inner.c + d * inner.d, e: a * inner.e + c * inner.f + e, f: b * inner.e + d * inner.f + f)
  }

  /// How much longer a line becomes, on average.
  var scale: Double { abs(a * d - b * c).squareRoot() }

  func apply(_ box: PageBox) -> PageBox {
    let corners = [
      apply(box.left, box.top), apply(box.right, box.top), apply(box.left, box.bottom), apply(box.right, box.bottom),
    ]
    var result = PageBox(left: corners[0].x, top: corners[0].y, right: corners[0].x, bottom: corners[0].y)
    for corner in corners {
      result = result.union(PageBox(left: corner.x, top: corner.y, right: corner.x, bottom: corner.y))
    }
    return result
  }
}
