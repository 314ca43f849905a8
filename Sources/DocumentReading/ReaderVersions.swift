import CLibXML2
import ConfinedPrograms

/// The versions of the outside readers; what is read depends on them (contract.md section 2).
public enum ReaderVersions {
  /// By reader; programs that are not installed are left out.
  ///
  /// The programs are asked once a process.
  public static let all: [String: String] = {
    // LIBXML_VERSION counts 20914 for 2.9.14.
    let number = Int(LIBXML_VERSION)
    var versions = ["libxml2": "\(number / 10000).\(number / 100 % 100).\(number % 100)"]
    versions["poppler"] = version(of: "pdftotext", "-v")
    versions["tesseract"] = version(of: "tesseract", "--version")
    return versions
  }()

  /// The first word that begins with a digit in what the program says of itself.
  private static func version(of program: String, _ option: String) -> String? {
    var told: [UInt8] = []
    do {
      let output = try ConfinedProgram(program).run([option], input: [], limits: .init())
      told = Array(output.errorOutput.utf8) + output.bytes
    } catch .failed(_, _, let errorOutput) {
      told = Array(errorOutput.utf8)
    } catch {
      return nil
    }
    return told.split(whereSeparator: ASCII.isWhiteSpace).first { word in
      word.first.map { (0x30...0x39).contains($0) } ?? false
    }.map { String(decoding: $0, as: UTF8.self) }
  }
}
