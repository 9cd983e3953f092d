import Canvas
import Queues
import Testing

@testable import Dashboard

/// Events: how parts add up, what the cursor follows, pause, gaps, words, and what Enter opens.
@Suite struct EventsScreenTests {
    private func screen(_ scenario: Scenario) -> EventsScreen? { scenario.state.path.top as? EventsScreen }

    private func open(_ fixture: Fixture = Fixture(), rows: Int = 40) -> Scenario {
        var scenario = Scenario(columns: 120, rows: rows)
        scenario.begin(fixture)
        scenario.type("E")
        scenario.answer(fixture)
        return scenario
    }

    private func many(_ count: Int, from first: Int = 0) -> [FollowedEvent] {
        (first..<first + count).map { Fixture.event([("event", "added"), ("jobId", "j\($0)")], index: $0) }
    }

    @Test func everyEventIsInWords() {
        let scenario = open()
        for words in [
            "added welcome", "waits", "started", "progress 50", #"completed, returned {"ok":true}"#,
            "failed: Error: 550 mailbox unavailable", "has no attempt left, after 3",
            "delayed until 2026-11-23 23:05:05", "waits for its children, was active", "waits, was active",
            "stalled: its worker lost the lock", "removed, was failed", "not added again: a job of this id exists",
            "deduplicated by daily", "cleaned, jobs removed: 1200", "the queue was paused", "the queue was resumed",
            "the queue is empty: no job waits", "tenant=acme",
        ] {
            #expect(scenario.shows(words), "\(words)")
        }
        #expect(!scenario.text.joined().unicodeScalars.contains { $0.value < 0x20 })
        #expect(scenario.shows("following") && scenario.shows("20 events") && scenario.shows("of 5 queues"))
    }

    @Test func partsAddUpAndTheCursorFollows() {
        var fixture = Fixture()
        fixture.events = many(60)
        var scenario = open(fixture, rows: 24)
        #expect(screen(scenario)?.follow.known == 60 && screen(scenario)?.current?.number == 59)
        fixture.events += many(5, from: 60)
        scenario.answer(fixture)
        #expect(screen(scenario)?.current?.number == 64)
        // A part that arrives twice is not added twice.
        scenario.send(.answered(fixture.answer(to: .events(EventsWatch(queue: nil)), takenAt: Scenario.start)))
        #expect(screen(scenario)?.events.count == 65)
        // Away from the end the cursor stays on its event.
        scenario.press(.up, .up)
        #expect(scenario.shows("not following, G does") && scenario.shows("2 newer"))
        fixture.events += many(5, from: 65)
        scenario.answer(fixture)
        #expect(screen(scenario)?.current?.number == 62 && scenario.shows("7 newer"))
        scenario.type("G")
        #expect(screen(scenario)?.current?.number == 69 && !scenario.shows("not following"))
    }

    @Test func pauseReadsNothingAndGoesOn() {
        var fixture = Fixture()
        var scenario = open(fixture)
        for key in [" ", "p"] {
            scenario.type(key)
            var expected = EventsWatch(queue: nil)
            (expected.known, expected.isPaused) = (fixture.events.count, true)
            #expect(scenario.state.watch == .events(expected) && scenario.shows("paused: nothing is read"))
            scenario.type(key)
            expected.isPaused = false
            #expect(scenario.state.watch == .events(expected))
            fixture.events += many(1, from: fixture.events.count)
            scenario.answer(fixture)
            #expect(screen(scenario)?.events.count == fixture.events.count)
        }
    }

    @Test func onlyTheNewestAreKept() {
        var fixture = Fixture()
        fixture.events = many(9_000)
        var scenario = open(fixture)
        fixture.events += many(3_000, from: 9_000)
        scenario.answer(fixture)
        #expect(screen(scenario)?.events.count == 10_000 && screen(scenario)?.rows.first?.number == 2_000)
        #expect(scenario.shows("the newest 10 000 of 12 000"))
        scenario.type("g")
        #expect(screen(scenario)?.current?.number == 2_000)
    }

    @Test func gapsAreTold() {
        var fixture = Fixture()
        fixture.events = many(4)
        fixture.events[2].isAfterGap = true
        var scenario = open(fixture)
        #expect(scenario.shows("gap before, added"))
        scenario.press(.up)
        #expect(screen(scenario)?.current?.item.isAfterGap == true)
        #expect(scenario.says("the stream was trimmed past what had been read"))
        scenario.type("/gap")
        scenario.press(.enter)
        #expect(screen(scenario)?.rows.map(\.item.isAfterGap) == [true], "a filter finds them")
        scenario.press(.escape)
        // Events that the store has dropped before the screen took them are a gap as well.
        var part = EventsPart(offset: 100, events: many(1, from: 100), isComplete: true)
        part.queues = 1
        let cost = ReadCost()
        let late = Answer(
            watch: .events(EventsWatch(queue: nil)), content: .events(part), server: fixture.server, cost: cost,
            takenAt: Scenario.start)
        scenario.send(.answered(late))
        #expect(screen(scenario)?.events.last?.item.isAfterGap == true)
    }

    @Test func aFilterListsWhatHasIt() {
        var fixture = Fixture()
        var scenario = open(fixture)
        scenario.type("/871")
        #expect(screen(scenario)?.rows.count == 5)
        scenario.press(.enter)
        fixture.events.append(Fixture.event([("event", "removed"), ("jobId", "871")], index: 40))
        fixture.events.append(Fixture.event([("event", "removed"), ("jobId", "1")], index: 41))
        scenario.answer(fixture)
        #expect(screen(scenario)?.rows.count == 6 && scenario.shows("filter \"871\": 6 of 22"))
        scenario.press(.escape)
        #expect(screen(scenario)?.rows.count == 22)
        scenario.type("/stalled:")
        #expect(screen(scenario)?.rows.count == 1)
    }

    @Test func enterOpensTheJobOrTheQueue() {
        var scenario = open()
        scenario.press(.enter)
        #expect(scenario.state.watch == .job(JobRequest(queue: Fixture.webhookQueue, id: JobID("\u{1B}[31mred"))))
        scenario.type("q")
        #expect(screen(scenario)?.events.count == 20)
        scenario.press(.up, .enter)
        #expect(scenario.state.queueScreen?.queue == Fixture.email)
    }

    @Test func aQueueOfBullSaysWhyThereAreNone() {
        var fixture = Fixture()
        (fixture.events, fixture.silentQueues) = ([], 1)
        var scenario = Scenario(columns: 120, rows: 40)
        scenario.begin(fixture)
        scenario.press(.enter)
        scenario.answer(fixture)
        scenario.type("E")
        #expect(scenario.state.watch == .events(EventsWatch(queue: Fixture.email)))
        scenario.answer(fixture)
        #expect(scenario.says("Bull keeps no events: it publishes them"))
    }
}
