import Canvas
import Queues
import Testing

@testable import Dashboard

/// Pinned, hidden and filtered queues, and what is saved of that.
@Suite struct QueuePreferenceTests {
    private static func id(_ name: String) -> QueueID {
        QueueID(prefix: Array("bull".utf8), name: Array(name.utf8))
    }

    private func names(_ scenario: Scenario) -> [String] {
        scenario.state.queues.rows.map { String(decoding: $0.label, as: UTF8.self) }
    }

    private func run(_ command: String, in scenario: inout Scenario) {
        scenario.type(":" + command)
        scenario.press(.enter)
    }

    @Test func pinnedQueuesComeFirstWhateverTheOrder() {
        var scenario = Scenario(columns: 120, rows: 40)
        scenario.begin()
        scenario.type("G")
        run("pin", in: &scenario)
        #expect(names(scenario).first == "webhooks" && scenario.shows("webhooks ◆"))
        #expect(scenario.state.queues.selected == Self.id("webhooks"), "the cursor goes along")
        #expect(scenario.takeEffects() == [.keep(QueuePreferences(pinned: [Self.id("webhooks")]))])
        scenario.type("S")
        #expect(names(scenario).first == "webhooks")
        run("pin", in: &scenario)
        let reversed = QueueOrder(column: .failedPerMinute, isDescending: false)
        #expect(scenario.takeEffects().last == .keep(QueuePreferences(order: reversed)))
    }

    /// Checks that an order chosen by the menu or reversed by a key is kept, and that of the past is not.
    @Test func theOrderIsKept() {
        var scenario = Scenario(columns: 120, rows: 40)
        scenario.begin()
        func kept(_ column: QueueColumn.ID, _ isDescending: Bool) -> [Effect] {
            [.keep(QueuePreferences(order: QueueOrder(column: column, isDescending: isDescending)))]
        }
        scenario.type("s/Name")
        scenario.press(.enter)
        #expect(scenario.takeEffects() == kept(.name, false) && names(scenario).first == "email")
        scenario.type("S")
        #expect(scenario.takeEffects() == kept(.name, true) && names(scenario).first == "webhooks")
        scenario.type("HS")
        #expect(scenario.shows("history") && scenario.takeEffects().isEmpty)
        scenario.press(.escape)
        #expect(scenario.state.queues.order == QueueOrder(column: .name, isDescending: true))
    }

    @Test func theThemeIsKept() {
        var scenario = Scenario(columns: 120, rows: 40)
        scenario.begin()
        run("theme nord", in: &scenario)
        #expect(scenario.takeEffects() == [.keepTheme("nord")])
        #expect(scenario.state.theme.name == "nord")
    }

    @Test func hiddenQueuesAreCountedAndCanBeSeen() {
        var scenario = Scenario(columns: 120, rows: 40)
        scenario.begin()
        scenario.type("jj  ")
        run("hide", in: &scenario)
        #expect(names(scenario) == ["email", "payments", "webhooks"])
        #expect(scenario.shows("5 queues") && scenario.shows("2 hidden"))
        #expect(!scenario.state.hasMarks, "nothing that is not seen is marked")
        let hidden = QueuePreferences(hidden: [Self.id("reports"), Self.id("thumbnails")])
        #expect(scenario.takeEffects() == [.keep(hidden)])
        run("hidden", in: &scenario)
        #expect(names(scenario).count == 5 && scenario.shows("reports (hidden)"))
        #expect(scenario.takeEffects().isEmpty)
        scenario.type("/reports")
        scenario.press(.enter)
        run("hide", in: &scenario)
        scenario.press(.escape)
        run("hidden", in: &scenario)
        #expect(names(scenario) == ["email", "payments", "reports", "webhooks"])
    }

    /// Checks that a queue that is hidden cannot fail unseen.
    @Test func hiddenQueuesThatFailAreTold() {
        var scenario = Scenario(columns: 120, rows: 40)
        scenario.begin()
        scenario.type("  ")
        #expect(!scenario.shows("hidden queue"))
        run("hide", in: &scenario)
        #expect(scenario.shows("2 hidden queues are failing") && !scenario.shows("Nothing"))
        scenario.type("/health:failing")
        scenario.press(.enter)
        #expect(scenario.shows("No queue that is listed fits"))
        #expect(scenario.shows("2 hidden queues do: :hidden lists hidden ones."))
        scenario.press(.escape)
        while (scenario.state.path.top as? QueuesScreen)?.pane != .attention { scenario.press(.tab) }
        for _ in 0..<20 {
            guard (scenario.state.path.top as? QueuesScreen)?.attentionCursor.key != .hidden else { break }
            scenario.type("k")
        }
        scenario.press(.enter)
        #expect(names(scenario).count == 5 && !scenario.shows("hidden queues are failing"))
    }

