import Canvas
import Queues
import Testing

@testable import Dashboard

/// The verdicts in the list of queues, and which queues are brought to the operator's attention.
@Suite struct AttentionTests {
    private static let now = Scenario.start

    private static func queue(
        _ name: String, _ counts: [JobState: Int] = [:], failing: Int = 0, done: Int = 0, isPaused: Bool = false,
        oldest: Milliseconds? = nil, failedAt: Milliseconds? = nil
    ) -> QueueSummary {
        var queue = QueueSummary(id: QueueID(prefix: Array("bull".utf8), name: Array(name.utf8)))
        for (state, count) in counts { queue.counts[state] = count }
        (queue.failedPerMinute, queue.completedPerMinute, queue.isPaused) = (failing, done, isPaused)
        queue.oldestWaiting = oldest.map { now - $0 }
        queue.latestFailureAt = failedAt.map { now - $0 }
        return queue
    }

    /// Checks that the first line that says something is shown of a reason, and no colon without one.
    @Test(arguments: [
        ("boom\nat f (a.js)", ": boom"), ("\n\n  boom", ": boom"), ("\r\n\tboom\r\nx", ": boom"), ("", ""),
        ("  \n ", ""),
    ]) func theReasonIsTheFirstLineWithWords(reason: String, shown: String) {
        var fixture = Fixture()
        var queue = Self.queue("a", [.failed: 1], failing: 1, failedAt: 1_000)
        queue.latestFailure = Array(reason.utf8)
        fixture.queues = [queue]
        var scenario = Scenario(columns: 120, rows: 40)
        scenario.begin(fixture)
        #expect(scenario.text.contains { $0.contains("✗  a") && $0.contains("1 job") && $0.contains("\(shown)  ") })
        #expect(!scenario.text.contains { $0.contains(":  ") })
    }

    private static let words: [(QueueSummary, String)] = [
        (queue("a"), "- idle"),
        (queue("a", [.failed: 9, .completed: 4]), "- idle"),
        (queue("a", [.waiting: 1], oldest: 59_000), "> working"),
        (queue("a", [.waiting: 1], oldest: 60_000), "! no progress"),
        (queue("a", [.active: 1], failing: 3, done: 4), "x failing, 43 % of jobs"),
        (queue("a", [.active: 1], isPaused: true), "= paused"),
    ]

    @Test(arguments: words.indices) func health(_ index: Int) {
        let (queue, words) = Self.words[index]
        let context = DrawContext(theme: Theme(name: "", styles: [:]), glyphs: .ascii, now: Self.now)
        #expect(queue.verdict(context).text(context).plain == words)
    }

