import Glibc

/// What the coverage-guided fuzzer calls with each input; the target is named by `GONGKAI_FUZZ_TARGET`.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  chosenTarget.run(Array(UnsafeBufferPointer(start: start, count: count)))
  return 0
}

private let chosenTarget: FuzzTarget = {
  let name = getenv("GONGKAI_FUZZ_TARGET").map { String(cString: $0) } ?? ""
  guard let target = FuzzTarget(rawValue: name) else {
    preconditionFailure("GONGKAI_FUZZ_TARGET names no target: \(name)")
  }
  return target
}()
