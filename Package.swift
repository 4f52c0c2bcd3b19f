// swift-tools-version: 6.2
import PackageDescription

// Every target is made by one of the five functions below, so that no target can miss a setting.
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
/// A library of which only the headers are used: it is loaded when it is needed.
func headers(_ name: String, apt: String) -> Target {
  .systemLibrary(name: name, providers: [.apt([apt])])
}
func tests(_ name: String, _ more: [Target.Dependency] = [], exclude: [String] = []) -> Target {
  let core: [Target.Dependency] = name == "SluiceCore" ? [] : ["SluiceCore"]
  return .testTarget(
    name: name + "Tests", dependencies: [.byName(name: name), "SluiceTestSupport"] + core + more,
    exclude: exclude, swiftSettings: common)
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
    tool("sluice-bench", ["SluicePrivacy", "SluiceTokenizers", "SluiceFormats", "SluiceCore", "CSluice"]),
    library(
      "SluiceCommand",
      [
        "SluiceEngine", "SluiceReports", "SluiceLineage", "SluiceShards", "SluiceFormats", "SluicePrivacy",
        "SluiceTokenizers", "SluiceKeys", "SluiceCrypto", "SluiceStorage", "SluiceCore",
      ]),

    // Floor 3: the engine and the reports.
    library(
      "SluiceEngine",
      [
        "SluicePolicy", "SluiceLineage", "SluicePrivacy", "SluiceTokenizers", "SluiceText", "SluiceShards",
        "SluiceFormats", "SluiceKeys", "SluiceStorage", "SluiceCodecs", "SluiceCrypto", "SluiceCore",
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
    library("SluiceKeys", ["SluiceCore", "SluiceCrypto", "SluiceStorage", "CPKCS11"]),
    library("SluiceFormats", ["SluiceCore", "SluiceCodecs", "SluiceStorage", "CSluiceJSON", "CSluice"]),

    // Floor 1: the outside world.
    library("SluiceStorage", ["SluiceCore", "SluiceCrypto", "CCurl"]),
    library("SluiceCodecs", ["SluiceCore", "CZstd", "CArchive", "CInflate"]),
    library("SluiceCrypto", ["SluiceCore", "COpenSSL", "CMLKEM"]),

    // Floor 0.
    library("SluiceCore", ["CSluice"]),

    // C: kernels with run-time dispatch, simdjson behind a C header, system libraries.
    .target(name: "CSluice"),
    .target(name: "CMLKEM"),
    .target(name: "CSluiceJSON", linkerSettings: [.linkedLibrary("simdjson")]),
    system("CZstd", "libzstd", apt: "libzstd-dev"),
    system("CArchive", "libarchive", apt: "libarchive-dev"),
    system("CInflate", "libisal", apt: "libisal-dev"),
    system("COpenSSL", "libcrypto", apt: "libssl-dev"),
    system("CSQLite", "sqlite3", apt: "libsqlite3-dev"),
    headers("CPKCS11", apt: "libp11-kit-dev"),
    headers("CCurl", apt: "libcurl4-openssl-dev"),

    // Tests.
    .target(name: "SluiceTestSupport", path: "Tests/SluiceTestSupport", swiftSettings: common),
    tests("SluiceCore"),
    tests("SluiceCrypto"),
    tests("SluiceCodecs"),
    tests("SluiceStorage"),
    tests("SluiceFormats", ["SluiceCodecs", "SluiceStorage"]),
    tests("SluiceShards", ["SluiceCodecs", "SluiceCrypto", "SluiceStorage"]),
    tests("SluiceKeys", ["SluiceCrypto", "SluiceStorage"]),
    tests("SluiceText", ["CSluice"]),
    tests("SluiceTokenizers", ["CSluice"]),
    tests("SluicePrivacy", ["SluiceCrypto", "CSluice"], exclude: ["Vectors/check_digits.py"]),
    tests("SluiceLineage", ["SluiceCrypto"]),
    tests("SluicePolicy", ["SluiceCrypto"]),
    tests("SluiceReports", ["SluiceLineage", "SluicePolicy", "SluiceCrypto"]),
    tests(
      "SluiceEngine", ["SluiceText", "SluiceStorage", "SluiceCrypto", "SluiceLineage"],
      exclude: ["BrokenPipelines/base.json", "BrokenPipelines/cases.txt", "BrokenPipelines/files"]),
    tests("SluiceCommand", ["SluiceEngine"], exclude: ["Scripts"]),
  ],
  cLanguageStandard: .c17,
  cxxLanguageStandard: .cxx20
)
