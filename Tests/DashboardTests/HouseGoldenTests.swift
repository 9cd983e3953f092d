import Canvas
import Queues
import TestSupport
import Testing

@testable import Dashboard

/// The screens of workers, events, flows and diffs at four sizes, and in every condition.
@Suite struct HouseGoldenTests {
    private static let sizes = [(120, 40), (80, 24), (200, 50), (40, 10)]
    private static let conditions = ["full", "empty", "unknown", "loading", "error", "frozen", "offline", "read-only"]

    private static func scenario(_ condition: String, _ screen: String, _ size: (Int, Int), _ glyphs: Glyphs)
        -> Scenario
    {
        var fixture = Fixture()
        if condition == "empty" { fixture.clearHouse() }
        if condition == "unknown" { fixture.hideHouse() }
        var scenario = Scenario(
            columns: size.0, rows: size.1, glyphs: glyphs, theme: glyphs == .ascii ? "mono" : "default",
            isReadOnly: condition == "read-only")
        scenario.begin(fixture)
        open(screen, &scenario, fixture)
        if condition == "loading" { return scenario }
        if condition == "error" {
            scenario.send(
                .connection(.down(.noPermission("this user has no permissions"), retryAt: Scenario.start + 9_000)))
            return scenario
        }
        scenario.answer(fixture)
        if condition == "frozen" { scenario.type("z") }
        if condition == "offline" {
            scenario.send(.connection(.down(.timedOut(10_000), retryAt: Scenario.start + 9_000)))
        }
        if condition == "read-only" {
            scenario.press(.down)
            scenario.type(":release")
            scenario.press(.enter)
        }
        return scenario
    }

    private static func open(_ screen: String, _ scenario: inout Scenario, _ fixture: Fixture) {
        if ["flow", "diff"].contains(screen) {
            scenario.type("5")
            scenario.answer(fixture)
        }
        scenario.type(":" + screen)
        scenario.press(.enter)
    }

    @Test(arguments: conditions, ["workers", "events", "flow", "diff"]) func looks(
        _ condition: String, _ screen: String
    ) throws {
        for size in Self.sizes {
            let scenario = Self.scenario(condition, screen, size, .unicode)
            try expectGolden(scenario.frame, "\(screen)-\(condition)-\(size.0)x\(size.1)")
        }
        let plain = Self.scenario(condition, screen, (80, 24), .ascii)
        try expectGolden(plain.frame, "\(screen)-\(condition)-80x24-ascii-mono")
    }
}

extension Fixture {
    /// Nothing to be seen on these screens.
    mutating func clearHouse() {
        workers = WorkerReport()
        workers.workers = []
        events = []
        flow = nil
        pair = JobPair(left: pair.left, right: nil, place: nil)
    }

    /// What a user with few permissions is told.
    mutating func hideHouse() {
        events = []
        silentQueues = 5
        pair.right?.fields[.data] = Excerpt(bytes: [], total: 30_000_000, isForbidden: true)
        workers.workers = nil
        workers.unreadable.note(Unreadable("active", .wrongType("string")), of: Fixture.webhookQueue)
    }
}
