// swift-tools-version: 6.1
import PackageDescription

// A package of its own, so that neither a build nor the tests of gongkai need the benchmark library.
let package = Package(
  name: "benchmarks",
  dependencies: [
    .package(name: "gongkai", path: "../.."),
    .package(url: "https://github.com/google/swift-benchmark", from: "0.1.2"),
  ],
  targets: [
    .executableTarget(
      name: "benchmarks",
      dependencies: [
        .product(name: "BenchmarkedModules", package: "gongkai"),
        .product(name: "Benchmark", package: "swift-benchmark"),
      ],
      path: "Sources",
      swiftSettings: [.swiftLanguageMode(.v5)])
  ]
)
