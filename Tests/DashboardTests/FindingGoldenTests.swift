import Canvas
import Queues
import TestSupport
import Testing

@testable import Dashboard

/// The screens of causes and searches at four sizes, and in every condition.
@Suite struct FindingGoldenTests {
    private static let sizes = [(120, 40), (80, 24), (200, 50), (40, 10)]
    private static let conditions = ["full", "empty", "loading", "error", "frozen", "offline", "read-only"]

    private static func scenario(_ condition: String, _ command: String, _ size: (Int, Int), _ glyphs: Glyphs)
        -> Scenario
    {
        var fixture = Fixture()
        if condition == "empty" { (fixture.failures, fixture.found) = ([], []) }
        if condition == "loading" { fixture.isUnderWay = true }
        var scenario = Scenario(
            columns: size.0, rows: size.1, glyphs: glyphs, theme: glyphs == .ascii ? "mono" : "default",
            isReadOnly: condition == "read-only")
        scenario.begin(fixture)
        scenario.type(command)
        scenario.press(.enter)
        if condition == "error" {
            scenario.send(
                .connection(.down(.noPermission("this user has no permissions"), retryAt: Scenario.start + 9_000)))
            return scenario
        }
        scenario.answer(fixture)
        scenario.answer(fixture)
        if condition == "frozen" { scenario.type("z") }
        if condition == "offline" {
            scenario.send(.connection(.down(.timedOut(10_000), retryAt: Scenario.start + 9_000)))
        }
        if condition == "read-only" { scenario.type("r") }
        return scenario
    }

    @Test(arguments: conditions, [":causes", ":search data:eur"]) func looks(_ condition: String, _ command: String)
        throws
    {
        let name = command == ":causes" ? "causes" : "search"
        for size in Self.sizes {
            let scenario = Self.scenario(condition, command, size, .unicode)
            try expectGolden(scenario.frame, "\(name)-\(condition)-\(size.0)x\(size.1)")
        }
        let plain = Self.scenario(condition, command, (80, 24), .ascii)
        try expectGolden(plain.frame, "\(name)-\(condition)-80x24-ascii-mono")
    }
}

/// Compares a frame with the one that is kept in `Golden/`.
func expectGolden(_ frame: Frame, _ name: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
    let golden = try GoldenFile(name).text(for: frame.dump)
    #expect(frame.dump == golden, "\(name) looks different", sourceLocation: sourceLocation)
}
