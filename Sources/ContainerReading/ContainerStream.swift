import WorkLimits

/// A document found in a container.
public struct ContainedDocument: Sendable, Hashable {
  /// Path below the container, `b.zip!/c.html` for one in a container inside.
  public var path: String
  /// Its content.
  public var bytes: [UInt8]
  /// Where a crawler fetched it; `nil` outside WARC.
  public var origin: FetchOrigin?
}

/// Why an entry of a container is passed over.
public enum RefusedEntry: Sendable, Hashable {
  /// The name leads out of the container.
  case unsafeName
  /// A symbolic or hard link.
  case link
  /// A device, socket or pipe.
  case special
  /// A name that begins with a dot, or lies in a folder whose name does.
  case hidden
  /// A response of a server that is not the document: any HTTP status but 200.
  case httpStatus
}

/// What a container gives for one of its entries.
public enum ContainedItem: Sendable, Hashable {
  case document(ContainedDocument)
  /// Passed over unread.
  case refused(path: String, RefusedEntry)
  /// An entry, or a container inside, that cannot be read; what came out of it before stands.
  case failed(path: String, ContainerFailure)
}

/// Reads all documents of a container as a stream, those of containers inside it included.
///
/// What an entry is shows from its bytes: a zip that is a Word document or another package is a document and not a
/// container, a compressed file that is neither tar nor WARC is the one document in it. At no time more than one entry a
/// level is in memory. Limits: see `ContainerLimits`.
public final class ContainerStream {
  private enum Reader {
    case archive(ArchiveReader)
    case warc(WARCReader)
    case single(ContainedItem)
    case finished
  }

  private struct Level {
    var reader: Reader
    var prefix: String
    var singleName: String
    var budget: UnpackingBudget
  }

  private let limits: ContainerLimits
  private let makeDeadline: @Sendable () -> WorkDeadline
  private let outermost: UnpackingBudget
  private var levels: [Level] = []

  /// A container in an open regular file, whose name is given for the one document of a compressed file.
  ///
  /// Throws where the file is no container. The descriptor stays the caller's and must outlive the stream.
  public convenience init(
    descriptor: Int32, name: String, limits: ContainerLimits = .init()
  ) throws(ContainerFailure) {
    let budget = UnpackingBudget(limits: limits)
    let source = try FileSource(descriptor: descriptor, budget: budget)
    try self.init(source, name: name, budget: budget, limits: limits, makeDeadline: nil)
  }

  /// A container in memory; a deadline is made anew for every item, one of `limits.workSeconds` where nothing is given.
  public convenience init(
    bytes: [UInt8], name: String, limits: ContainerLimits = .init(), makeDeadline: (@Sendable () -> WorkDeadline)? = nil
  ) throws(ContainerFailure) {
    let budget = UnpackingBudget(limits: limits)
    try self.init(
      MemorySource(bytes, budget: budget), name: name, budget: budget, limits: limits, makeDeadline: makeDeadline)
  }

  private init(
    _ source: ByteSource, name: String, budget: UnpackingBudget, limits: ContainerLimits,
    makeDeadline: (@Sendable () -> WorkDeadline)?
  ) throws(ContainerFailure) {
    self.limits = limits
    let makeDeadline = makeDeadline ?? { .after(processorSeconds: limits.workSeconds) }
    self.makeDeadline = makeDeadline
    outermost = budget
    budget.deadline = makeDeadline()
    levels = [
      Level(
        reader: try Self.open(source, name: name, budget, limits), prefix: "",
        singleName: EntryName.withoutCompression(name), budget: budget)
    ]
  }

