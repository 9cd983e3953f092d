import Canvas
import Queues
import Testing

@testable import Dashboard

/// The results of the palette, and their order.
@Suite struct PaletteTests {
    static let payments = QueueID(prefix: Array("bull".utf8), name: Array("payments".utf8))
    private typealias Entry = PaletteRanking.Entry

    private static let entries = [
        Entry(names: ["remove"], title: "Remove, with children", isDestructive: true),
        Entry(names: ["retry"], title: "Retry"),
        Entry(names: ["retry-reset", "retry-anew"], title: "Retry, reset attempts"),
        Entry(names: ["move"], title: "Move to another queue"),
        Entry(names: ["drain"], title: "Drain: remove waiting jobs", isDestructive: true),
        Entry(names: [], title: "Redraw the screen"),
        Entry(names: ["toggle-pause"], title: "Pause or resume"),
        Entry(names: ["quit", "q"], title: "Quit now"),
        Entry(names: ["queue"], title: "Open a queue"),
    ]

    @Test(arguments: [
        ("retry", ["Retry", "Retry, reset attempts"]),
        (
            "ret",
            [
                "Retry", "Retry, reset attempts", "Redraw the screen", "Remove, with children",
                "Drain: remove waiting jobs",
            ]
        ),
        ("retry-reset", ["Retry, reset attempts"]),
        ("retry-anew", ["Retry, reset attempts"]),
        ("RESET", ["Retry, reset attempts"]),
        ("q", ["Quit now", "Open a queue", "Move to another queue"]),
        ("drain", ["Drain: remove waiting jobs"]),
        ("dr", ["Redraw the screen", "Drain: remove waiting jobs", "Remove, with children"]),
        ("remo", ["Remove, with children", "Drain: remove waiting jobs"]),
        (
            "rt",
            [
                "Redraw the screen", "Retry", "Retry, reset attempts", "Remove, with children",
                "Drain: remove waiting jobs",
            ]
        ),
        ("move", ["Move to another queue", "Remove, with children", "Drain: remove waiting jobs"]),
        ("jobs waiting", []),
        ("waiting jobs", ["Drain: remove waiting jobs"]),
        ("resume", ["Pause or resume"]),
        ("xyz", []),
    ])
    func whatWasTypedFinds(typed: String, expected: [String]) {
        #expect(PaletteRanking.find(typed, in: Self.entries) { $0 }.map(\.title) == expected)
    }

    @Test func nothingTypedFindsAllAndWhatRemovesComesLast() {
        let found = PaletteRanking.find("", in: Self.entries) { $0 }
        #expect(found.count == Self.entries.count)
        #expect(found.suffix(2).map(\.isDestructive) == [true, true])
        #expect(found.first?.title == "Retry")
    }

