import Canvas
import Queues
import Testing

@testable import Dashboard

/// The time machine: the list of queues as it was.
@Suite struct PastScreenTests {
    private static let archive = QueueID(prefix: Array("bull".utf8), name: Array("archive".utf8))

    /// Returns the queues as they were a number of seconds ago: `email` fails for 12 minutes, `payments` was paused 5 minutes
    /// ago, and `archive` vanished 6 minutes ago.
    private static func queues(_ ago: Int) -> [QueueSummary] {
        var queues = Fixture().queues
        let time = Scenario.start - Milliseconds(ago) * 1_000
        for index in queues.indices {
            queues[index].evidence.workers = 2
            if queues[index].oldestWaiting != nil { queues[index].oldestWaiting = time - 30_000 }
        }
        if ago > 720 { queues[0].failedPerMinute = 0 }
        queues[0].counts[.waiting] = 40 + (1_200 - ago) / 7
        queues[1].failedPerMinute = 0
        queues[1].isPaused = ago <= 300
        if ago > 360 {
            var archive = QueueSummary(id: archive)
            (archive.counts[.failed], archive.failedPerMinute, archive.completedPerMinute) = (3, 0, 0)
            queues.append(archive)
        }
        return queues.sorted { $0.id < $1.id }
    }

    /// The 20 minutes before the first answer.
    private static let seen: History = {
        var history = History()
        for ago in (1...1_200).reversed() {
            let overview = Overview(queues: queues(ago), discovery: Discovery(isComplete: true))
            history.note(overview, at: Scenario.start - Milliseconds(ago) * 1_000, hold: 2_500)
        }
        return history
    }()

    /// Returns a dashboard that has seen them.
    private func scenario(_ columns: Int = 120, _ rows: Int = 40, _ glyphs: Glyphs = .unicode) -> Scenario {
        var scenario = Scenario(
            columns: columns, rows: rows, glyphs: glyphs, theme: glyphs == .ascii ? "mono" : "default")
        scenario.state.history = Self.seen
        var fixture = Fixture()
        fixture.queues = Self.queues(0)
        scenario.begin(fixture)
        scenario.answer(fixture)
        return scenario
    }

    /// The ways to a moment.
    static let looks: [(name: String, keys: String)] = [
        ("now", "H"), ("normal", "H" + String(repeating: "h", count: 30)),
        ("first", "H" + String(repeating: "[", count: 40)), ("vanished", "H" + String(repeating: "[", count: 9) + "G"),
        ("event", "HNN"),
    ]

    @Test(arguments: looks.indices) func thePastIsDrawn(_ index: Int) throws {
        let (name, keys) = Self.looks[index]
        for (columns, rows) in [(120, 40), (80, 24)] {
            for glyphs in [Glyphs.unicode, .ascii] {
                var scenario = scenario(columns, rows, glyphs)
                scenario.type(keys)
                let kind = glyphs == .ascii ? "-ascii-mono" : ""
                try expectGolden(scenario.frame, "history-\(name)-\(columns)x\(rows)\(kind)")
            }
        }
    }

    private func past(_ scenario: Scenario) throws -> PastScreen {
        try #require(scenario.state.path.top as? PastScreen)
    }

    /// Checks where each key goes, in seconds from now.
    @Test(arguments: [
        ("H", 0), ("Hh", -1), ("Hhhhl", -2), ("Hl", 0), ("H[", -5), ("H[[", -65), ("H[[]", -5), ("H[]", 0),
        ("HN", -299),
        ("HNN", -725), ("HNNN", -725), ("HNNn", -299), ("H" + String(repeating: "[", count: 30), -1_200),
        ("HNh", -305), ("HNhl", -295), ("Hhhn", -2),
    ])
    func aKeyMovesInTime(keys: String, seconds: Int) throws {
        var scenario = scenario()
        scenario.type(keys)
        let expected = Scenario.start + Milliseconds(seconds) * 1_000
        #expect(try past(scenario).moment.time == expected)
    }

