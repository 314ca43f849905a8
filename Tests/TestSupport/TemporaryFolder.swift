import Foundation
import Glibc

/// A fresh folder for one test, removed when the value goes.
public final class TemporaryFolder {
  /// Its path.
  public let path: String

  /// Its path as a URL.
  public var url: URL { URL(filePath: path) }

  /// The path of a name inside.
  public func path(_ name: String) -> String { path + "/" + name }

  /// Makes the folder.
  public init() throws {
    var template = Array((FileManager.default.temporaryDirectory.path + "/gongkai-test-XXXXXX").utf8CString)
    guard let made = mkdtemp(&template) else { throw ProgramError(text: "mkdtemp: errno \(errno)") }
    path = String(cString: made)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// Writes a file into the folder and returns its path.
  public func write(_ bytes: [UInt8], to name: String) throws -> String {
    let file = path + "/" + name
    try Data(bytes).write(to: URL(filePath: file))
    return file
  }
}
