// swift-tools-version: 6.1
import PackageDescription

let strict: [SwiftSetting] = [.swiftLanguageMode(.v6), .enableUpcomingFeature("ExistentialAny")]

/// A library of the house: name, and the modules it may use (design.md gives the directions).
func library(_ name: String, uses: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: uses, path: "Sources/\(name)", swiftSettings: strict)
}

/// A stage executable: arguments in, exit code out.
func command(_ name: String, folder: String, uses: [Target.Dependency] = []) -> Target {
  .executableTarget(
    name: name,
    dependencies: [
      "PipelineStages", "CommandLineOptions", .product(name: "ArgumentParser", package: "swift-argument-parser"),
    ] + uses,
    path: "Pipelines/\(folder)",
    swiftSettings: strict
  )
}

func tests(of name: String, uses: [Target.Dependency] = [], exclude: [String] = []) -> Target {
  .testTarget(
    name: "\(name)Tests",
    dependencies: [.target(name: name)] + uses,
    path: "Tests/\(name)Tests",
    exclude: exclude,
    swiftSettings: strict
  )
}

let package = Package(
  name: "gongkai",
  products: [
    .executable(name: "gongkai", targets: ["gongkai"]),
    .executable(name: "gongkai-extract", targets: ["gongkai-extract"]),
    .executable(name: "gongkai-normalize", targets: ["gongkai-normalize"]),
    .executable(name: "gongkai-load", targets: ["gongkai-load"]),
    .executable(name: "make-corpus", targets: ["make-corpus"]),
    .executable(name: "columnar-benchmark", targets: ["columnar-benchmark"]),
    .library(name: "FaultInjection", type: .dynamic, targets: ["FaultInjection"]),
    // Linked with the coverage-guided fuzzer by scripts/fuzz, which the package manager cannot do.
    .library(name: "FuzzTargets", type: .static, targets: ["FuzzTargets"]),
    // For Tests/Benchmarks.
    .library(
      name: "BenchmarkedModules",
      targets: [
        "DocumentReading", "ReportRecognition", "CellResolution", "NarrativeFigures", "FactTables", "Columnar",
        "PipelineRules", "TestSupport", "InventedReports",
      ]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    // C libraries enter by one module each.
    .systemLibrary(name: "CZstd", path: "Sources/CZstd", pkgConfig: "libzstd", providers: [.apt(["libzstd-dev"])]),
    .systemLibrary(
      name: "CLibXML2", path: "Sources/CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
    .systemLibrary(
      name: "CXlsxWriter", path: "Sources/CXlsxWriter", pkgConfig: "xlsxwriter",
      providers: [.apt(["libxlsxwriter-dev"])]),
    .systemLibrary(
      name: "CArchive", path: "Sources/CArchive", pkgConfig: "libarchive", providers: [.apt(["libarchive-dev"])]),
    .systemLibrary(name: "CZlib", path: "Sources/CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .target(name: "CPlatform", path: "Sources/CPlatform"),

    library("WorkLimits"),
    library("DecimalNumbers"),
    library("StatutoryForm", uses: ["DecimalNumbers"]),
    library("ConfinedPrograms", uses: ["CPlatform"]),
    library("ContainerReading", uses: ["CArchive", "CPlatform", "CZlib", "CZstd", "WorkLimits"]),
    library("DocumentReading", uses: ["ConfinedPrograms", "ContainerReading", "CLibXML2", "CPlatform", "WorkLimits"]),
    library("ReportRecognition", uses: ["StatutoryForm", "DocumentReading", "DecimalNumbers", "WorkLimits"]),
    library("CellResolution", uses: ["StatutoryForm", "DecimalNumbers"]),
    library("ReportChecks", uses: ["StatutoryForm", "DecimalNumbers"]),
    library("NarrativeFigures", uses: ["DecimalNumbers", "WorkLimits", .product(name: "Yams", package: "Yams")]),
    library("AgencyIdentity", uses: [.product(name: "Yams", package: "Yams")]),
    library("FactTables", uses: ["DecimalNumbers"]),
    library("Columnar", uses: ["CZstd", "FactTables", "DecimalNumbers"]),
    library(
      "SnapshotStore",
      uses: ["FactTables", "Columnar", "CPlatform", .product(name: "Crypto", package: "swift-crypto")]),
    library(
      "TableExport", uses: ["CPlatform", "CXlsxWriter", "Columnar", "FactTables", "StatutoryForm", "DecimalNumbers"]),
    library(
      "PipelineStages",
      uses: [
        "DecimalNumbers", "StatutoryForm", "DocumentReading", "ReportRecognition", "CellResolution", "ReportChecks",
        "NarrativeFigures", "AgencyIdentity", "FactTables", "Columnar", "SnapshotStore", "CPlatform",
        "ContainerReading", "WorkLimits",
        .product(name: "Logging", package: "swift-log"), .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "Yams", package: "Yams"),
      ]),
    .target(
      name: "PipelineRules",
      path: "Pipelines/rules",
      resources: [
        .embedInCode("agency-aliases.yaml"), .embedInCode("corrections.yaml"), .embedInCode("narrative.yaml"),
        .embedInCode("roster.csv"),
      ],
      swiftSettings: strict
    ),

    .target(
      name: "CommandLineOptions",
      dependencies: [
        "PipelineStages", "PipelineRules", .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Logging", package: "swift-log"),
      ],
      path: "Pipelines/common",
      swiftSettings: strict
    ),
    command("gongkai", folder: "gongkai", uses: ["TableExport", "SnapshotStore", "FactTables"]),
    command("gongkai-extract", folder: "extract"),
    command("gongkai-normalize", folder: "normalize"),
    command("gongkai-load", folder: "load"),

    // Preloaded into the executables by tests: makes single files fail.
    .target(name: "FaultInjection", path: "Tests/FaultInjection", linkerSettings: [.linkedLibrary("dl")]),
    .target(
      name: "TestSupport", dependencies: ["StatutoryForm", "DecimalNumbers"], path: "Tests/TestSupport",
      swiftSettings: strict),
    .executableTarget(
      name: "make-corpus", dependencies: ["TestSupport"], path: "Tests/MakeCorpus", swiftSettings: strict),
    .target(
      name: "FuzzTargets",
      dependencies: [
        "CellResolution", "ContainerReading", "DocumentReading", "ReportRecognition", "NarrativeFigures", "FactTables",
        "Columnar", "PipelineRules", "TestSupport",
      ], path: "Tests/FuzzTargets", exclude: ["Seeds"], swiftSettings: strict),
    tests(of: "FuzzTargets", uses: ["TestSupport"], exclude: ["Fixtures"]),
    .target(
      name: "InventedReports", dependencies: ["FactTables", "TestSupport"], path: "Tests/InventedReports",
      swiftSettings: strict),
    .executableTarget(
      name: "columnar-benchmark", dependencies: ["Columnar", "FactTables", "InventedReports"],
      path: "Tests/ColumnarBenchmark", swiftSettings: strict),
    tests(of: "WorkLimits"),
    tests(of: "DecimalNumbers"),
    tests(of: "StatutoryForm"),
    tests(of: "ConfinedPrograms", uses: ["TestSupport"]),
    tests(of: "ContainerReading", uses: ["TestSupport", "CArchive", "WorkLimits"]),
    tests(of: "DocumentReading", uses: ["TestSupport", "CLibXML2", "WorkLimits"], exclude: ["WordFixtures"]),
    // Which of two orders of columns is meant only the resolver can say.
    tests(
      of: "ReportRecognition", uses: ["TestSupport", "DocumentReading", "StatutoryForm", "CellResolution"],
      exclude: ["Fixtures"]),
    tests(of: "CellResolution", uses: ["TestSupport", "StatutoryForm"]),
    tests(of: "ReportChecks", uses: ["TestSupport", "StatutoryForm"]),
    tests(of: "NarrativeFigures", uses: ["TestSupport", "PipelineRules"]),
    tests(of: "AgencyIdentity", uses: ["TestSupport", "PipelineRules"]),
    tests(of: "FactTables", uses: ["TestSupport", "StatutoryForm"]),
    tests(of: "Columnar", uses: ["TestSupport", "FactTables"]),
    tests(of: "SnapshotStore", uses: ["TestSupport", "FactTables", "Columnar"]),
    tests(
      of: "TableExport",
      uses: ["TestSupport", "FactTables", "Columnar", "PipelineRules", .product(name: "Yams", package: "Yams")]),
    tests(of: "PipelineStages", uses: ["TestSupport", "PipelineRules"], exclude: ["Golden"]),
  ]
)
