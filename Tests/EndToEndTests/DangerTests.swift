import Foundation
import Redis
import TestSupport
import Testing

/// Changes that need more than a key to be agreed to.
@Suite struct DangerTests {
    private func bench() throws -> DashboardBench {
        let bench = try DashboardBench()
        try Fixture("bullmq6/obliterate").before.load(into: bench.connection)
        return bench
    }

    private func expectUnchanged(_ bench: DashboardBench) throws {
        let expected = try Fixture("bullmq6/obliterate").before
        #expect(KeyspaceComparison().differences(expected: expected, actual: try bench.keyspace()) == [])
    }

    @Test func theQueuesNameIsWanted() throws {
        let bench = try bench()
        try bench.start(until: "orders")
        for command in ["drain", "drain-delayed", "obliterate"] {
            try bench.command(command)
            let box = try bench.pane.wait(for: "Type \"orders\" to confirm:")
            #expect(box.contains("This cannot be undone."))
            try bench.pane.wait(without: "Counting.")
            try bench.pane.type("order")
            try bench.pane.press("Enter")
            try bench.pane.wait(for: "That is not ")
            try bench.pane.press("Escape")
            try bench.pane.wait(for: "Nothing was changed.")
        }
        try expectUnchanged(bench)
        try bench.command("obliterate")
        try bench.pane.wait(for: "Type \"orders\" to confirm:")
        try bench.pane.wait(without: "Counting.")
        try bench.pane.paste("orders")
        try bench.pane.wait(for: "confirm: orders")
        try bench.pane.press("Enter")
        try bench.pane.wait(for: "Obliterated orders (7 jobs).")
        let fixture = try Fixture("bullmq6/obliterate")
        #expect(fixture.differences(from: try bench.keyspace(), exact: false) == [])
        try bench.quit()
    }

    @Test func aQueueIsCleanedThroughTheForm() throws {
        let fixture = try Fixture("bullmq6/clean-failed-limit")
        let bench = try DashboardBench()
        try fixture.before.load(into: bench.connection)
        try bench.start(until: "orders")
        try bench.choose("Clean jobs", from: "X")
        try bench.fill("f", "soon", "2")
        try bench.pane.wait(for: "Older than must be a time")
        try expectForm(bench, holds: ["failed", "soon", "2"])
        for _ in 0..<4 { try bench.pane.press("BSpace") }
        try bench.pane.press("Enter")
        try bench.pane.wait(for: "Clean at most 2 failed jobs of orders?")
        try bench.pane.wait(for: "Type \"orders\" to confirm:")
        try bench.pane.type("orders")
        try bench.pane.press("Enter")
        try bench.pane.wait(for: "Cleaned at most 2 failed jobs of orders (2 jobs).")
        #expect(fixture.differences(from: try bench.keyspace(), exact: false) == [])

        // Jobs of another name and recent jobs stay.
        let before = try bench.keyspace()
        try bench.command("clean")
        try bench.fill("", "1d", "", "no-such-name")
        try bench.pane.wait(for: "Nothing was changed: there is no such job")
        #expect(try bench.keyspace() == before)
        try bench.quit()
    }

    private func expectForm(_ bench: DashboardBench, holds values: [String]) throws {
        let screen = try bench.pane.screen()
        for value in values { #expect(screen.contains(value)) }
    }

    @Test func onProductionManyJobsWantTheNameToo() throws {
        let bench = try DashboardBench()
        try Fixture("bullmq6/retry-all-failed").before.load(into: bench.connection)
        let screen = try bench.start("--production", until: "orders")
        #expect(screen.split(separator: "\n").first?.contains("PRODUCTION") == true)
        try bench.open("orders", "failed", until: "jobs 1-3 of 3")
        try bench.pane.type("Ar")
        let box = try bench.pane.wait(for: "Type \"orders\" to confirm:")
        #expect(box.contains("PRODUCTION") && box.contains("Retry 3 failed jobs of orders?"))
        try bench.pane.type("y")
        try bench.pane.press("Enter")
        try bench.pane.wait(for: "That is not ")
        #expect(try bench.send("ZCARD bull:orders:failed")[0].integer == 3)
        try bench.pane.press("BSpace")
        try bench.pane.type("orders")
        try bench.pane.press("Enter")
        try bench.pane.wait(for: "Retried 3 failed jobs of orders.")
        #expect(try bench.send("ZCARD bull:orders:failed")[0].integer == 0)
        try bench.quit()
    }
}
