import FactTables
import Glibc

extension SnapshotBuilder {
  /// Puts a file of the parent at the same place here: the same file under a second name, or a copy where the file
  /// system has no such thing.
  func linkFromParent(_ file: FileEntry) throws(StoreError) {
    guard let parent else { return }
    let (from, to) = (parent.path + "/" + file.path, folder + "/" + file.path)
    do {
      try store.fileSystem.link(from, to: to)
    } catch {
      guard case .system(.link, _, let code) = error, [EPERM, EMLINK, EXDEV, EOPNOTSUPP].contains(code) else {
        throw error
      }
      try copy(from, to: to)
    }
  }

  private func copy(_ from: String, to: String) throws(StoreError) {
    let file = try HashedFile(to, fileSystem: store.fileSystem)
    do {
      try store.fileSystem.readPieces(from) { try file.append(Array($0)) }
    } catch let error as StoreError {
      throw error
    } catch {
      throw .invalidManifest(path: from, reason: "\(error)")
    }
    _ = file.finish()
  }
}
