import Canvas
import Queues
import Testing

@testable import Dashboard

/// Every screen at three sizes, in colour and without, in Unicode and in ASCII.
@Suite struct GoldenTests {
    static let sizes = [(120, 40), (80, 24), (40, 10)]

    /// The ways to a screen, each from the first state.
    static let screens: [(name: String, steps: @Sendable (inout Scenario) -> Void)] = [
        ("connecting", { _ in }),
        (
            "refused",
            { $0.send(.connection(.down(.unreachable("Connection refused"), retryAt: Scenario.start + 3_000))) }
        ),
        ("queues", { $0.begin() }),
        (
            "queues-sideways",
            {
                $0.begin(); $0.type(">>>>")
            }
        ),
        (
            "queues-filtered",
            {
                $0.begin(); $0.type("/me")
            }
        ),
        (
            "queues-offline",
            { scenario in
                scenario.begin()
                scenario.send(.connection(.down(.timedOut(10_000), retryAt: Scenario.start + 75_000)))
                scenario.send(.clock(Scenario.start + 72_000))
            }
        ),
        (
            "latest",
            {
                $0.begin(); $0.type("1"); $0.answer(.mixed)
            }
        ),
        ("waiting", { $0.open("2") }),
        ("active", { $0.open("3") }),
        ("completed", { $0.open("4") }),
        ("failed", { $0.open("5") }),
        ("delayed", { $0.open("6") }),
        ("prioritized", { $0.open("8") }),
        ("waiting-children", { $0.open("9") }),
        (
            "failed-next-page",
            {
                $0.open("5"); $0.press(.pageDown)
            }
        ),
        (
            "failed-question",
            {
                $0.open("5"); $0.type("r")
            }
        ),
        (
            "job",
            {
                $0.open("5"); $0.press(.enter); $0.answer(.detailed)
            }
        ),
        (
            "job-remove",
            {
                $0.open("5"); $0.press(.enter); $0.answer(.detailed); $0.type("d")
            }
        ),
        (
            "help",
            {
                $0.open("5"); $0.type("?")
            }
        ),
        (
            "palette",
            {
                $0.begin(); $0.type(":th")
            }
        ),
        (
            "order",
            {
                $0.begin(); $0.type("s")
            }
        ),
        (
            "themes",
            {
                $0.begin(); $0.type("T"); $0.type("j")
            }
        ),
        (
            "messages",
            { scenario in
                scenario.open("5")
                scenario.type("ry")
                let target = Operation.Target(queue: Fixture.email, job: JobID("12431"), state: .failed)
                scenario.send(.performed(.retry(target), .refused(.moved(to: .active))))
                scenario.type(":log")
                scenario.press(.enter)
            }
        ),
        ("schedulers", { $0.openSchedulers() }),
        (
            "schedulers-stopped",
            {
                $0.openSchedulers(); $0.type("/rotate"); $0.press(.enter)
            }
        ),
        (
            "schedulers-queue",
            {
                $0.begin(); $0.type("7"); $0.answer(); $0.type("j")
            }
        ),
        (
            "schedulers-sideways",
            {
                $0.openSchedulers(); $0.type(">>")
            }
        ),
        (
            "schedulers-question",
            {
                $0.openSchedulers(); $0.type("jd")
            }
        ),
        (
            "schedulers-none",
            {
                $0.begin(); $0.type("G7"); $0.answer()
            }
        ),
        (
            "bulk-question",
            { scenario in
                scenario.open("5")
                scenario.type("  vjjAd")
                scenario.find(.jobs(count: 12_431, sample: ["15", "79", "114", "116", "117"].map { JobID($0) }))
            }
        ),
        (
            "bulk-progress",
            { scenario in
                scenario.open("5")
                scenario.type("a r")
                scenario.find(.jobs(count: 30, sample: []))
                scenario.type("y")
                guard let operation = scenario.state.pending.first else { return }
                scenario.send(.progressed(operation, Progress(tried: 12, total: 30, elapsed: 400)))
                scenario.send(.clock(Scenario.start + 9_000))
            }
        ),
        (
            "drain-question",
            { scenario in
                scenario.open("2")
                scenario.type(":drain")
                scenario.press(.enter)
                scenario.find(.jobs(count: 204, sample: [JobID("7"), JobID("8")]))
                scenario.type("ema")
            }
        ),
        (
            "job-menu",
            {
                $0.open("5"); $0.type("x")
            }
        ),
        (
            "queue-menu",
            {
                $0.begin(); $0.type("X")
            }
        ),
        (
            "trash",
            {
                $0.open("5"); $0.throwAway(["7", "8"]); $0.type("U")
            }
        ),
        (
            "hostile-question",
            { scenario in
                scenario.begin(.hostile)
                scenario.type("5")
                scenario.answer(.hostile)
                scenario.type("A:clean")
                scenario.press(.enter, .enter)
                scenario.find(.jobs(count: 3, sample: [JobID("\u{1B}[31m\u{202E}邮")]))
            }
        ),
        ("hostile", { $0.begin(.hostile) }),
        (
            "hostile-jobs",
            {
                $0.begin(.hostile); $0.type("5"); $0.answer(.hostile)
            }
        ),
        ("hostile-schedulers", { $0.openSchedulers(.hostile) }),
    ]

    @Test(arguments: screens.indices) func screen(_ index: Int) throws {
        let (name, steps) = Self.screens[index]
        for (columns, rows) in Self.sizes {
            for (glyphs, theme) in [(Glyphs.unicode, "default"), (.ascii, "mono")] {
                var scenario = Scenario(columns: columns, rows: rows, glyphs: glyphs, theme: theme)
                steps(&scenario)
                let kind = glyphs == .ascii ? "-ascii-mono" : ""
                try expectGolden(scenario.frame, "\(name)-\(columns)x\(rows)\(kind)")
            }
        }
    }

    @Test func readOnlyAndProduction() throws {
        var scenario = Scenario(columns: 120, rows: 16, isReadOnly: true, prefixes: ["bull", "shop"])
        var fixture = Fixture()
        fixture.server.evictionPolicy = "allkeys-lru"
        fixture.server.isReplica = true
        scenario.begin(fixture)
        scenario.type("z")
        try expectGolden(scenario.frame, "queues-badges-120x16")
    }

    @Test(arguments: Glyphs.allCases) func schedulersOnTheLeastScreen(_ glyphs: Glyphs) throws {
        var scenario = Scenario(columns: 40, rows: 8, glyphs: glyphs)
        scenario.openSchedulers()
        try expectGolden(scenario.frame, "schedulers-40x8" + (glyphs == .ascii ? "-ascii" : ""))
    }

    /// Checks that a screen without room says so in lines that are true: a size is whole or not there.
    @Test(arguments: [
        (40, 3, ["Need 20x4, have 40x3, q quits"]), (19, 10, ["Need 20x4", "have 19x10, q quits"]),
        (19, 1, ["Need 20x4"]), (10, 40, ["Need 20x4", "have 10x40", "q quits"]), (1, 1, []), (0, 0, []),
    ])
    func tooSmall(columns: Int, rows: Int, words: [String]) {
        var scenario = Scenario(columns: columns, rows: rows)
        scenario.begin()
        let shown = scenario.text.map { String($0.reversed().drop { $0 == " " }.reversed()) }
        #expect(shown == words + Array(repeating: "", count: max(0, rows - words.count)))
    }
}
