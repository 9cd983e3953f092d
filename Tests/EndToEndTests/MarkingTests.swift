import Foundation
import Redis
import TestSupport
import Testing

/// Jobs and queues that are marked, and changes of all marked ones.
@Suite struct MarkingTests {
    /// Creates a server with three failed jobs that the official library made, and a copy of them in another database.
    private func orders() throws -> DashboardBench {
        let bench = try DashboardBench()
        let fixture = try Fixture("bullmq6/retry-all-failed")
        try fixture.before.load(into: bench.connection)
        try bench.send("SELECT 1")
        try fixture.before.load(into: bench.connection)
        try bench.send("SELECT 0")
        return bench
    }

    @Test func markedJobsAreRetriedAsTheCommandDoesIt() throws {
        let bench = try orders()
        try bench.start("--label east", until: "orders")
        try bench.open("orders", "failed", until: "jobs 1-3 of 3")
        try bench.pane.type("   ")
        try bench.pane.wait(for: "3 marked")
        try bench.pane.type("r")
        // The box appears before the server has answered its inquiry.
        let box = try bench.pane.wait("the jobs") {
            $0.contains("Retry 3 failed jobs of orders?") && $0.contains("first   3, 2, 1 ")
        }
        #expect(box.contains("server  east \(bench.server.socketPath)/0"))
        try bench.agree(to: "y yes", until: "Retried 3 failed jobs of orders.")
        #expect(try bench.send("LRANGE bull:orders:wait 0 -1", "ZCARD bull:orders:failed")[1].integer == 0)

        let url = "unix://\(bench.server.socketPath)?db=1"
        let result = try Program.run(["retry", "orders", "3", "2", "1", "--yes", "--url", url])
        #expect(result.status == 0)
        let screen = try bench.keyspace().withoutStreamIDs
        try bench.send("SELECT 1")
        let command = try bench.keyspace().withoutStreamIDs
        #expect(KeyspaceComparison().differences(expected: command, actual: screen) == [])

        try bench.command("log")
        let log = try bench.pane.wait(for: "Changed on")
        let line = log.split(separator: "\n").first { $0.contains("Retried 3 failed jobs of orders.") }
        #expect(line?.contains("east \(bench.server.socketPath)/0") == true)
        #expect(line?.contains(#/\d\d:\d\d:\d\d/#) == true)
        try bench.quit()
    }

    /// Checks that the report says which jobs another client has moved meanwhile.
    @Test func whatHasMovedMeanwhileIsTold() throws {
        let bench = try orders()
        try bench.start(until: "orders")
        try bench.open("orders", "failed", until: "jobs 1-3 of 3")
        try bench.pane.type("  r")
        try bench.pane.wait(for: "Retry 2 failed jobs of orders?")
        let url = "unix://\(bench.server.socketPath)"
        #expect(try Program.run(["retry", "orders", "3", "--yes", "--url", url]).status == 0)
        try bench.pane.wait(for: "failed 2")
        #expect(try bench.pane.screen().contains("first   3, 2 "), "the box keeps to what was marked")
        let report = try bench.agree(to: "y yes", until: "Retried 1 failed")
        #expect(report.contains("1 was waiting by then."))
        #expect(try bench.send("ZRANGE bull:orders:failed 0 -1")[0].array?.map(\.text) == ["1"])
        try bench.quit()
    }

    @Test func markedQueuesArePausedAndResumed() throws {
        let bench = try DashboardBench()
        for name in ["email", "letters", "sms"] { try bench.addFailed(1...2, to: "bull:\(name)") }
        func paused() throws -> [String] {
            try ["email", "letters", "sms"].filter {
                try bench.send("HEXISTS bull:\($0):meta paused")[0].integer == 1
            }
        }
        try bench.start(until: "sms")
        try bench.pane.type("  ")
        try bench.pane.wait(for: "2 marked")
        try bench.pane.type("P")
        try bench.agree(to: "Pause 2 queues?", until: "Paused 2 queues")
        let first = try paused()
        #expect(first.count == 2)
        try bench.pane.wait("two paused queues") { $0.components(separatedBy: "paused").count > 2 }
        try bench.pane.type("P")
        try bench.agree(to: "Resume 2 queues?", until: "Resumed 2 queues")
        #expect(try paused() == [])
        try bench.quit()
    }
}

extension Keyspace {
    /// The keyspace without the ids of stream entries, which come from the server's clock.
    var withoutStreamIDs: Keyspace {
        Keyspace(
            entries: entries.mapValues { entry in
                guard case .stream(let items) = entry.value else { return entry }
                let bare = items.map { StreamEntry(id: [], fields: $0.fields) }
                return Entry(value: .stream(bare), timeToLive: entry.timeToLive)
            })
    }
}
