import Canvas
import Queues
import Testing

@testable import Dashboard

/// The list of queues at six sizes, with its panes and in every condition.
@Suite struct QueuesGoldenTests {
    private static let sizes = [(120, 40), (80, 24), (200, 50), (40, 10), (20, 10), (20, 4)]

    private static let conditions: [(name: String, steps: @Sendable (inout Scenario) -> Void)] = [
        ("full", { $0.look(Fixture()) }),
        (
            "causes",
            {
                $0.look(Fixture()); $0.type("G"); $0.rest(); $0.press(.tab, .down)
            }
        ),
        (
            "empty",
            { scenario in
                var fixture = Fixture()
                (fixture.queues, fixture.failures) = ([], [])
                scenario.look(fixture)
            }
        ),
        (
            "calm",
            { scenario in
                var fixture = Fixture()
                fixture.queues = [Fixture.queue("email", [.active: 1, .completed: 9_000])]
                (fixture.failures, fixture.workers.workers) = ([], [])
                scenario.look(fixture)
            }
        ),
        (
            "loading",
            { scenario in
                var fixture = Fixture()
                (fixture.isUnderWay, fixture.isComplete, fixture.workers.workers) = (true, false, nil)
                scenario.look(fixture)
            }
        ),
        (
            "offline",
            {
                $0.look(Fixture())
                $0.send(.connection(.down(.timedOut(10_000), retryAt: Scenario.start + 9_000)))
            }
        ),
        ("many", { $0.look(.manyQueues) }),
        (
            "tree",
            { scenario in
                scenario.look(.manyQueues)
                scenario.type(":tree :")
                scenario.press(.enter, .left, .down, .down)
            }
        ),
        (
            "hidden",
            { scenario in
                scenario.look(Fixture())
                scenario.type("G:pin")
                scenario.press(.enter, .down)
                scenario.type("  :hide")
                scenario.press(.enter)
                scenario.type(":hidden")
                scenario.press(.enter)
            }
        ),
        (
            "health",
            {
                $0.look(Fixture()); $0.type("/health:fai")
            }
        ),
    ]

    @Test(arguments: conditions.indices) func looks(_ index: Int) throws {
        let (name, steps) = Self.conditions[index]
        for (columns, rows) in Self.sizes {
            var scenario = Scenario(columns: columns, rows: rows)
            steps(&scenario)
            try expectGolden(scenario.frame, "queue-list-\(name)-\(columns)x\(rows)")
        }
        var plain = Scenario(columns: 80, rows: 24, glyphs: .ascii, theme: "mono")
        steps(&plain)
        try expectGolden(plain.frame, "queue-list-\(name)-80x24-ascii-mono")
    }
}

extension Scenario {
    /// Reads the queues, and then the insight into the one under the cursor.
    mutating func look(_ fixture: Fixture) {
        begin(fixture)
        answer(fixture)
    }

    /// Lets the cursor rest on its queue until the insight is read.
    mutating func rest() {
        send(.clock(state.clock + QueuesScreen.restTime))
        answer()
    }
}

extension Fixture {
    /// Sixty queues of some tenants, with names of several parts.
    static var manyQueues: Fixture {
        var fixture = Fixture()
        let tenants = ["acme", "globex", "initech"]
        let kinds = ["mail", "mail:bulk", "invoices", "images:resize", "images:scan"]
        for tenant in tenants {
            for (index, kind) in kinds.enumerated() {
                let failing = tenant == "globex" && index < 2 ? index + 3 : 0
                fixture.queues.append(
                    queue(
                        "\(tenant):\(kind)",
                        [.waiting: 17 * index, .active: index, .failed: failing * 31, .completed: 900],
                        failing: failing, isPaused: tenant == "initech" && index == 4))
            }
        }
        fixture.queues += (0..<40).map { queue("batch:\($0)", [.waiting: $0, .completed: 1_000]) }
        return fixture
    }
}
