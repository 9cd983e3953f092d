import Canvas
import Queues
import Testing

@testable import Dashboard

/// The attempts of a job as tabs: which trace belongs to which attempt, a word for its failure, and its time.
@Suite struct JobAttemptsTests {
    private typealias Counters = (made: Int?, started: Int?, allowed: Int?, state: JobState)

    private func detail(_ counters: Counters, traces: Int = 3) -> JobDetail {
        var detail = Fixture.failed
        (detail.row.attemptsMade, detail.row.attemptsStarted) = (counters.made, counters.started)
        (detail.row.attemptsAllowed, detail.row.state) = (counters.allowed, counters.state)
        detail.row.stalledCounter = nil
        let texts = (1...traces).map { "\"Error: reason \($0)\\n    at f (/app/a.js:1:1)\"" }
        detail.fields[.stacktrace] = Fixture.whole("[" + texts.joined(separator: ",") + "]")
        return detail
    }

    private func titles(_ made: Int?, _ started: Int?, _ allowed: Int?, _ state: JobState = .failed) -> [String] {
        JobAttempts(detail((made, started, allowed, state)))?.entries.map(\.title) ?? []
    }

    @Test func eachTraceIsOfItsAttempt() {
        #expect(titles(5, 5, 5) == ["attempt 5 of 5", "attempt 4 of 5", "attempt 3 of 5"])
        #expect(titles(4, 4, 3) == ["attempt 4 (3 allowed)", "attempt 3 of 3", "attempt 2 of 3"])
        #expect(titles(2, 2, nil) == ["attempt 2", "attempt 1", "an earlier attempt"])
        #expect(titles(nil, 2, 3) == ["an attempt", "an attempt", "an attempt"])
        // The attempt that completed left no trace.
        #expect(titles(4, 4, 4, .completed) == ["attempt 3 of 4", "attempt 2 of 4", "attempt 1 of 4"])
        // Before BullMQ 5 the first traces are kept.
        #expect(titles(5, nil, 5) == ["attempt 3 of 5", "attempt 2 of 5", "attempt 1 of 5"])
    }

    /// Checks that the times in the job are those of its newest attempt, and of no other whose trace happens to be the last.
    @Test(arguments: [(5, 5 as Int?, true), (5, nil, false), (3, nil, true)])
    func theTimesOfTheJobAreTheNewestAttempts(made: Int, started: Int?, hasTimes: Bool) {
        var detail = detail((made, started, 5, .failed))
        (detail.row.processedOn, detail.row.finishedOn, detail.history) = (1_000, 2_000, nil)
        #expect((JobAttempts(detail)?.entries.first?.run?.ended == 2_000) == hasTimes)
    }

