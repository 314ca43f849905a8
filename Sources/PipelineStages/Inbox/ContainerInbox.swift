import ContainerReading
import Glibc

/// A document out of a container, with what is said of it.
struct ContainedInput: Sendable {
  /// Path with that of the container: `archive!/entry`.
  var path: String
  var bytes: [UInt8]
  /// The sidecar in the same container; `nil` without one.
  var sidecar: [UInt8]?
  var origin: FetchOrigin?
  /// That of the container file.
  var witness: FileWitness
  /// Whether it was given before, without its sidecar.
  var isRepeated = false
}

/// Gives the documents of one container file, with their sidecars, in the order of the container.
///
/// A sidecar may stand before its document or behind it. Documents are held back for a while, so that a sidecar close
/// behind finds them; where one comes later, the container is read a second time at the end, and only the documents that
/// missed theirs are given again. Held are at most `heldCount` documents of `heldByteCount` bytes, and sidecars of
/// `sidecarByteCount` bytes altogether; a container with more is `limit_exceeded`.
struct ContainerInbox {
  /// What comes out of it.
  enum Item {
    case document(ContainedInput)
    /// Not a document: an entry that is passed over or cannot be read.
    case sighting(Sighting)
    /// The last: what became of the container itself.
    case end(ContainerFailure?)
  }

  private static let heldCount = 64
  private static let heldByteCount = 4 << 20
  private static let sidecarByteCount = 64 << 20

  private struct HeldSidecar {
    var bytes: [UInt8]
    var isUsed = false
  }

  let entry: InboxEntry
  private let limits: ContainerLimits
  private let wanted: Set<String>?
  private var file: OpenFile?
  private var stream: ContainerStream?
  private var held: [ContainedInput] = []
  private var heldIndex = 0
  private var heldBytes = 0
  private var sidecars: [String: HeldSidecar] = [:]
  private var sidecarBytes = 0
  /// Documents that have the sidecar of their full name, by a hash of their path.
  private var served: Set<UInt64> = []
  private var isRepeating = false
  private var failure: ContainerFailure?
  private var isAtEnd = false

  /// `wanted` names the only documents to give, by their whole path; they count as given before.
  init(_ entry: InboxEntry, limits: ContainerLimits, wanted: Set<String>? = nil) {
    self.wanted = wanted
    self.entry = entry
    self.limits = limits
    begin()
  }

  private mutating func begin() {
    isAtEnd = false
    do throws(ContainerFailure) {
      let file = try OpenFile(entry.location)
      self.file = file
      stream = try ContainerStream(descriptor: file.descriptor, name: entry.path, limits: limits)
    } catch {
      failure = failure ?? error
      isAtEnd = true
    }
  }

  /// The next item; `nil` behind `end`.
  mutating func next() -> Item? {
    while true {
      if heldIndex < held.count,
        isAtEnd || held.count - heldIndex > Self.heldCount || heldBytes > Self.heldByteCount
      {
        return .document(release())
      }
      if isAtEnd {
        guard file != nil || failure != nil else { return nil }
        if !isRepeating, sidecars.values.contains(where: { !$0.isUsed }) {
          isRepeating = true
          begin()
          continue
        }
        if file?.hasChanged == true { failure = failure ?? .unreadable }
        defer {
          file = nil
          failure = nil
          stream = nil
        }
        return .end(failure)
      }
      if let item = take() { return item }
    }
  }

  private mutating func take() -> Item? {
    let item: ContainedItem?
    do throws(ContainerFailure) { item = try stream?.next() } catch {
      failure = failure ?? error
      isAtEnd = true
      return nil
    }
    guard let item else {
      isAtEnd = true
      return nil
    }
    switch item {
    case .refused(let path, let reason):
      if isRepeating || wanted != nil { return nil }
      return .sighting(
        Sighting(path: whole(path), byteCount: 0, state: .skipped(reason: SkipReason(reason).rawValue)))
    case .failed(let path, let failure):
      if isRepeating || wanted != nil { return nil }
      return .sighting(Sighting(path: whole(path), byteCount: 0, state: .setAside(reason: failure.reason)))
    case .document(let document):
      if InboxScanner.isSidecar(document.path.utf8) {
        if !isRepeating { hold(sidecar: document) }
        return nil
      }
      if isRepeating && !missedSidecar(document.path) { return nil }
      if let wanted, !wanted.contains(whole(document.path)) { return nil }
      held.append(
        ContainedInput(
          path: document.path, bytes: document.bytes, sidecar: nil, origin: document.origin,
          witness: entry.witness, isRepeated: isRepeating || wanted != nil))
      heldBytes += document.bytes.count
      return nil
    }
  }

  private func whole(_ path: String) -> String { entry.path + "!/" + path }

  private mutating func hold(sidecar document: ContainedDocument) {
    // As beside a file: a larger one is no sidecar.
    let bytes = document.bytes.count > 1 << 20 ? Array("too large".utf8) : document.bytes
    sidecarBytes += bytes.count + document.path.utf8.count
    if sidecarBytes > Self.sidecarByteCount {
      failure = failure ?? .limitExceeded
      return
    }
    sidecars[document.path] = HeldSidecar(bytes: bytes)
  }

  private func missedSidecar(_ path: String) -> Bool {
    !served.contains(Self.hash(path))
      && Self.names(for: path).contains { sidecars[$0].map { !$0.isUsed } ?? false }
  }

  private mutating func release() -> ContainedInput {
    var input = held[heldIndex]
    held[heldIndex].bytes = []
    heldIndex += 1
    heldBytes -= input.bytes.count
    if heldIndex > Self.heldCount {
      held.removeFirst(heldIndex)
      heldIndex = 0
    }
    for (index, name) in Self.names(for: input.path).enumerated() {
      guard let sidecar = sidecars[name] else { continue }
      input.sidecar = sidecar.bytes
      if index == 0 {
        // No other document has this name.
        sidecars[name] = nil
        sidecarBytes -= sidecar.bytes.count + name.utf8.count
        served.insert(Self.hash(input.path))
      } else if !isRepeating {
        sidecars[name]?.isUsed = true
      }
      break
    }
    input.path = whole(input.path)
    return input
  }

  private static func names(for path: String) -> [String] {
    InboxScanner.sidecarNames(for: path.utf8).map { String(decoding: $0, as: UTF8.self) }
  }

  private static func hash(_ path: String) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in path.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return hash
  }
}

/// An open file that can say whether it changed since.
final class OpenFile {
  let descriptor: Int32
  private let witness: FileWitness

  init(_ location: [CChar]) throws(ContainerFailure) {
    let descriptor = open(location, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
    guard descriptor >= 0 else { throw .unreadable }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      close(descriptor)
      throw .unreadable
    }
    self.descriptor = descriptor
    witness = FileWitness(status)
  }

  deinit { close(descriptor) }

  var hasChanged: Bool {
    var status = stat()
    return fstat(descriptor, &status) != 0 || FileWitness(status) != witness
  }
}

extension ContainerFailure {
  /// The reason code of contract.md section 5.
  var reason: String {
    switch self {
    case .malformed: "malformed_container"
    case .encrypted: "encrypted"
    case .limitExceeded: "limit_exceeded"
    case .entryTooLarge: "too_large"
    case .unknownCoding: "unsupported"
    case .unreadable: "unreadable"
    }
  }
}
