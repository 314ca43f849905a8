import CLibXML2
import WorkLimits

/// Reads XML through libxml2 without a tree: no document type, no entities but the five of XML, no network.
///
/// The bytes are decoded by the house first, so that a wrong label does no harm, as in HTML. A document type declaration,
/// which Office Open XML forbids, ends the reading: nothing that could be expanded is ever declared.
final class XMLScanner {
  private let handler: XMLHandler
  private let nestingLimit: Int
  private var meter: WorkMeter
  private var failure: ReadingFailure?
  private var context: xmlParserCtxtPtr?

  private var elements: [UnsafePointer<UInt8>: OfficeElement] = [:]
  private var namespaces: [UnsafePointer<UInt8>: OfficeNamespace] = [:]
  /// Every different name so far.
  private var names: Set<UnsafePointer<UInt8>> = []
  /// Namespace names by prefix, as far as choices may name them.
  private var prefixes: [String: String] = [:]
  private var depth = 0
  /// Depth inside of an element that is passed over.
  private var skippedDepth = 0
  /// For every open set of alternatives whether one was taken.
  private var alternatives: [Bool] = []
  /// The kinds of open elements that this scanner keeps for itself.
  private var open: [OpenKind] = []

  private enum OpenKind { case handed, alternatives, alternative }

  private init(_ handler: XMLHandler, _ limits: ReadingLimits) {
    self.handler = handler
    nestingLimit = limits.nestingDepth
    meter = WorkMeter(limits.deadline)
  }

  /// Hands a part to `handler` and returns the encoding it was in.
  ///
  /// Throws `.malformedContainer` where the bytes are not well-formed XML, `.limitExceeded` where it nests too deeply.
  @discardableResult
  static func scan(
    _ bytes: [UInt8], into handler: XMLHandler, limits: ReadingLimits
  ) throws(ReadingFailure) -> (encoding: String, replacedCount: Int) {
    if bytes.isEmpty { throw .malformedContainer }
    let decoded: DecodedSource
    do { decoded = try SourceDecoding.decode(bytes) } catch {
      throw error == .encodingLost ? .encodingLost : .malformedContainer
    }
    if hasTooManyAttributes(decoded.bytes.span) { throw .limitExceeded }
    let scanner = XMLScanner(handler, limits)
    try scanner.run(decoded.bytes)
    return (decoded.encoding, decoded.replacedCount)
  }

  /// Whether a tag has more attributes than any producer writes: libxml2 compares each with all others.
  private static func hasTooManyAttributes(_ source: Span<UInt8>) -> Bool {
    var count = 0
    for index in source.indices {
      switch source[index] {
      case UInt8(ascii: "<"): count = 0
      case UInt8(ascii: "="):
        count += 1
        if count > mostAttributes { return true }
      default: break
      }
    }
    return false
  }

  /// Equal signs between two `<`; text that holds so many is no report either.
  private static let mostAttributes = 20_000

  private func run(_ bytes: [UInt8]) throws(ReadingFailure) {
    guard let context = makeContext() else { throw .limitExceeded }
    self.context = context
    defer {
      if let document = context.pointee.myDoc { xmlFreeDoc(document) }
      xmlFreeParserCtxt(context)
      self.context = nil
    }
    let isWhole = bytes.withUnsafeBytes { buffer -> Bool in
      let start = buffer.bindMemory(to: CChar.self)
      guard let base = start.baseAddress else { return false }
      var position = 0
      while position < start.count {
        let count = min(Self.pieceLength, start.count - position)
        if xmlParseChunk(context, base + position, Int32(count), 0) != 0 || failure != nil { return false }
        position += count
      }
      return xmlParseChunk(context, nil, 0, 1) == 0
    }
    if let failure { throw failure }
    if !isWhole || context.pointee.wellFormed == 0 { throw .malformedContainer }
  }

  private static let pieceLength = 1 << 16

  private func makeContext() -> xmlParserCtxtPtr? {
    var calls = xmlSAXHandler()
    calls.initialized = UInt32(XML_SAX2_MAGIC)
    calls.startElementNs = { data, name, _, uri, namespaceCount, namespaces, attributeCount, _, attributes in
      XMLScanner.of(data)?.start(
        name, uri, namespaces, Int(namespaceCount), XMLAttributes(pointer: attributes, count: Int(attributeCount)))
    }
    calls.endElementNs = { data, _, _, _ in XMLScanner.of(data)?.end() }
    calls.characters = { data, text, count in XMLScanner.of(data)?.characters(text, Int(count)) }
    calls.cdataBlock = { data, text, count in XMLScanner.of(data)?.characters(text, Int(count)) }
    calls.processingInstruction = { data, target, _ in XMLScanner.of(data)?.instruction(target) }
    calls.internalSubset = { data, _, _, _ in XMLScanner.of(data)?.stop(.malformedContainer) }
    calls.serror = { _, _ in }
    let options = Int32(XML_PARSE_NONET.rawValue | XML_PARSE_IGNORE_ENC.rawValue | XML_PARSE_NOWARNING.rawValue)
    let own = Unmanaged.passUnretained(self).toOpaque()
    guard let context = xmlCreatePushParserCtxt(&calls, own, nil, 0, nil) else { return nil }
    xmlCtxtUseOptions(context, options)
    return context
  }

