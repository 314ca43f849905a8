import Foundation

/// Makes archives with Python's own modules and the `zstd` command, apart from the libraries under test.
public enum ArchiveMaker {
  /// A file to pack.
  public struct File: Sendable {
    /// Path inside the archive.
    public var name: String
    /// Its content.
    public var bytes: [UInt8]

    /// A file.
    public init(name: String, bytes: [UInt8]) {
      self.name = name
      self.bytes = bytes
    }
  }

  /// A few files with folders and a name that is not ASCII.
  public static let plainFiles = [
    File(name: "a.txt", bytes: Array("first".utf8)), File(name: "年报/乙.html", bytes: Array("<p>second</p>".utf8)),
    File(name: "年报/empty", bytes: []), File(name: "z/noise.bin", bytes: noise(seed: 9, count: 200_000)),
  ]

  /// Bytes that do not compress.
  public static func noise(seed: UInt64, count: Int) -> [UInt8] {
    var generator = SeededGenerator(seed: seed)
    return (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
  }

  /// An archive of these files in this order; `suffix` is `.zip`, `.tar`, `.tar.gz`, `.tar.bz2`, `.tar.xz` or `.tar.zst`.
  public static func archive(_ files: [File], suffix: String) throws -> [UInt8] {
    let scratch = try TemporaryFolder()
    var list = ""
    for (number, file) in files.enumerated() {
      _ = try scratch.write(file.bytes, to: "\(number)")
      list += "\(number)\t\(file.name)\n"
    }
    _ = try scratch.write(Array(list.utf8), to: "list")
    if suffix == ".tar.zst" {
      _ = try Programs.run("python3", ["-c", script, scratch.path, ".tar"])
      return try Programs.run("zstd", ["-qc", scratch.path("out")])
    }
    _ = try Programs.run("python3", ["-c", script, scratch.path, suffix])
    return [UInt8](try Data(contentsOf: scratch.url.appending(path: "out")))
  }

  /// A zip whose names are these bytes; `utf8` sets the flag that says so, `gbk` does not.
  public static func pythonZip(_ files: [(flag: String, name: [UInt8], bytes: [UInt8])]) throws -> [UInt8] {
    let scratch = try TemporaryFolder()
    var list = ""
    for (number, file) in files.enumerated() {
      _ = try scratch.write(file.bytes, to: "\(number)")
      list += "\(number)\t\(file.flag)\t" + file.name.map { String($0) }.joined(separator: ",") + "\n"
    }
    _ = try scratch.write(Array(list.utf8), to: "list")
    _ = try Programs.run("python3", ["-c", rawNameScript, scratch.path])
    return [UInt8](try Data(contentsOf: scratch.url.appending(path: "out")))
  }

  /// A tar with links, a device, a pipe and names that lead out, around `good.txt`.
  public static func oddTar() throws -> [UInt8] {
    let scratch = try TemporaryFolder()
    _ = try Programs.run("python3", ["-c", oddTarScript, scratch.path])
    return [UInt8](try Data(contentsOf: scratch.url.appending(path: "out")))
  }

  /// gzip members of these parts, one after another.
  public static func gzipMembers(_ parts: [[UInt8]]) throws -> [UInt8] {
    let scratch = try TemporaryFolder()
    for (number, part) in parts.enumerated() { _ = try scratch.write(part, to: "\(number)") }
    let code = """
      import gzip, sys
      for number in range(int(sys.argv[2])):
        data = open("%s/%d" % (sys.argv[1], number), "rb").read()
        sys.stdout.buffer.write(gzip.compress(data, mtime=0))
      """
    return try Programs.run("python3", ["-c", code, scratch.path, "\(parts.count)"])
  }

  /// A WARC record; `fields` are further header fields.
  public static func record(
    type: String, url: String?, date: String = "2024-02-03T04:05:06Z", block: [UInt8], fields: [String] = []
  ) -> [UInt8] {
    var head = "WARC/1.0\r\nWARC-Type: \(type)\r\n"
    if let url { head += "WARC-Target-URI: \(url)\r\n" }
    head += "WARC-Date: \(date)\r\n" + fields.map { $0 + "\r\n" }.joined()
    head += "Content-Length: \(block.count)\r\n\r\n"
    return Array(head.utf8) + block + Array("\r\n\r\n".utf8)
  }

  /// An HTTP response.
  public static func response(_ body: [UInt8], status: String = "200 OK", fields: [String] = []) -> [UInt8] {
    Array(("HTTP/1.1 \(status)\r\n" + fields.map { $0 + "\r\n" }.joined() + "\r\n").utf8) + body
  }

  private static let script = """
    import sys, tarfile, zipfile
    folder, suffix = sys.argv[1:]
    rows = [line.rstrip("\\n").split("\\t") for line in open(folder + "/list", encoding="utf-8")]
    if suffix == ".zip":
      with zipfile.ZipFile(folder + "/out", "w", zipfile.ZIP_DEFLATED) as out:
        for number, name in rows: out.write(folder + "/" + number, name)
    else:
      mode = {".tar": "w", ".tar.gz": "w:gz", ".tar.bz2": "w:bz2", ".tar.xz": "w:xz"}[suffix]
      with tarfile.open(folder + "/out", mode) as out:
        for number, name in rows: out.add(folder + "/" + number, name)
    """

  private static let rawNameScript = """
    import sys, zipfile
    folder = sys.argv[1]
    class Named(zipfile.ZipInfo):
      def _encodeFilenameFlags(self): return self.raw, self.flag_bits | (0x800 if self.says else 0)
    with zipfile.ZipFile(folder + "/out", "w") as out:
      for number, line in enumerate(open(folder + "/list")):
        _, flag, name = line.rstrip("\\n").split("\\t")
        info = Named("x%d" % number)
        info.raw, info.says = bytes(int(b) for b in name.split(",")), flag == "utf8"
        out.writestr(info, open("%s/%d" % (folder, number), "rb").read())
    """

  private static let oddTarScript = """
    import io, sys, tarfile
    with tarfile.open(sys.argv[1] + "/out", "w") as out:
      def add(name, kind=tarfile.REGTYPE, link="", data=b""):
        info = tarfile.TarInfo(name)
        info.type, info.linkname, info.size = kind, link, len(data)
        out.addfile(info, io.BytesIO(data))
      add("../out.txt", data=b"out")
      add("/abs.txt", data=b"abs")
      add("soft", tarfile.SYMTYPE, "/etc/passwd")
      add("good.txt", data=b"good")
      add("hard", tarfile.LNKTYPE, "good.txt")
      add("pipe", tarfile.FIFOTYPE)
      add("device", tarfile.CHRTYPE)
    """
}