    /// Checks that titles are whole, at least on a screen of 80 columns, and that the last line has the keys of the
    /// menu, not those of the list below it.
    @Test(arguments: [("?", 80, 24), ("?", 120, 40), ("x", 120, 40), ("X", 80, 24), ("X", 120, 40), ("X", 200, 50)])
    func aMenuIsReadWhole(_ key: String, columns: Int, rows: Int) {
        var scenario = Scenario(columns: columns, rows: rows)
        scenario.open("5")
        scenario.type(key)
        guard case .menu(let menu) = scenario.state.overlay else {
            Issue.record("no menu")
            return
        }
        let items = scenario.state.items(of: menu)
        let layout = MenuLayout(scenario.size, kind: menu.kind, items: items)
        for item in items.prefix(layout.list.rows - 4) { #expect(scenario.shows(item.title), "\(scenario.text)") }
        #expect(!scenario.footer.contains("filter") && scenario.footer.contains("Enter runs"))
    }

    /// Checks that a key in a menu runs its action, that the help explains it, and that other keys are rejected.
    @Test func theKeysOfAMenuWork() {
        var scenario = Scenario()
        scenario.open("5")
        scenario.type("xr")
        #expect(scenario.footer.contains("Retry job 12431 in email?"))
        scenario.press(.escape)
        scenario.type("?r")
        #expect(scenario.footer.contains("r: Retry. Enter runs it."))
        scenario.press(.enter)
        #expect(scenario.footer.contains("Retry job 12431 in email?"))
        scenario.press(.escape)
        scenario.type("x%")
        #expect(scenario.footer.contains("% is no key of this menu"))
        #expect(scenario.state.overlay != nil)
    }

    /// Checks that the error in a query is shown once, as a whole.
    @Test func aWrongQueryIsToldOnce() {
        var scenario = Scenario()
        scenario.begin()
        scenario.type(":search /[/")
        #expect(scenario.text.count { $0.contains("regular expression") } == 1)
        #expect(scenario.says("The query is wrong at") && scenario.shows("No search yet"))
        let before = scenario.text
        scenario.press(.enter)
        #expect(scenario.text.count { $0.contains("regular expression") } == 1 && before.count == scenario.text.count)
    }

    /// Checks that every name in the table is found first by itself, where its action works.
    @Test(arguments: Action.table.filter { !$0.names.isEmpty }.indices) func everyNameIsFoundFirst(_ index: Int) {
        let entry = Action.table.filter { !$0.names.isEmpty }[index]
        for name in entry.names {
            for kind in entry.scope.kinds {
                let rows = Action.table.filter { !$0.scope.isDisjoint(with: Scope(kind)) }
                let found = PaletteRanking.find(name, in: rows) {
                    PaletteRanking.Entry(names: $0.names, title: $0.title, isDestructive: $0.danger == .removes)
                }
                #expect(found.first?.names.contains(name) == true, "\(name) on \(kind): \(found.first?.title ?? "")")
            }
        }
    }

    @Test(arguments: [
        ("retry-anew", "retry-reset"), ("remove-ghosts", "remove-missing"), ("remove-orphans", "remove-unlisted"),
        ("undeduplicate", "remove-deduplication"), ("free-deduplication", "remove-deduplication-id"),
        ("log", "messages"), ("release-limiter", "clear-rate-limit"), ("goto", "go"), ("q", "quit"),
    ])
    func oldAndShortNamesWorkAndAreNotListed(hidden: String, name: String) {
        #expect(Action.table.contains { $0.hiddenNames.contains(hidden) && $0.command == name })
        #expect(!Action.table.contains { $0.command == hidden || $0.title.contains(":" + hidden) })
        #expect(!Action.documentation.contains { $0.keys.contains(":" + hidden) })
    }

    @Test func wordsThatTakeAName() {
        var scenario = Scenario()
        scenario.begin()
        scenario.type(":queue paym")
        scenario.press(.enter)
        #expect(scenario.state.currentQueue?.name == Array("payments".utf8))
        scenario.fill(":goto 42", "")
        scenario.find(.places([FoundPlace(queue: PaletteTests.payments)]))
        #expect(scenario.state.jobScreen?.id == JobID("42"))
        scenario.type(":log")
        scenario.press(.enter)
        #expect(scenario.state.scope == .messages)
        scenario.type(":theme mono")
        scenario.press(.enter)
        #expect(scenario.state.theme.name == "mono")
        scenario.type(":go")
        scenario.press(.enter)
        #expect(scenario.shows(":go "), "the palette is open again, with the word typed")
        scenario.press(.escape)
        scenario.type(":q")
        scenario.press(.enter)
        #expect(scenario.takeEffects() == [.keepTheme("mono"), .quit])
    }

    @Test(
        arguments: [
            ("@paym", .queue(PaletteTests.payments)), ("queue @paym", .queue(PaletteTests.payments)),
            ("go 42 @paym", .job(JobID("42"), PaletteTests.payments)),
            ("search status:1 @paym", .complete("search status:1 queue=payments ")),
            ("drain @paym", .actionOn(.changeQueue(.drain()), PaletteTests.payments)),
            ("pause @paym", .actionOn(.changeQueue(.pause), PaletteTests.payments)),
            ("causes @paym", .actionOn(.visit(.causes), PaletteTests.payments)),
            ("schedulers @paym", .actionOn(.visit(.schedulers), PaletteTests.payments)),
            ("workers @paym", .actionOn(.visit(.workers), PaletteTests.payments)),
        ] as [(String, Choice)])
    func anAtSignNamesAQueue(typed: String, choice: Choice) {
        var scenario = Scenario()
        scenario.begin()
        #expect(scenario.state.items(of: Menu(typing: typed)).first?.choice == choice)
    }

    @Test func aCommandForANamedQueueAsksAboutThatQueue() {
        var scenario = Scenario()
        scenario.begin()
        scenario.type(":pause @paym")
        scenario.press(.enter)
        #expect(scenario.state.currentQueue == Self.payments)
        #expect(scenario.state.question?.change?.operations.first?.queue == Self.payments)
    }

    /// Checks that a name does what it says or refuses, and never the opposite.
    @Test(
        arguments: [
            ("pause", "email", nil, "Pause email?"), ("resume", "email", "email is not paused.", nil),
            ("pause", "reports", "reports is paused already; :resume resumes.", nil),
            ("resume", "reports", nil, "Resume reports?"),
        ] as [(String, String, String?, String?)])
    func pauseAndResumeDoWhatTheySay(name: String, queue: String, reason: String?, question: String?) {
        var scenario = Scenario(columns: 120, rows: 40)
        scenario.begin()
        scenario.type(":queue \(queue)")
        scenario.press(.enter)
        scenario.answer()
        scenario.type(":" + name)
        scenario.press(.enter)
        if let reason { #expect(scenario.says(reason) && scenario.state.question == nil) }
        if let question { #expect(scenario.shows(question)) }
    }

    /// Checks that the item under the cursor is always visible.
    @Test(arguments: [(120, 40), (80, 24), (40, 10), (40, 8), (200, 50)])
    func theItemUnderTheCursorIsAlwaysSeen(columns: Int, rows: Int) {
        for keys in ["?", "X", ":"] {
            var scenario = Scenario(columns: columns, rows: rows)
            scenario.begin()
            scenario.type(keys)
            for _ in 0..<60 {
                guard case .menu(let menu) = scenario.state.overlay else { break }
                let item = scenario.state.items(of: menu)[menu.cursor.index]
                let place = scenario.frame.cursor
                let isSeen = scenario.text.contains { $0.contains(item.title.prefix(12)) }
                #expect(isSeen && place != nil, "\(keys): \(item.title)")
                scenario.press(.down)
            }
        }
    }
}
