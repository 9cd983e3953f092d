import Canvas
import Queues
import Testing

@testable import Dashboard

/// The metrics at every size: what a number is of, where it comes from, and that every part can be reached.
@Suite struct MetricsScreenTests {
    private func scenario(_ columns: Int, _ rows: Int) -> Scenario {
        var scenario = Scenario(columns: columns, rows: rows)
        scenario.begin()
        scenario.type("M")
        scenario.answer()
        return scenario
    }

    /// Returns the frames of all pages.
    private func pages(_ scenario: Scenario) -> [[String]] {
        var (scenario, pages) = (scenario, [scenario.text])
        for _ in 0..<8 {
            scenario.press(.tab)
            if scenario.text == pages[0] || scenario.footer.contains("on this page") { break }
            pages.append(scenario.text)
        }
        return pages
    }

    private static let sizes = [(40, 10), (60, 24), (80, 24), (100, 30), (120, 40), (200, 50)]

    @Test(arguments: sizes) func everyPartCanBeReached(_ columns: Int, _ rows: Int) {
        let lines = pages(scenario(columns, rows)).joined()
        for part in ["failed/min", "completed/min", "waiting  ", "active  ", "Wait p95", "Run p95", "how long"] {
            #expect(lines.contains { $0.contains(part) }, "\(columns)x\(rows): \(part)")
        }
    }

    /// Checks that scrolling sideways reaches every percentile, and that no press is in vain before the last column is there.
    @Test(arguments: sizes) func everyPercentileCanBeReached(_ columns: Int, _ rows: Int) {
        var scenario = scenario(columns, rows)
        var seen: Set<String> = []
        for _ in 0..<10 {
            let text = scenario.text
            let head = text.first { $0.contains("Name") && $0.firstMatch(of: /p50|p95|p99|max/) != nil } ?? ""
            seen.formUnion(head.matches(of: /(Wait|Run) (p50|p95|p99|max)/).map { String($0.output.0) })
            scenario.type(">")
            #expect(head.contains("Run max") || scenario.text != text, "\(columns)x\(rows): \(head)")
        }
        #expect(seen.count == 8, "\(columns)x\(rows): \(seen.sorted())")
    }

    /// Checks that each chart names the source of its numbers and has a value.
    @Test(arguments: sizes) func everyChartNamesItsSource(_ columns: Int, _ rows: Int) {
        let lines = pages(scenario(columns, rows)).joined()
        for (chart, source) in [
            ("failed/min", "kept"), ("completed/min", "recorded"), ("waiting  ", "seen"),
            ("active  ", "seen"),
        ] {
            let head = lines.first { $0.contains(" " + chart) } ?? ""
            #expect(head.contains(source), "\(columns)x\(rows): \(head)")
        }
    }

    /// Checks that a title of times says whether they were waited or run, wherever columns are left out.
    @Test func titlesSayWhatTheyAreOf() throws {
        for columns in 40...220 {
            let text = scenario(columns, 30).text
            let head = try #require(text.first { $0.contains("Name") && $0.contains("Run p95") })
            for title in head.matches(of: /(\w+) +(p50|p95|p99|max)\b/) {
                #expect(["Wait", "Run"].contains(title.output.1), "\(columns): \(head)")
            }
        }
    }

    /// Checks that the classes of times have a bar, not a percentage alone.
    @Test(arguments: sizes) func classesHaveBars(_ columns: Int, _ rows: Int) throws {
        let page = try #require(pages(scenario(columns, rows)).first { $0.contains { $0.contains("how long") } })
        let line = try #require(page.first { $0.contains("< 1 s") })
        #expect(line.contains("██"), "\(columns)x\(rows): \(line)")
    }

    /// Checks that a chart of zeros has its 0, and one of which nothing is known a `?`.
    @Test func emptyChartsSayWhetherNothingWasThere() {
        var fixture = Fixture()
        fixture.queues = [Fixture.queue("email", [:])]
        var scenario = Scenario(columns: 120, rows: 40)
        scenario.begin(fixture)
        scenario.type("M")
        scenario.answer(fixture)
        #expect(scenario.text.contains { $0.contains(" 0 ···") })
        scenario.type("4")
        scenario.answer(fixture)
        #expect(!scenario.text.contains { $0.contains("waiting  seen") }, "it has a value, or `?`")
    }
}
