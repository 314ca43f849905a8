import Foundation
import TestSupport

/// Writes generated reports with their truth: `make-corpus FOLDER COUNT [SEED]`.
@main
enum MakeCorpus {
  static func main() throws {
    let arguments = CommandLine.arguments
    guard arguments.count >= 3, let count = Int(arguments[2]), count > 0 else {
      FileHandle.standardError.write(Data("usage: make-corpus FOLDER COUNT [SEED]\n".utf8))
      exit(2)
    }
    let folder = URL(filePath: arguments[1])
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let generator = CorpusGenerator(seed: arguments.count > 3 ? UInt64(arguments[3]) ?? 1 : 1)
    for index in 0..<count {
      let document = generator.document(index)
      try Data(document.bytes).write(to: folder.appending(path: document.name))
      try Data(document.truthJSON.utf8).write(to: folder.appending(path: document.name + ".truth.json"))
    }
  }
}
