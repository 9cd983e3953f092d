import Canvas
import Queues
import TestSupport
import Testing

@testable import Dashboard

/// On every screen with a table, a number that grows moves no column.
@Suite struct ColumnMoveTests {
    /// A screen with a table whose numbers are multiplied.
    struct Look: Sendable {
        let name: String
        /// Words of the head of its table.
        let titles: [String]
        let open: @Sendable (inout Scenario, Fixture) -> Void
        /// Returns its data, with numbers about this many times as large.
        let fixture: @Sendable (Int) -> Fixture
    }

    static let table = [
        Look(name: "failed", titles: ["Job", "Name"], open: { scenario, _ in scenario.type("5") }, fixture: jobs),
        Look(name: "active", titles: ["Job", "Name"], open: { scenario, _ in scenario.type("3") }, fixture: jobs),
        Look(name: "delayed", titles: ["Job", "Name"], open: { scenario, _ in scenario.type("6") }, fixture: jobs),
        Look(name: "latest", titles: ["Job", "Name"], open: { scenario, _ in scenario.type("1") }, fixture: jobs),
        Look(
            name: "workers", titles: ["Worker", "State"], open: { scenario, _ in scenario.type("W") }, fixture: workers),
        Look(
            name: "causes", titles: ["Cause", "Jobs"],
            open: {
                $0.fill(":causes", ""); _ = $1
            }, fixture: causes),
        Look(
            name: "servers", titles: ["Server", "Health"],
            open: {
                $0.fill(":servers", ""); _ = $1
            }, fixture: queues),
    ]

    @Test(arguments: table.indices, 0..<8 as Range<UInt64>) func growingNumbersMoveNoColumn(
        _ index: Int, _ seed: UInt64
    ) {
        let look = Self.table[index]
        var random = Dice(seed: seed + 40)
        let size = (columns: random.roll(40...220), rows: random.roll(12...50))
        let heads = [1, 9, 60, 700].map { factor -> [String] in
            let fixture = look.fixture(factor)
            var scenario = Scenario(columns: size.columns, rows: size.rows)
            scenario.begin(fixture)
            look.open(&scenario, fixture)
            for _ in 0..<2 { scenario.answer(fixture) }
            let head = scenario.text.filter { line in look.titles.allSatisfy(line.contains) }
            // The pane beside the table is no column.
            return head.map { $0.prefix { $0 != "│" }.description }
        }
        #expect(heads[0].isEmpty == false, "\(look.name) at \(size)")
        for head in heads.dropFirst() { #expect(head == heads[0], "\(look.name) at \(size)") }
    }

    @Sendable private static func jobs(_ factor: Int) -> Fixture {
        var fixture = Fixture()
        for index in fixture.jobs.indices {
            let age = Milliseconds(factor) * 3_000
            fixture.jobs[index].timestamp = Scenario.start - age * 2
            fixture.jobs[index].processedOn = Scenario.start - age
            fixture.jobs[index].finishedOn = Scenario.start - age + Milliseconds(factor)
            fixture.jobs[index].attemptsMade = min(factor, 3)
            fixture.jobs[index].dataLength = factor * factor * 9
            fixture.jobs[index].stalledCounter = min(factor, 99)
        }
        return fixture
    }

    @Sendable private static func workers(_ factor: Int) -> Fixture {
        var fixture = Fixture()
        var report = WorkerReport()
        report.workers = ["mail-1", "mail-2"].map { Fixture.worker(Fixture.email, $0, "10.0.0.7:51320") }
        for index in report.workers?.indices ?? 0..<0 {
            report.workers?[index].age = Milliseconds(factor) * 9_000
            report.workers?[index].idle = Milliseconds(factor) * 900
        }
        report.jobs = (0..<min(factor, 60)).map { number in
            Fixture.held(
                Fixture.email, "\(number + 100)", "gone-1", age: Milliseconds(factor) * 2_000, lock: .missing)
        }
        report.active = report.jobs.count
        fixture.workers = report
        return fixture
    }

    @Sendable private static func causes(_ factor: Int) -> Fixture {
        var fixture = Fixture()
        fixture.failures = Array(repeating: fixture.failures, count: min(factor, 60)).flatMap(\.self)
        return fixture
    }

    @Sendable private static func queues(_ factor: Int) -> Fixture {
        var fixture = Fixture()
        fixture.queues = ["email", "payments"].map { name in
            Fixture.queue(
                name, [.waiting: factor * 9, .active: factor, .failed: factor * 30, .completed: 9_000],
                failing: min(factor, 90))
        }
        return fixture
    }
}
