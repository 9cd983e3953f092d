import Canvas
import Queues
import Testing

@testable import Dashboard

/// The columns that the operator has chosen, on the screen and in tables of commands.
@Suite struct ColumnChoiceTests {
    private func choice(_ lines: (String, String)...) throws -> ColumnChoice {
        var choice = ColumnChoice()
        for (list, columns) in lines { try choice.choose(list, columns) }
        return choice
    }

    /// Returns the titles above a table, found by one of them.
    private func titles(_ lines: [String], by word: String) -> [String] {
        let head = lines.first { $0.split(separator: " ").contains(Substring(word)) } ?? ""
        return head.split(separator: " ").map(String.init).filter { $0 != "▼" && $0 != "▲" }
    }

    @Test func theQueuesHaveThemInThisOrder() throws {
        let choice = try choice(("queues", "name, waiting failed health"))
        var scenario = Scenario(columns: 120, columns: choice)
        scenario.begin()
        #expect(titles(scenario.text, by: "Queue") == ["Queue", "Waiting", "Failed", "Health"])
        let listing = Listing(glyphs: .unicode, width: nil, now: Scenario.start, columns: choice)
        #expect(titles(listing.lines(Fixture().queues), by: "Queue") == ["Queue", "Waiting", "Failed", "Health"])
    }

    /// What stands first stays longest, whatever its rank is without a choice.
    @Test func whereThereIsNoRoomTheLastOneGoes() throws {
        var scenario = Scenario(
            columns: 40, columns: try choice(("queues", "name prioritized delayed active waiting failed health")))
        scenario.begin()
        let shown = titles(scenario.text, by: "Queue")
        #expect(shown.prefix(2) == ["Queue", "Prioritized"] && !shown.contains("Health"), "\(shown)")
    }

    /// Every list of jobs can have every one of its columns, and only that many are scrolled through.
    @Test(arguments: ColumnChoice.Listed.allCases.filter { $0 != .queues })
    func aListOfJobsHasThem(_ list: ColumnChoice.Listed) throws {
        guard case .jobs(let jobs) = list else { return }
        for name in list.known.dropFirst() {
            let choice = try choice((list.name, "\(name) job"))
            let shown = choice.jobs(jobs)
            #expect(shown.map(\.name) == [name, "job"])
            let lines = Listing(glyphs: .unicode, width: nil, now: Scenario.start, columns: choice)
                .lines(Fixture().jobs, of: jobs)
            #expect(lines[0].hasSuffix("Job"), "\(lines[0])")
        }
        #expect(list.standard.allSatisfy(list.known.contains) && list.known[0] == "job")
    }

    @Test func aQueueHasThemOnItsScreen() throws {
        var scenario = Scenario(columns: 120, columns: try choice(("failed", "took job failure")))
        scenario.begin()
        scenario.press(.enter)
        scenario.answer()
        scenario.type("5")
        scenario.answer()
        #expect(Array(titles(scenario.text, by: "Took").prefix(3)) == ["Took", "Job", "Failure"], "\(scenario.text)")
    }

    @Test func mistakesAreNamed() {
        let wrong: [(String, String, ColumnChoice.Problem)] = [
            ("queue", "name", .unknownList("queue", nearest: "queues")),
            (
                "queues", "name helth",
                .unknownColumn("helth", known: ColumnChoice.Listed.queues.known, nearest: "health")
            ),
            ("queues", "name failed name", .repeated("name")), ("queues", " , ", .missing("name")),
            ("failed", "name", .missing("job")),
        ]
        for (list, columns, problem) in wrong {
            #expect(throws: problem) { try choice((list, columns)) }
            #expect(!problem.text.isEmpty)
        }
    }
}
