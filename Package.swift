// swift-tools-version: 6.2
import PackageDescription

// Every target is made by one of the four functions below, so that no target can miss a setting.
// Arrows point down: see Docs/architecture.md for the floors.

let common: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
]
let strict: [SwiftSetting] = common + [.strictMemorySafety(), .enableExperimentalFeature("Lifetimes")]

func library(
  _ name: String, _ dependencies: [Target.Dependency] = [], resources: [Resource] = []
) -> Target {
  .target(name: name, dependencies: dependencies, resources: resources, swiftSettings: strict)
}
func tool(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .executableTarget(name: name, dependencies: dependencies, swiftSettings: strict)
}
func system(_ name: String, _ pkgConfig: String, apt: String) -> Target {
  .systemLibrary(name: name, pkgConfig: pkgConfig, providers: [.apt([apt])])
}
func tests(_ name: String, _ more: [Target.Dependency] = []) -> Target {
  .testTarget(
    name: name + "Tests", dependencies: [.byName(name: name), "SluiceTestSupport"] + more,
    swiftSettings: common)
}

let package = Package(
  name: "sluice",
  products: [
    .executable(name: "sluice", targets: ["sluice"]),
    .executable(name: "sluice-bench", targets: ["sluice-bench"]),
  ],
  targets: [
    // Floor 5 and 4: the command.
    tool("sluice", ["SluiceCommand"]),
    tool("sluice-bench", ["SluiceEngine"]),
    library("SluiceCommand", ["SluiceEngine", "SluiceReports", "SluiceCore"]),

    // Floor 3: the engine and the reports.
    library(
      "SluiceEngine",
      [
        "SluicePolicy", "SluiceLineage", "SluicePrivacy", "SluiceTokenizers", "SluiceText", "SluiceShards",
        "SluiceFormats", "SluiceStorage", "SluiceCodecs", "SluiceCrypto", "SluiceCore",
      ]),
    library("SluiceReports", ["SluiceLineage", "SluicePolicy", "SluiceCrypto", "SluiceCore"]),

    // Floor 2: what the project exists for.
    library(
      "SluicePolicy", ["SluiceCore", "SluiceCrypto"],
      resources: ["adequacy", "child-age", "eu-gdpr", "places", "purposes"].map {
        .embedInCode("Packs/\($0).json")
      }),
    library("SluiceLineage", ["SluiceCore", "SluiceCrypto", "CSQLite"]),
    library("SluicePrivacy", ["SluiceCore", "SluiceCrypto", "SluiceText", "CSluice"]),
    library("SluiceTokenizers", ["SluiceCore", "CSluice"]),
    library("SluiceText", ["SluiceCore", "CSluice"]),
    library("SluiceShards", ["SluiceCore", "SluiceCodecs", "SluiceCrypto", "SluiceStorage"]),
    library("SluiceFormats", ["SluiceCore", "SluiceCodecs", "SluiceStorage", "CSluiceJSON", "CSluice"]),

    // Floor 1: the outside world.
    library("SluiceStorage", ["SluiceCore", "SluiceCrypto"]),
    library("SluiceCodecs", ["SluiceCore", "CZstd", "CArchive"]),
    library("SluiceCrypto", ["SluiceCore", "COpenSSL"]),

    // Floor 0.
    library("SluiceCore", ["CSluice"]),

    // C: kernels with run-time dispatch, simdjson behind a C header, system libraries.
    .target(name: "CSluice"),
    .target(name: "CSluiceJSON", linkerSettings: [.linkedLibrary("simdjson")]),
    system("CZstd", "libzstd", apt: "libzstd-dev"),
    system("CArchive", "libarchive", apt: "libarchive-dev"),
    system("COpenSSL", "libcrypto", apt: "libssl-dev"),
    system("CSQLite", "sqlite3", apt: "libsqlite3-dev"),

    // Tests.
    .target(name: "SluiceTestSupport", path: "Tests/SluiceTestSupport", swiftSettings: common),
    tests("SluiceCore"), tests("SluiceCrypto"), tests("SluiceCodecs"), tests("SluiceStorage"),
    tests("SluiceFormats"), tests("SluiceShards"), tests("SluiceText"), tests("SluiceTokenizers"),
    tests("SluicePrivacy"), tests("SluiceLineage"), tests("SluicePolicy"), tests("SluiceReports"),
    tests("SluiceEngine"), tests("SluiceCommand"),
  ],
  cLanguageStandard: .c17,
  cxxLanguageStandard: .cxx20
)
