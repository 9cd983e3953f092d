// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
]

// What is linked into the binary does without the library of regular expressions, which would add 1.2 MB to it.
let product: [SwiftSetting] =
    strict + [
        .unsafeFlags(["-Xfrontend", "-disable-implicit-string-processing-module-import"]),
        // The tests check every access; the checks would make the released binary larger and slower.
        .unsafeFlags(["-enforce-exclusivity=unchecked"], .when(configuration: .release)),
    ]

// Modules that work on every cell, byte and job are optimized in the tests, too: thousands of frames are drawn there.
let busy: [SwiftSetting] = [.unsafeFlags(["-O"], .when(configuration: .debug))]

// Modules in which little time is spent are compiled for a small size in the released binary, which has to stay below 18 MB.
let small: [SwiftSetting] = [.unsafeFlags(["-Osize"], .when(configuration: .release))]

let package = Package(
    name: "bulltop",
    products: [.executable(name: "bulltop", targets: ["bulltop"])],
    targets: [
        // C: only the macros, globals and variadics that Swift cannot import.
        .target(name: "CNcurses", linkerSettings: [.linkedLibrary("ncursesw"), .linkedLibrary("tinfo")]),
        .target(name: "CHiredis", linkerSettings: [.linkedLibrary("hiredis")]),
        .target(name: "COpenSSL", linkerSettings: [.linkedLibrary("ssl"), .linkedLibrary("crypto")]),
        .target(name: "CInih", linkerSettings: [.linkedLibrary("inih")]),
        .target(name: "CCctz", linkerSettings: [.linkedLibrary("absl_time_zone")]),
        .target(name: "CPcre2", linkerSettings: [.linkedLibrary("pcre2-8")]),
        .target(name: "CLinux"),

        .target(name: "Redis", dependencies: ["CHiredis", "COpenSSL", "Threads"], swiftSettings: product),
        .target(name: "JSONText", swiftSettings: product + busy),
        .target(name: "Queues", dependencies: ["CPcre2", "JSONText"], swiftSettings: product + busy + small),
        .target(name: "Schedules", dependencies: ["CCctz"], swiftSettings: product + small),
        .target(
            name: "QueueStore", dependencies: ["COpenSSL", "Redis", "Queues", "JSONText", "Schedules", "Threads"],
            resources: [.embedInCode("Scripts")], swiftSettings: product),
        .target(name: "Recordings", dependencies: ["Queues", "JSONText"], swiftSettings: product + small),
        .target(name: "Canvas", swiftSettings: product + busy + small),
        .target(
            name: "Dashboard", dependencies: ["Queues", "Canvas", "JSONText", "Schedules"],
            swiftSettings: product + busy + small),
        .target(
            name: "Themes", dependencies: ["CInih", "Canvas", "Dashboard", "Queues"], path: "themes",
            resources: [.embedInCode("files")], swiftSettings: product + small),
        .target(
            name: "Terminal", dependencies: ["CNcurses", "Canvas", "JSONText", "Threads"],
            resources: [.embedInCode("Terminfo")],
            swiftSettings: product + small),
        .target(name: "Threads", dependencies: ["CLinux"], swiftSettings: product + small),
        .target(
            name: "Demo", dependencies: ["CLinux", "JSONText", "Redis", "Queues", "Schedules", "Threads"],
            resources: [.embedInCode("Scripts")], swiftSettings: product + small),
        .executableTarget(
            name: "bulltop",
            dependencies: [
                "CCctz", "CHiredis", "CLinux", "CNcurses", "COpenSSL", "CPcre2", "Redis", "JSONText", "Queues",
                "QueueStore", "Recordings", "Canvas", "Dashboard", "Themes", "Terminal",
                "Demo", "Threads",
            ],
            swiftSettings: product + small),

        .executableTarget(
            name: "bench",
            dependencies: [
                "Redis", "Queues", "QueueStore", "Canvas", "Dashboard", "Themes", "CPty", "TestSupport", "Threads",
            ],
            path: "Benchmarks", exclude: ["client.py"], swiftSettings: strict),

        .target(
            name: "TestSupport", dependencies: ["CPty", "Queues", "Redis", "Threads"], path: "Tests/TestSupport",
            swiftSettings: strict),
        // A program that only opens the terminal, which the tests of Terminal run in a pseudo-terminal.
        .executableTarget(
            name: "TerminalProbe", dependencies: ["Terminal", "Canvas"], path: "Tests/TerminalProbe",
            swiftSettings: strict),
        .target(name: "CPty", path: "Tests/CPty"),
        // The tests of the sources read the whole repository, not one module.
        .testTarget(name: "SourceTests", dependencies: ["TestSupport"], swiftSettings: strict),
        .testTarget(name: "RedisTests", dependencies: ["Redis", "TestSupport", "Threads"], swiftSettings: strict),
        .testTarget(name: "JSONTextTests", dependencies: ["JSONText", "TestSupport"], swiftSettings: strict),
        .testTarget(name: "QueuesTests", dependencies: ["Queues", "JSONText", "TestSupport"], swiftSettings: strict),
        .testTarget(
            name: "RecordingsTests", dependencies: ["Recordings", "Queues", "JSONText", "TestSupport"],
            swiftSettings: strict),
        .testTarget(
            name: "QueueStoreTests",
            dependencies: ["QueueStore", "Queues", "Redis", "TestSupport", "JSONText", "Threads"],
            exclude: ["Python"], swiftSettings: strict),
        .testTarget(
            name: "SchedulesTests", dependencies: ["Schedules", "TestSupport"], exclude: ["next.py"],
            swiftSettings: strict),
        .testTarget(name: "CanvasTests", dependencies: ["Canvas", "TestSupport"], swiftSettings: strict),
        .testTarget(name: "ThemesTests", dependencies: ["Themes", "Canvas", "Dashboard"], swiftSettings: strict),
        .testTarget(
            name: "DashboardTests",
            dependencies: ["Dashboard", "Queues", "Recordings", "Canvas", "Themes", "TestSupport"],
            exclude: ["Golden"], swiftSettings: strict),
        .testTarget(
            name: "JobScreenTests", dependencies: ["Dashboard", "Queues", "Canvas", "TestSupport"], exclude: ["Golden"],
            swiftSettings: strict),
        .testTarget(
            name: "TerminalTests", dependencies: ["Terminal", "Canvas", "TerminalProbe", "TestSupport"],
            exclude: ["Python"],
            swiftSettings: strict),
        .testTarget(
            name: "DemoTests", dependencies: ["Demo", "JSONText", "Queues", "Redis", "TestSupport", "Threads"],
            swiftSettings: strict),
        .testTarget(
            name: "CommandLineTests",
            dependencies: [
                "bulltop", "Canvas", "Dashboard", "JSONText", "Queues", "Redis", "Terminal", "TestSupport", "Themes",
                "Threads",
            ],
            swiftSettings: strict),
        .testTarget(
            name: "EndToEndTests", dependencies: ["bulltop", "Demo", "Redis", "TestSupport"], exclude: ["Python"],
            swiftSettings: strict),
    ],
    swiftLanguageModes: [.v6]
)