    @Test func whereAllAreHiddenTheListSaysSo() {
        var scenario = Scenario(columns: 120, rows: 40)
        scenario.begin()
        scenario.type("a")
        run("hide", in: &scenario)
        #expect(scenario.shows("All queues are hidden; :hidden lists them."))
        run("hidden", in: &scenario)
        scenario.type("a")
        run("hide", in: &scenario)
        run("hidden", in: &scenario)
        #expect(scenario.footer.contains("No queue is hidden"))
        #expect(names(scenario).count == 5)
    }

    /// Checks that saved preferences apply from the first frame on.
    @Test func whatWasKeptIsShown() {
        let settings = Settings(address: "127.0.0.1:6379")
        let kept = QueuePreferences(pinned: [Self.id("webhooks")], hidden: [Self.id("email")])
        var state = State(
            settings: settings, size: Size(columns: 120, rows: 40), now: Scenario.start, preferences: kept)
        _ = update(&state, .connection(.connected))
        _ = update(&state, .answered(Fixture().answer(to: .overview, takenAt: Scenario.start)))
        #expect(state.queues.rows.map(\.key).first == .queue(Self.id("webhooks")))
        #expect(state.queues.rows.count == 4)
    }

    /// Checks the queues that a filter of the list leaves.
    @Test(
        arguments: [
            ("pay", ["payments"]), ("PAY", []), ("e i", ["email"]), ("!e", ["thumbnails"]),
            ("!pay !mail", ["reports", "thumbnails", "webhooks"]),
            ("health:failing", ["email", "payments"]), ("health:fail", ["email", "payments"]),
            ("health:trouble", ["email", "payments", "reports"]), ("health:paused", ["reports"]),
            ("!health:trouble", ["thumbnails", "webhooks"]), ("health:idle", ["webhooks"]),
            ("health:no-progress", ["reports"]), ("failed>7", ["email"]), ("failed>=7", ["email", "payments"]),
            ("waiting=0 !health:idle", ["reports"]), ("failed-per-minute<3 failed>0", ["payments"]),
            ("health:failing pay", ["payments"]), ("!", []), ("health:x", []), ("colour>3", []),
        ] as [(String, [String])])
    func aFilterLeaves(text: String, expected: [String]) {
        var scenario = Scenario(columns: 120, rows: 40)
        scenario.begin()
        scenario.type("/" + text)
        #expect(names(scenario).sorted() == expected)
        #expect(scenario.shows("\(expected.count) listed"))
    }

    @Test func anUnknownHealthIsNamedWithThoseThereAre() {
        var scenario = Scenario(columns: 120, rows: 40)
        scenario.begin()
        scenario.type("/health:burning")
        #expect(scenario.shows("\"burning\" is no health: trouble, failing"))
        scenario.press(.enter)
        scenario.type("+")
        #expect(scenario.footer.contains("The filter has no word that a job could have."))
    }

    /// Checks that each verdict has words for the filter.
    @Test func everyHealthHasAWord() {
        let words = Set(Verdict.filterWords)
        for verdict in Fixture.verdicts {
            #expect(words.contains(verdict.word))
            if case .noProgress(let standstill, _, _) = verdict, standstill != .workersUnknown {
                #expect(words.contains(standstill.word))
            }
        }
    }
}

extension Fixture {
    /// One verdict of each kind, and each cause of no progress.
    static let verdicts: [Verdict] =
        [
            .unreadable([]), .failing(failed: 1, finished: 2, since: nil),
            .unlocked(UnlockedJobs(count: 1, sampled: 1, since: 0)), .growing(backlog: 9, arriving: 3, leaving: 1),
            .schedulerStopped(StoppedSchedulers(count: 1, first: [])),
            .parentsBlocked(BlockedParents(count: 1, sampled: 1, first: JobID("1"))),
            .unmanaged(UnmanagedJobs(jobs: 1, groups: 1)), .missingJobs(1), .working(untilEmpty: nil),
            .idle(nextRun: nil),
        ]
        + ([
            .paused, .concurrencyZero, .rateLimited(until: 1), .noWorker, .workersIdle(1), .workersUnknown,
            .waitingForChildren,
        ] as [Verdict.Standstill]).map { .noProgress($0, waiting: 1, since: nil) }
}