    @Test func theMostUrgentComesFirst() {
        let queues = [
            Self.queue("fine", [.active: 2], done: 50),
            Self.queue("old", [.failed: 3], failedAt: 9_000_000),
            Self.queue("recent", [.failed: 3], failedAt: 90_000),
            Self.queue("paused", [.waiting: 3], isPaused: true),
            Self.queue("stuck", [.waiting: 3], oldest: 100_000),
            Self.queue("stuck-longer", [.waiting: 3], oldest: 200_000),
            Self.queue("failing", [.failed: 3], failing: 2),
            Self.queue("failing-more", [.failed: 3], failing: 30, isPaused: true),
        ]
        let names = Attention.list(queues, now: Self.now).map {
            String(decoding: $0.queue?.id.name ?? [], as: UTF8.self)
        }
        #expect(
            names == [
                "failing-more", "failing", "stuck-longer", "stuck", "paused", "failing-more", "recent", "old",
            ])
    }

    /// Checks that "all is well" is never shown for what was not read, or is not read now.
    @Test(
        arguments: [
            (true, false, ["✓ Nothing: these queues and their server are well."]),
            (false, false, ["✓ Nothing in these queues.", "? Their server is not known: no answer to INFO."]),
            (true, true, ["? Not known now: these queues and their server were well 9 s ago.", "─ 9 s old ─"]),
            (false, true, ["? Not known now: these queues were well 9 s ago."]),
        ]) func allIsWellAsFarAsItWasRead(_ isServerRead: Bool, _ isOffline: Bool, _ expected: [String])
    {
        for (columns, rows) in [(80, 24), (120, 30)] {
            var scenario = Scenario(columns: columns, rows: rows)
            var fixture = Fixture()
            (fixture.queues, fixture.failures) = ([Self.queue("email", [.active: 1], done: 5)], [])
            if !isServerRead { fixture.server = ServerStatus(address: "127.0.0.1:6379") }
            scenario.look(fixture)
            if isOffline {
                scenario.send(.connection(.down(.timedOut(10_000), retryAt: Scenario.start + 9_000)))
                scenario.send(.clock(Scenario.start + 9_000))
            }
            for words in expected { #expect(scenario.shows(words), "\(scenario.text)") }
            #expect(scenario.shows("are well") == (isServerRead && !isOffline))
        }
    }

    /// Checks that what is left out is counted in lines, since a queue may have several.
    @Test func whatIsLeftOutIsCountedInLines() {
        var scenario = Scenario()
        var fixture = Fixture()
        fixture.queues = (0..<9).map { Self.queue("q\($0)", [.failed: 3], failing: 2, isPaused: true) }
        scenario.begin(fixture)
        let shown = scenario.text.count {
            $0.contains("failing,") && $0.contains("2 jobs, completed") || $0.contains("paused:")
        }
        #expect(scenario.shows("and \(18 - shown) more") && shown > 0)
    }

    /// Checks the words on the latest failure where the list has no room for more.
    @Test(
        arguments: [
            (0, nil, "no failed jobs"), (18, nil, "the reason of its latest failure is not known"),
            (nil, nil, "the reason of its latest failure is not known"), (18, "Error: x", "latest failure Error: x"),
        ] as [(Int?, String?, String)]) func aFailureThatIsNotReadIsNotDenied(
            _ failed: Int?, _ failure: String?, _ words: String
        )
    {
        for (columns, rows) in [(80, 10), (100, 8)] {
            var scenario = Scenario(columns: columns, rows: rows)
            var fixture = Fixture()
            fixture.queues = [Self.queue("hostile")] + (0..<9).map { Self.queue("q\($0)") }
            fixture.queues[0].counts[.failed] = failed
            fixture.queues[0].latestFailure = failure.map { Array($0.utf8) }
            scenario.begin(fixture)
            #expect(scenario.shows(words), "\(scenario.text)")
        }
    }

    @Test(arguments: [(0, JobList.latest), (3, .state(.failed))]) func aFailingQueueOpensAtItsFailedJobs(
        _ failing: Int, _ list: JobList
    ) {
        var scenario = Scenario()
        var fixture = Fixture()
        fixture.queues = [Self.queue("email", [.failed: 9, .waiting: 2], failing: failing)]
        scenario.begin(fixture)
        scenario.press(.enter)
        #expect(scenario.state.queueScreen?.list == list)
    }

    @Test(
        arguments: [
            (0, "no worker is connected: 2 jobs wait", "start a worker"),
            (4, "4 workers take no job: 2 jobs wait", "W workers"),
            (nil, "its workers are not known", "permit +client|list"),
        ] as [(Int?, String, String)]) func whatMendsAStandstill(_ workers: Int?, _ evidence: String, _ remedy: String)
    {
        var queue = Self.queue("a", [.waiting: 2], oldest: 100_000)
        queue.evidence.workers = workers
        let verdict = queue.health(at: Self.now).verdict
        #expect(Words.evidence(verdict, of: queue, now: Self.now).contains(evidence))
        #expect(verdict.remedy.map { Words.remedy($0, KeyNames()) } == remedy)
    }

    /// Checks that missing jobs are named, with what removes them: they do not look like an empty list.
    @Test func missingJobsAreNamed() {
        for (columns, rows) in GoldenTests.sizes {
            var scenario = Scenario(columns: columns, rows: rows)
            var fixture = Fixture()
            (fixture.jobs, fixture.total) = ([], 3)
            fixture.missing = ["71", "72", "73"].map { JobID($0) }
            scenario.begin(fixture)
            scenario.press(.character("6"))
            scenario.answer(fixture)
            #expect(!scenario.says("No job is delayed"))
            #expect(
                scenario.says("3 missing jobs, which are listed and not stored; :remove-missing removes: 71, 72, 73"))
        }
    }

    /// Checks that the action of each line is in the table of actions, and works there or on the screen that Enter
    /// opens.
    @Test(arguments: Verdict.Remedy.allCases) func whatMendsItIsAnActionThatWorks(_ remedy: Verdict.Remedy) throws {
        let words = Words.remedy(remedy, KeyNames(in: .queues)).split(separator: " ")
        for word in words where word.hasPrefix(":") {
            let entry = try #require(Action.table.first { $0.command == String(word.dropFirst()) }, "\(word)")
            let place = words.first == "Enter" ? Scope.queue : .queues
            #expect(!entry.scope.isDisjoint(with: place), "\(word) does not work there")
        }
    }

    @Test func theWholeFailureIsShownBelowTheCauses() {
        var scenario = Scenario(columns: 120, rows: 40)
        var fixture = Fixture()
        fixture.queues[0].latestFailure = Array("Error: first line\n    at second (line.js:1:2)".utf8)
        scenario.begin(fixture)
        scenario.answer(fixture)
        #expect(scenario.shows("The latest, 4 s ago"))
        #expect(scenario.shows("at second (line.js:1:2)"))
    }

    @Test func aLineLosesWholePieces() {
        var line = FittedLine()
        for (text, priority) in [("one", 3), ("two", 1), ("three", 1), ("four", 2)] as [(DisplayText, Int)] {
            line.append(StyledText(text), priority: priority)
        }
        let shown = [18, 17, 12, 11, 8, 3, 2, 0].map {
            line.line(columns: $0, separator: " ", glyphs: .unicode).plain
        }
        #expect(
            shown == ["one two three four", "one two four", "one two four", "one four", "one four", "one", "o…", ""])
    }

    @Test func aLineIsShortenedFirst() {
        var line = FittedLine()
        line.append("found 3", priority: 9)
        line.append("not decided: 1 job", short: "1 not decided", priority: 7)
        line.append("cannot read it", short: "1 unreadable", priority: 8)
        let shown = [41, 40, 35, 34, 33, 20, 19].map {
            line.line(columns: $0, separator: " ", glyphs: .unicode).plain
        }
        let (first, second) = ("found 3 1 not decided cannot read it", "found 3 1 not decided 1 unreadable")
        #expect(
            shown == [
                "found 3 not decided: 1 job cannot read it", first, second, second, "found 3 1 unreadable",
                "found 3 1 unreadable", "found 3",
            ])
    }
}