  private static func of(_ data: UnsafeMutableRawPointer?) -> XMLScanner? {
    data.map { Unmanaged<XMLScanner>.fromOpaque($0).takeUnretainedValue() }
  }

  private func stop(_ reason: ReadingFailure) {
    if failure == nil { failure = reason }
    if let context { xmlStopParser(context) }
  }

  // MARK: What libxml2 says

  private func start(
    _ name: UnsafePointer<UInt8>?, _ uri: UnsafePointer<UInt8>?,
    _ declared: UnsafeMutablePointer<UnsafePointer<UInt8>?>?, _ declaredCount: Int, _ attributes: XMLAttributes
  ) {
    if failure != nil { return }
    depth += 1
    if depth > nestingLimit || meter.isOver() {
      stop(.limitExceeded)
      return
    }
    if let declared { note(declared, declaredCount) }
    if !knows(name, attributes) {
      stop(.limitExceeded)
      return
    }
    if skippedDepth > 0 {
      skippedDepth += 1
      return
    }
    let element = self.element(name)
    let namespace = self.namespace(uri)
    if namespace == .compatibility, decide(element, attributes) { return }
    do throws(ReadingFailure) {
      if try handler.start(element, namespace, attributes) { open.append(.handed) } else { skippedDepth = 1 }
    } catch {
      stop(error)
    }
  }

  private func instruction(_ target: UnsafePointer<UInt8>?) {
    if let target { names.insert(target) }
    if names.count > Self.mostNames { stop(.limitExceeded) }
  }

  private func end() {
    if failure != nil { return }
    depth -= 1
    if skippedDepth > 0 {
      skippedDepth -= 1
      return
    }
    switch open.popLast() {
    case .alternatives: _ = alternatives.popLast()
    case .handed: do throws(ReadingFailure) { try handler.end() } catch { stop(error) }
    case .alternative, nil: break
    }
  }

  private func characters(_ text: UnsafePointer<UInt8>?, _ count: Int) {
    if failure != nil || skippedDepth > 0 || count <= 0 { return }
    do throws(ReadingFailure) {
      try handler.text(UnsafeBufferPointer(start: text, count: count))
    } catch {
      stop(error)
    }
  }

  /// Takes of a set of alternatives the first choice whose vocabularies are understood, else the fallback, never two.
  private func decide(_ element: OfficeElement, _ attributes: XMLAttributes) -> Bool {
    switch element {
    case .alternateContent:
      alternatives.append(false)
      open.append(.alternatives)
    case .choice, .fallback:
      guard open.last == .alternatives, alternatives.last == false, element == .fallback || isUnderstood(attributes)
      else {
        skippedDepth = 1
        return true
      }
      alternatives[alternatives.count - 1] = true
      open.append(.alternative)
    default: return false
    }
    return true
  }

  private func isUnderstood(_ choice: XMLAttributes) -> Bool {
    let required = (choice.value("Requires") ?? "").split(whereSeparator: \.isWhitespace)
    return required.allSatisfy { prefixes[String($0)].map(OfficeNamespace.isUnderstood) ?? false }
  }

  // MARK: Names

  /// libxml2 keeps one copy of every name, so its address is enough to know it.
  private func element(_ name: UnsafePointer<UInt8>?) -> OfficeElement {
    guard let name else { return .other }
    if let element = elements[name] { return element }
    let element = OfficeElement(rawValue: String(cString: name)) ?? .other
    elements[name] = element
    return element
  }

  private func namespace(_ uri: UnsafePointer<UInt8>?) -> OfficeNamespace {
    guard let uri else { return .other }
    if let namespace = namespaces[uri] { return namespace }
    let namespace = OfficeNamespace.find(String(cString: uri))
    namespaces[uri] = namespace
    return namespace
  }

  /// Notes the names of an element; `false` where there are more different ones than any vocabulary has, which slow
  /// libxml2's own table of them down.
  private func knows(_ name: UnsafePointer<UInt8>?, _ attributes: XMLAttributes) -> Bool {
    if let name { names.insert(name) }
    for index in 0..<attributes.count { if let name = attributes.name(index) { names.insert(name) } }
    return names.count <= Self.mostNames
  }

  private static let mostNames = 20_000

  private func note(_ declared: UnsafeMutablePointer<UnsafePointer<UInt8>?>, _ count: Int) {
    for index in 0..<count {
      guard let uri = declared[index * 2 + 1] else { continue }
      names.insert(uri)
      guard let prefix = declared[index * 2] else { continue }
      names.insert(prefix)
      if prefixes.count < Self.mostPrefixes { prefixes[String(cString: prefix)] = String(cString: uri) }
    }
  }

  /// More prefixes than any producer declares.
  private static let mostPrefixes = 1000
}