  /// The next item; `nil` behind the last one.
  ///
  /// Throws where the outermost container cannot be read on; everything given before stands.
  public func next() throws(ContainerFailure) -> ContainedItem? {
    outermost.deadline = makeDeadline()
    while let level = levels.last {
      let item: ContainedItem?
      do throws(ContainerFailure) {
        item = try nextItem(of: level)
      } catch {
        levels.removeLast()
        if levels.isEmpty { throw error }
        return .failed(path: String(level.prefix.dropLast(2)), error)
      }
      guard let item else {
        levels.removeLast()
        continue
      }
      guard case .document(let document) = item, ContainerKind(head: document.bytes.prefix(512)) != nil,
        OfficePackage.find(in: document.bytes) == nil
      else { return item }
      guard levels.count < limits.containerDepth else { return .failed(path: document.path, .limitExceeded) }
      do throws(ContainerFailure) {
        let budget = UnpackingBudget(limits: limits, parent: level.budget)
        let reader = try Self.open(MemorySource(document.bytes, budget: budget), name: document.path, budget, limits)
        levels.append(
          Level(
            reader: reader, prefix: document.path + "!/",
            singleName: EntryName.withoutCompression(document.path), budget: budget))
      } catch {
        return .failed(path: document.path, error)
      }
    }
    return nil
  }

  /// The next item of one level, with its path.
  private func nextItem(of level: Level) throws(ContainerFailure) -> ContainedItem? {
    switch level.reader {
    case .archive(let archive):
      while let entry = try archive.next() {
        if entry.kind == .folder {
          try level.budget.checkTime()
          continue
        }
        let name = archive.isNameless ? level.singleName : entry.name
        return item(of: entry, in: archive, path: level.prefix + name)
      }
      return nil
    case .warc(let reader): return try reader.next()?.below(level.prefix)
    case .single(let item):
      levels[levels.count - 1].reader = .finished
      return item.below(level.prefix)
    case .finished: return nil
    }
  }

  private func item(of entry: ArchiveEntry, in archive: ArchiveReader, path: String) -> ContainedItem {
    switch entry.kind {
    case .link: return .refused(path: path, .link)
    case .special: return .refused(path: path, .special)
    case .unsafeName: return .refused(path: path, .unsafeName)
    case .file, .folder: break
    }
    if entry.name.utf8.first == UInt8(ascii: ".") || entry.name.contains("/.") { return .refused(path: path, .hidden) }
    do throws(ContainerFailure) {
      return .document(ContainedDocument(path: path, bytes: try archive.read()))
    } catch {
      return .failed(path: path, error)
    }
  }

  private static func open(
    _ source: ByteSource, name: String, _ budget: UnpackingBudget, _ limits: ContainerLimits
  ) throws(ContainerFailure) -> Reader {
    let head = source.readHead(ContainerKind.headByteCount)
    _ = source.seek(to: 0)
    guard let kind = ContainerKind(head: head) else { throw .malformed }
    switch kind {
    case .zip, .tar, .xz, .bzip2:
      return .archive(try ArchiveReader(source, kind: kind, budget: budget, limits: limits))
    case .warc: return .warc(WARCReader(source, budget: budget, limits: limits))
    case .gzip: return try inside(GzipSource(source, budget: budget), name: name, budget, limits)
    case .zstd: return try inside(ZstdSource(source, budget: budget), name: name, budget, limits)
    }
  }

  /// What is inside a compressed file.
  private static func inside(
    _ source: DecompressingSource, name: String, _ budget: UnpackingBudget, _ limits: ContainerLimits
  ) throws(ContainerFailure) -> Reader {
    let head = source.readHead(ContainerKind.headByteCount)
    if head.isEmpty, let failure = source.failure { throw failure }
    let rewound = RewoundSource(head: head, rest: source)
    switch ContainerKind(head: head) {
    case .tar?: return .archive(try ArchiveReader(rewound, kind: .tar, budget: budget, limits: limits, isCounted: true))
    case .warc?: return .warc(WARCReader(rewound, budget: budget, limits: limits))
    default:
      let bytes = try rewound.readAll(limits: limits)
      return .single(.document(ContainedDocument(path: EntryName.withoutCompression(name), bytes: bytes)))
    }
  }
}

extension ContainedItem {
  fileprivate func below(_ prefix: String) -> ContainedItem {
    if prefix.isEmpty { return self }
    switch self {
    case .document(var document):
      document.path = prefix + document.path
      return .document(document)
    case .refused(let path, let reason): return .refused(path: prefix + path, reason)
    case .failed(let path, let failure): return .failed(path: prefix + path, failure)
    }
  }
}
