import Canvas
import Queues
import TestSupport
import Testing

@testable import Dashboard

/// The rates of the last quarter of an hour on the list of queues: pictures and trends, and where they come from.
@Suite struct RatesTests {
    private func scenario(_ fixture: Fixture, columns: Int = 120, rows: Int = 40) -> Scenario {
        var scenario = Scenario(columns: columns, rows: rows)
        scenario.begin(fixture)
        scenario.answer(fixture)
        return scenario
    }

    private func line(_ scenario: Scenario, with word: String) -> String {
        scenario.text.first { $0.contains(word) } ?? ""
    }

    private func samples(_ backlogs: [Int]) -> [BacklogSample] {
        backlogs.enumerated().map { index, backlog in
            BacklogSample(
                time: Scenario.start - Milliseconds(backlogs.count - index) * 15_000, backlog: backlog, finished: 4)
        }
    }

    @Test func theQueuesOnTheScreenAreCounted() {
        var fixture = Fixture()
        fixture.queues = (0..<300).map { Fixture.queue("queue-\($0 + 100)", [.waiting: 300 - $0]) }
        var scenario = scenario(fixture)
        func counted() -> [QueueID] {
            guard case .overview(let request)? = scenario.state.watch else { return [] }
            return request.counted
        }
        let first = counted()
        #expect(first.contains(scenario.state.queues.rows[0].queues[0].id) && first.count <= 64)
        scenario.press(.down)
        #expect(counted() == first, "a step of the cursor does not cause a reading")
        scenario.press(.character("G"))
        #expect(counted().contains(scenario.state.queues.rows[299].queues[0].id) && counted().count <= 64)
    }

    /// Checks which source a picture has: what workers record or what is kept, else what was seen.
    @Test func picturesNameTheirSource() throws {
        let wide = scenario(Fixture(), columns: 200)
        #expect(line(wide, with: "failed/min ").contains("now, kept jobs"))
        var other = Scenario(columns: 200, rows: 40)
        other.begin()
        #expect(line(other, with: "failed/min ").contains("now, seen"), "before the first minutes are counted")
        let history = wide.state.history
        let picture = try #require(
            MinutePicture(.failed, of: Fixture.email, in: history, now: Scenario.start))
        #expect(picture.source == .kept && picture.counts.count == QueueMinutes.count)
        let gone = QueueID(prefix: [1], name: [2])
        #expect(MinutePicture(.failed, of: gone, in: history, now: Scenario.start) == nil)
        // Three minutes later without a reading.
        let later = try #require(MinutePicture(.failed, of: Fixture.email, in: history, now: Scenario.start + 180_000))
        #expect(later.counts.suffix(3) == [nil, nil, nil] && later.counts[12] == picture.counts[15])
    }

    @Test func aTrendNeedsAMinute() {
        var fixture = Fixture()
        fixture.queues[0].evidence.history = samples([100, 112, 124, 136, 148, 160])
        #expect(line(scenario(fixture), with: "waiting ").contains("▲ +48/min"))
        #expect(line(scenario(fixture, columns: 200), with: "email ").contains("204 ▲ +48 "))
        fixture.queues[0].evidence.history = samples([100, 112])
        #expect(!line(scenario(fixture), with: "waiting ").contains("/min   ▲ +"))
        fixture.queues[0].evidence.history = samples([160, 148, 136, 124, 112, 100])
        #expect(line(scenario(fixture, columns: 200), with: "email ").contains("204 ▼ -48 "))
    }

    /// Checks the order in which parts go: the scale, the pictures, the trends, and never a number.
    @Test func narrowScreensLeaveOutPicturesFirst() {
        var fixture = Fixture()
        fixture.queues[0].evidence.history = samples([100, 112, 124, 136, 148, 160])
        var before: [Bool]?
        for columns in stride(from: 200, through: 60, by: -4) {
            let text = line(scenario(fixture, columns: columns), with: "failed/min ")
            let has = [text.contains("├"), text.contains("⣿"), text.contains("+48/min")]
            #expect(
                text.contains("36") && text.contains("18 441") && (columns < 64 || text.contains("1 831")),
                "\(columns): \(text)")
            #expect(has == has.sorted { !$0 && $1 }, "\(columns): \(text)")
            if let before { #expect(zip(has, before).allSatisfy { !$0 || $1 }) }
            before = has
        }
    }

    /// Checks that no column and no piece of the line of rates moves when numbers grow.
    @Test(arguments: [80, 120, 160, 200], 0..<6 as Range<UInt64>) func nothingMovesWhenANumberGrows(
        _ columns: Int, _ seed: UInt64
    ) {
        var random = Dice(seed: seed)
        func fixture(_ limit: Int) -> Fixture {
            var fixture = Fixture()
            for index in fixture.queues.indices {
                fixture.queues[index].counts[.waiting] = Int.random(in: 0...limit, using: &random)
                fixture.queues[index].failedPerMinute = Int.random(in: 0...limit, using: &random)
                fixture.queues[index].completedPerMinute = Int.random(in: 0...limit, using: &random)
                let backlogs = (0..<9).map { _ in Int.random(in: 0...limit, using: &random) }
                fixture.queues[index].evidence.history = samples(backlogs)
            }
            return fixture
        }
        func places(_ text: String, _ words: [String]) -> [Int] {
            words.map { word in
                guard let place = text.firstRange(of: word)?.lowerBound else { return -1 }
                return text.distance(from: text.startIndex, to: place)
            }
        }
        let (small, large) = (scenario(fixture(3), columns: columns), scenario(fixture(99_999), columns: columns))
        let heads = [small, large].map { places(line($0, with: "Health"), ["Health", "Failed", "Waiting", "Active"]) }
        #expect(heads[0] == heads[1])
        let rates = [small, large].map {
            places(line($0, with: "failed/min "), ["failed/min", "completed/min", "waiting", "15 min"])
        }
        #expect(rates[0] == rates[1])
    }
}
