import Canvas
import Queues
import Testing

@testable import Dashboard

/// Columns are as wide as their content, and a name is cut last: after other columns are left out.
@Suite struct ColumnWidthTests {
    private static let names = ["image-processing", "webhooks", "failed-email", "export"]

    private static var fixture: Fixture {
        var fixture = Fixture()
        fixture.queues = names.enumerated().map { index, name in
            Fixture.queue(name, [.waiting: 12 * index, .failed: 900 * index, .completed: 9_000], failing: index)
        }
        fixture.jobs = (0..<9).map { index in
            var job = Fixture.job(327 - index, state: .failed)
            job.name = Array("customer.updated".utf8)
            return job
        }
        return fixture
    }

    /// Checks that at every width each queue has its whole name, its failed and its waiting jobs.
    @Test func everyQueueHasItsNameAtEveryWidth() {
        for columns in 40...220 {
            var scenario = Scenario(columns: columns, rows: 24)
            scenario.begin(Self.fixture)
            let head = scenario.text.first { $0.contains("Queue") && $0.contains("Failed") } ?? ""
            #expect(head.contains("Waiting"), "\(columns): \(head)")
            for name in Self.names { #expect(scenario.shows(" \(name) "), "\(columns): \(name)") }
        }
    }

    /// Checks that a list of jobs gives ids no more cells than they have, and cuts no name.
    @Test func everyJobHasItsNameAtEveryWidth() {
        for columns in 40...220 {
            var scenario = Scenario(columns: columns, rows: 24)
            scenario.begin(Self.fixture)
            scenario.type("5")
            scenario.answer(Self.fixture)
            let gap = columns < 60 ? " " : "  "
            #expect(scenario.shows(" 327\(gap)customer.updated"), "\(columns)")
        }
    }

    /// Checks that servers whose names differ only at their ends can be told apart.
    @Test(arguments: [80, 100, 120, 200]) func serversKeepTheirNames(_ columns: Int) {
        var scenario = Scenario(columns: columns, rows: 24, label: "/tmp/a/redis-1.sock")
        scenario.begin(Self.fixture)
        var other = Scenario(label: "/tmp/a/redis-2.sock")
        other.begin(Self.fixture)
        scenario.send(
            .servers([ServerSummary(scenario.state, isInFront: true), ServerSummary(other.state, isInFront: false)]))
        scenario.fill(":servers", "")
        for name in ["/tmp/a/redis-1.sock", "/tmp/a/redis-2.sock"] {
            #expect(scenario.text.count { $0.contains(" \(name) ") } >= 2, "\(columns): \(name)")
        }
        for name in Self.names { #expect(scenario.shows(" \(name) "), "\(columns): \(name)") }
    }

    /// Checks that the pane of workers has addresses only where they tell workers apart, not that of a Unix socket.
    @Test(arguments: [("10.0.0.7:51320", true), ("/tmp/redis.sock:0", false)]) func workersHaveTellingAddresses(
        _ address: String, _ isShown: Bool
    ) {
        var fixture = Fixture()
        fixture.workers.workers = [Fixture.worker(Fixture.email, "mail-1", address)]
        var scenario = Scenario(columns: 200, rows: 50)
        scenario.look(fixture)
        scenario.rest()
        scenario.answer(fixture)
        #expect(scenario.shows("mail-1") && scenario.shows(address) == isShown)
    }

    /// Checks that at 120 columns the rows have the pictures of failed and completed jobs, with their axis above.
    @Test func rowsHaveTheirPicturesAt120() throws {
        var scenario = Scenario(columns: 120, rows: 40)
        scenario.begin()
        scenario.answer()
        #expect(scenario.shows("15 min ├──────┤ now"))
        let row = try #require(scenario.text.first { $0.contains("› email") })
        #expect(row.contains("34 ··▁▂▄▇█▁") && row.contains("███▆█▇█▁"), "\(row)")
        #expect(row.count { "▁▂▃▄▅▆▇█".contains($0) } >= 12, "\(row)")
    }
}