    @Test(arguments: ["H", "q", "\u{1B}"]) func aKeyReturnsToNow(key: String) {
        var scenario = scenario()
        scenario.type("Hhhh")
        scenario.press(key == "\u{1B}" ? .escape : .character(Character(key)))
        #expect(scenario.state.scope == .queues && scenario.state.pastNote == nil)
        #expect(scenario.shows("live"))
    }

    /// Checks that no key for a change of this screen opens a question, and that each says why.
    @Test func nothingCanBeChangedInThePast() {
        let rows = Action.table.filter { $0.danger.changesServer && $0.scope.contains(Scope(.past)) }
        #expect(rows.count > 15)
        for row in rows {
            var scenario = scenario()
            scenario.type("Hhhh")
            scenario.send(.inputs(row.keys.prefix(1).map { .key($0) }))
            if row.keys.isEmpty { _ = scenario.state.run(row.action) }
            #expect(scenario.state.overlay == nil, "\(row.title)")
            #expect(scenario.says("This is the past, 23:04:02: nothing can be changed"), "\(row.title)")
        }
    }

    /// Checks that a change that was asked for some other way is refused at the door.
    @Test func theDoorIsShut() {
        var scenario = scenario()
        scenario.type("H")
        #expect(scenario.state.send(Change(.queue(.pause, Fixture.email)), knowing: nil).isEmpty)
        #expect(scenario.state.runs.isEmpty)
    }

    @Test(arguments: ["F", "W", "M", "E", "1", "5", "7"]) func whatIsThereNowIsNotShownAsThePast(key: String) {
        var scenario = scenario()
        scenario.type("Hhhh" + key)
        #expect(scenario.state.scope == Scope(.past) && scenario.says("returns to"))
    }

    /// Checks that a screen of the present that is opened by a name leaves the past.
    @Test func openingAQueueByItsNameReturnsToNow() {
        var scenario = scenario()
        scenario.type("Hhhh")
        scenario.fill(":queue email", "")
        #expect(scenario.state.scope == .queue && scenario.state.pastNote == nil)
    }

    @Test func thePresentIsStillRead() throws {
        var scenario = scenario()
        scenario.type("Hhhh")
        let before = try past(scenario).moment
        let frame = scenario.text.dropFirst(2)
        var fixture = Fixture()
        fixture.queues = []
        scenario.answer(fixture, takenAt: Scenario.start + 1_000)
        #expect(try past(scenario).moment == before)
        #expect(scenario.text.dropFirst(2) == frame)
        #expect(scenario.state.queues.rows.isEmpty)
    }

    @Test func withoutAReadingThereIsNoPast() {
        var scenario = Scenario()
        scenario.type("H")
        #expect(scenario.state.scope == .queues && scenario.says("Nothing was read yet, so nothing is kept."))
    }

    /// Checks that a gap is unknown, and no zero.
    /// Checks that the chart of a moment has nothing of what came later in its minute.
    @Test(arguments: [7, 20, 33, 59]) func aChartEndsAtTheMoment(steps: Int) throws {
        var scenario = scenario(160, 50)
        scenario.type("H" + String(repeating: "h", count: steps))
        let title = try #require(scenario.text.first { $0.contains("waiting  ") && $0.contains("  seen") })
        let counts = try #require(scenario.text.first { $0.contains("│") && $0.contains(" waiting   ") })
        let shown = try #require(title.firstMatch(of: #/waiting  (?<count>\d+)  seen/#)).output.count
        let now = try #require(counts.firstMatch(of: #/(?<count>\d+) waiting  /#)).output.count
        #expect(shown == now)
    }

    @Test func aGapIsUnknown() {
        var scenario = scenario()
        var fixture = Fixture()
        fixture.queues = Self.queues(0)
        scenario.answer(fixture, takenAt: Scenario.start + 60_000)
        scenario.type("H" + String(repeating: "h", count: 20))
        #expect(scenario.shows("nothing was read then") && scenario.shows("? not known"))
        #expect(scenario.shows("Not known: not all of these queues were read then."))
    }
}
