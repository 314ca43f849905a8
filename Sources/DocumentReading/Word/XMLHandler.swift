import Glibc

/// What a part of a package is read into: elements and text in order, alternatives decided already.
class XMLHandler {
  /// An element begins; `false` passes over it with all that it holds, its end included.
  func start(
    _ element: OfficeElement, _ namespace: OfficeNamespace, _ attributes: XMLAttributes
  ) throws(ReadingFailure) -> Bool { true }

  /// An element that was entered ends.
  func end() throws(ReadingFailure) {}

  /// A piece of text.
  func text(_ bytes: UnsafeBufferPointer<UInt8>) throws(ReadingFailure) {}
}

/// The attributes of an element; valid only while it begins.
struct XMLAttributes {
  /// Five pointers each: local name, prefix, namespace, begin and end of the value.
  let pointer: UnsafeMutablePointer<UnsafePointer<UInt8>?>?
  let count: Int

  /// The value of the attribute of this local name, in whatever namespace; `nil` where there is none.
  func value(_ name: StaticString) -> String? {
    for index in 0..<count where isNamed(name, index) { return string(index) }
    return nil
  }

  /// The id of a relationship (`r:id`); `nil` where there is none.
  var relationship: String? {
    for index in 0..<count where isNamed("id", index) {
      guard let pointer, let uri = pointer[index * 5 + 2] else { continue }
      if OfficeNamespace.find(String(cString: uri)) == .relationships { return string(index) }
    }
    return nil
  }

  /// The value of `w:val`; `nil` where there is none.
  var value: String? { value("val") }

  /// The value of `w:val` as a number; `nil` where it is none.
  var number: Int? { value.flatMap { Int($0) } }

  /// Whether a property that is on or off is on: there without a value, or with one that does not say off.
  var isOn: Bool {
    switch value {
    case "0", "false", "off": false
    default: true
    }
  }

  /// The local name of an attribute, kept as long as the parser lives.
  func name(_ index: Int) -> UnsafePointer<UInt8>? { pointer?[index * 5] }

  private func isNamed(_ name: StaticString, _ index: Int) -> Bool {
    guard let pointer, let local = pointer[index * 5] else { return false }
    return strcmp(UnsafeRawPointer(local).assumingMemoryBound(to: CChar.self), name.pointer) == 0
  }

  private func string(_ index: Int) -> String? {
    guard let pointer, let begin = pointer[index * 5 + 3], let end = pointer[index * 5 + 4], end >= begin else {
      return nil
    }
    return String(decoding: UnsafeBufferPointer(start: begin, count: end - begin), as: UTF8.self)
  }
}

extension StaticString {
  fileprivate var pointer: UnsafePointer<CChar> { UnsafeRawPointer(utf8Start).assumingMemoryBound(to: CChar.self) }
}