    @Test func whatLeftNoTraceIsSaid() {
        var detail = detail((5, 5, 5, .failed))
        detail.fields[.opts] = Fixture.whole(#"{"attempts":5,"stackTraceLimit":3}"#)
        #expect(JobAttempts(detail)?.note == .tracesMissing(2, limit: 3))
        let frame = Fixture.frame(Fixture.screen(detail), 120, 40)
        #expect(frame.text.contains { $0.contains("2 older attempts without a stack trace: stackTraceLimit keeps 3") })
        #expect(JobAttempts(self.detail((3, 3, 3, .failed)))?.note == nil)
    }

    @Test(arguments: [
        ("Error: connect ECONNREFUSED 10.0.0.7:443\n at x", "ECONNREFUSED"), ("getaddrinfo EAI_AGAIN api", "EAI_AGAIN"),
        ("Error: Response code 503 (Service Unavailable)", "503"), ("Error: 550 mailbox unavailable", "550"),
        ("Error: timeout of 5000 ms exceeded", "timeout"), ("Error: gave up after 500 ms, timed out", "timeout"),
        ("TypeError: Cannot read properties of undefined", "TypeError"), ("Error: no such tenant", "no such tenant"),
        ("Traceback (most recent call last):\n  File \"a.py\", line 503\nValueError: bad\n", "ValueError"),
        ("Traceback (most recent call last):\n  File \"a.py\"\nRuntimeError: no route to host\n", "no route to host"),
        ("ERROR: something", "ERROR"), ("", ""), ("Error: user 4711 not found", "user 4711 not found"),
        ("\u{1B}[31mred", "\u{1B}[31mred"),
    ])
    func aFailureInAWord(trace: String, label: String) {
        #expect(String(decoding: AttemptLabel.short(Array(trace.utf8)), as: UTF8.self) == label)
    }

    @Test func tabsAreVisitedAndCopied() throws {
        var screen = Fixture.screen(Fixture.failed)
        #expect(screen.request.wantsHistory)
        var names: [String] = []
        for _ in 0..<4 {
            let clip = try #require(screen.currentAttempt)
            if !names.contains(clip.name) { names.append(clip.name) }
            screen.showAttempt(after: 1)
        }
        #expect(names.map { $0.prefix(14) } == ["attempt 3 of 3", "attempt 2 of 3", "attempt 1 of 3"])
        #expect(screen.panes[.error]?.view.document.text.first == "Error: timeout of 5000 ms")
        screen.showAttempt(after: .min)
        #expect(screen.place == 0)
        screen.show(.data)
        #expect(screen.currentAttempt == nil && !screen.request.wantsHistory)
    }

    /// Checks that the attempt that is read stays when another failure comes before it.
    @Test func theAttemptThatIsReadStays() {
        var screen = Fixture.screen(detail((3, 3, 9, .failed)))
        screen.showAttempt(after: 1)
        screen.receive(detail((4, 4, 9, .failed), traces: 4))
        #expect(screen.panes[.error]?.view.document.text.first == "Error: reason 2")
        screen.showAttempt(after: -9)
        screen.receive(detail((5, 5, 9, .failed), traces: 5))
        #expect(screen.panes[.error]?.view.document.text.contains("Error: reason 5") == true)
    }

    private func times(_ detail: JobDetail, at place: Int) -> String {
        JobAttempts(detail)?.line(at: place, Fixture.context(), columns: 300).plain ?? ""
    }

    @Test func timesComeFromTheEvents() {
        var detail = detail((3, 3, 3, .failed))
        let start = Fixture.started
        let runs = [
            JobRun(started: start - 9_000, ended: start - 8_000, end: .delayed(until: start - 3_000)),
            JobRun(started: start - 2_000, ended: start - 1_500, end: .stalled),
            JobRun(started: start - 1_000, ended: start - 500, end: .waiting),
            JobRun(started: start, ended: start + 1_240, end: .failed),
        ]
        detail.row.stalledCounter = 1
        detail.row.attemptsStarted = 4
        detail.history = RunHistory(runs: runs, reach: .whole)
        #expect(times(detail, at: 0) == "attempt 3 of 3  started 14:08:21, ran 1.24 s, failed 14:08:22, 2 h ago")
        #expect(times(detail, at: 1) == "attempt 2 of 3  started 14:08:20, ran 500 ms, failed 14:08:21, next at once")
        #expect(
            times(detail, at: 2) == "attempt 1 of 3  started 14:08:12, ran 1.00 s, failed 14:08:13, next after 5.00 s")
    }

    @Test func whyTimesAreNotKnownIsSaid() {
        var detail = detail((3, 3, 3, .failed))
        let since = Fixture.started - 600_000
        let reasons: [(RunHistory.Reach?, String)] = [
            (nil, "times not read yet"), (.reading(entries: 2_000), "looking for its times: 2 000 events so far"),
            (.noEvents, "times unknown: the queue keeps no events"),
            (.trimmed(since: since), "times gone: the queue's events begin 13:58:21"),
            (.limited(since: since), "times unknown: 100 000 events were read, back to 13:58:21"),
            (.whole, "times unknown: the queue's events do not have this attempt"),
            (.unreadable(.wrongType("string")), "times ?: cannot read the queue's events: holds a string"),
        ]
        for (reach, words) in reasons {
            detail.history = reach.map { RunHistory(reach: $0) }
            #expect(times(detail, at: 1) == "attempt 2 of 3  " + words)
            // The times of the latest attempt come from the job itself.
            #expect(times(detail, at: 0).contains("started 14:08:21, ran 1.24 s, failed 14:08:22"))
        }
    }

    /// Checks that uncertain times are not shown: a worker may take a job and return it without an attempt, and then
    /// times could belong to another attempt.
    @Test func uncertainTimesAreNotShown() {
        var detail = detail((3, 5, 3, .failed))
        let runs = (0..<5).map { JobRun(started: Fixture.started + $0, ended: Fixture.started + $0 + 1, end: .waiting) }
        detail.history = RunHistory(runs: runs, reach: .whole)
        #expect(times(detail, at: 1).contains("gave the job back"))
        #expect(times(detail, at: 0).contains("failed 14:08:22"))
        #expect(JobAttempts(self.detail((nil, .max, 3, .active)))?.isUncertain == true)
    }
}
