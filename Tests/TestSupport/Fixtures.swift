import Foundation

/// Where tests find their files, and whether a recording run is on.
public enum Fixtures {
  /// The root of the checkout.
  public static let projectRoot = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// `GONGKAI_RECORD=1` writes golden files anew; such a run fails.
  public static let isRecording = ProcessInfo.processInfo.environment["GONGKAI_RECORD"] == "1"

  /// The folder of real reports beside the checkout; `nil` where it is missing.
  public static let sharedFolder: URL? = {
    let folder = projectRoot.deletingLastPathComponent().appending(path: "shared")
    return FileManager.default.fileExists(atPath: folder.path) ? folder : nil
  }()

  /// The files of a folder below the project's root whose names end in one of `suffixes`, sorted; throws where there are none.
  public static func files(in folder: String, suffixes: [String]) throws -> [URL] {
    let root = projectRoot.appending(path: folder)
    let found = try FileManager.default.contentsOfDirectory(at: root, includingPropertiesForKeys: nil)
      .filter { file in suffixes.contains { file.lastPathComponent.hasSuffix($0) } }
      .sorted { $0.path < $1.path }
    if found.isEmpty { throw MissingFixture(folder: folder, suffixes: suffixes) }
    return found
  }

  /// The folders of a folder below the project's root whose names do not begin with `_`, sorted; throws where there are none.
  public static func folders(in folder: String) throws -> [URL] {
    let root = projectRoot.appending(path: folder)
    let found = try FileManager.default.contentsOfDirectory(at: root, includingPropertiesForKeys: nil)
      .filter { $0.hasDirectoryPath && !$0.lastPathComponent.hasPrefix("_") }
      .sorted { $0.path < $1.path }
    if found.isEmpty { throw MissingFixture(folder: folder, suffixes: ["/"]) }
    return found
  }

  /// Reads a file of the checkout; throws where it is missing.
  public static func bytes(_ path: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: projectRoot.appending(path: path)))
  }
}

/// A folder of fixtures that is empty: a test over it would prove nothing.
public struct MissingFixture: Error {
  /// The folder below the project's root.
  public let folder: String
  /// The name endings that were looked for.
  public let suffixes: [String]
}
