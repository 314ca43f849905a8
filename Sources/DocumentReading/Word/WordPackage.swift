/// A package of parts: the zip of an Office Open XML document.
struct WordPackage {
  private let parts: ZipParts
  private let limits: ReadingLimits
  /// The part that is the document, as a path without a leading `/`.
  let mainPart: String

  /// Opens a package.
  ///
  /// Throws `.unsupported` for a zip that is no Word document, `.encrypted`, `.limitExceeded`, and `.malformedContainer`
  /// where what there is of it belongs to a Word document, but cannot be read.
  init(_ bytes: [UInt8], limits: ReadingLimits) throws(ReadingFailure) {
    self.limits = limits
    parts = ZipParts(bytes)
    guard let found = try Self.mainPart(parts, limits) else { throw .unsupported }
    mainPart = found
  }

  /// A part; `nil` where there is none of this path.
  func part(_ path: String) throws(ReadingFailure) -> [UInt8]? { try parts.read([path])[ZipParts.folded(path)] }

  /// The relationships of the main part.
  func mainRelationships() throws(ReadingFailure) -> [OfficeRelationship] {
    let slash = mainPart.lastIndex(of: "/").map { mainPart.index(after: $0) } ?? mainPart.startIndex
    let folder = mainPart[..<slash]
    let path = "\(folder)_rels/\(mainPart[slash...]).rels"
    guard let bytes = try part(path) else { return [] }
    return try OfficeRelationship.read(bytes, folder: String(folder), limits)
  }

  // MARK: What a package is

  /// The main part, found by what the package says of itself: the relationship to the document and its content type.
  private static func mainPart(_ parts: ZipParts, _ limits: ReadingLimits) throws(ReadingFailure) -> String? {
    let heads = try parts.read([typesPart, relationshipsPart])
    guard let types = heads[ZipParts.folded(typesPart)] else { return nil }
    let handler = ContentTypesReader()
    try XMLScanner.scan(types, into: handler, limits: limits)
    var candidates: [String] = []
    if let bytes = heads[ZipParts.folded(relationshipsPart)] {
      candidates = try OfficeRelationship.read(bytes, folder: "", limits).filter { $0.kind == "officeDocument" }
        .map(\.target)
    }
    if let named = handler.wordPart { candidates.append(named) }
    for candidate in candidates {
      if let type = handler.type(of: candidate), !ContentTypesReader.isWord(type), type != "application/xml" {
        continue
      }
      return candidate
    }
    return nil
  }

  private static let typesPart = "[Content_Types].xml"
  private static let relationshipsPart = "_rels/.rels"
}

/// A reference from one part to another.
struct OfficeRelationship {
  /// Its id in the part that refers.
  var id: String
  /// The last step of its type's name: `officeDocument`, `numbering`, `header`, the same in all editions of the standard.
  var kind: String
  /// The path of the part it leads to, without a leading `/`.
  var target: String

  /// Reads a part of relationships; external ones are left out.
  ///
  /// `folder` is that of the part that refers.
  static func read(
    _ bytes: [UInt8], folder: String, _ limits: ReadingLimits
  ) throws(ReadingFailure) -> [OfficeRelationship] {
    let handler = RelationshipsReader()
    try XMLScanner.scan(bytes, into: handler, limits: limits)
    return handler.relationships.map { relationship in
      var resolved = relationship
      resolved.target = path(relationship.target, from: folder)
      return resolved
    }
  }

  /// A target with `.` and `..` resolved; it stays inside of the package whatever it says.
  private static func path(_ target: String, from folder: String) -> String {
    let whole = target.hasPrefix("/") ? target : folder + target
    var steps: [Substring] = []
    for step in whole.split(whereSeparator: { $0 == "/" || $0 == "\\" }) where step != "." {
      if step == ".." { _ = steps.popLast() } else { steps.append(step) }
    }
    return steps.joined(separator: "/")
  }
}

private final class RelationshipsReader: XMLHandler {
  var relationships: [OfficeRelationship] = []

  override func start(
    _ element: OfficeElement, _ namespace: OfficeNamespace, _ attributes: XMLAttributes
  ) throws(ReadingFailure) -> Bool {
    if element == .relationship, attributes.value("TargetMode")?.lowercased() != "external" {
      let type = attributes.value("Type") ?? ""
      let kind = type.split(separator: "/").last.map(String.init) ?? ""
      relationships.append(
        OfficeRelationship(
          id: attributes.value("Id") ?? "", kind: kind, target: attributes.value("Target") ?? ""))
    }
    return true
  }
}

private final class ContentTypesReader: XMLHandler {
  private var overrides: [String: String] = [:]
  private var defaults: [String: String] = [:]
  /// The part that is said to be a Word document.
  private(set) var wordPart: String?

  /// Whether a content type is that of a Word document or template, with or without macros.
  static func isWord(_ type: String) -> Bool {
    let name = type.lowercased()
    return name.hasSuffix(".main+xml") && (name.contains("wordprocessingml") || name.contains("ms-word"))
  }

  func type(of part: String) -> String? {
    let name = ZipParts.folded(part)
    if let type = overrides[name] { return type }
    return name.split(separator: ".").last.flatMap { defaults[String($0)] }
  }

  override func start(
    _ element: OfficeElement, _ namespace: OfficeNamespace, _ attributes: XMLAttributes
  ) throws(ReadingFailure) -> Bool {
    guard let type = attributes.value("ContentType") else { return true }
    if element == .override, let part = attributes.value("PartName") {
      overrides[ZipParts.folded(part)] = type
      if wordPart == nil, Self.isWord(type) { wordPart = String(part.drop { $0 == "/" }) }
    } else if element == .default, let ending = attributes.value("Extension") {
      defaults[ending.lowercased()] = type
    }
    return true
  }
}
