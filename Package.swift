// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
]

let package = Package(
    name: "bulltop",
    products: [.executable(name: "bulltop", targets: ["bulltop"])],
    targets: [
        // C: the macros, globals and variadics that Swift cannot import. Nothing else.
        .target(name: "CNcurses", linkerSettings: [.linkedLibrary("ncursesw")]),
        .target(name: "CHiredis", linkerSettings: [.linkedLibrary("hiredis")]),
        .target(name: "COpenSSL", linkerSettings: [.linkedLibrary("ssl"), .linkedLibrary("crypto")]),
        .target(name: "CInih", linkerSettings: [.linkedLibrary("inih")]),

        .target(name: "Redis", dependencies: ["CHiredis", "COpenSSL"], swiftSettings: strict),
        .target(name: "Queues", swiftSettings: strict),
        .target(
            name: "QueueStore", dependencies: ["Redis", "Queues"],
            resources: [.embedInCode("Scripts")], swiftSettings: strict),
        .target(name: "Canvas", swiftSettings: strict),
        .target(name: "Dashboard", dependencies: ["Queues", "Canvas"], swiftSettings: strict),
        .target(
            name: "Themes", dependencies: ["CInih", "Canvas", "Dashboard"], path: "themes",
            resources: [.embedInCode("files")], swiftSettings: strict),
        .target(name: "Terminal", dependencies: ["CNcurses", "Canvas"], swiftSettings: strict),
        .target(
            name: "Demo", dependencies: ["Redis", "Queues"],
            resources: [.embedInCode("Scripts")], swiftSettings: strict),
        .executableTarget(
            name: "bulltop",
            dependencies: ["Redis", "Queues", "QueueStore", "Canvas", "Dashboard", "Themes", "Terminal", "Demo"],
            swiftSettings: strict),

        .target(
            name: "TestSupport", dependencies: ["Redis"], path: "Tests/TestSupport", swiftSettings: strict),
        .testTarget(
            name: "RedisTests", dependencies: ["Redis", "TestSupport"], swiftSettings: strict),
        .testTarget(
            name: "QueueStoreTests", dependencies: ["QueueStore", "Queues", "Redis", "TestSupport"],
            swiftSettings: strict),

        .executableTarget(
            name: "bench", dependencies: ["Redis", "Queues", "QueueStore", "TestSupport"],
            path: "Benchmarks", exclude: ["client.py"], swiftSettings: strict),
    ],
    swiftLanguageModes: [.v6]
)
