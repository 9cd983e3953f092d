import Foundation
import Redis
import TestSupport
import Testing

/// Job schedulers that are added, changed, run and removed on the screen.
@Suite struct SchedulerFormTests {
    private static let scheduler = "bull:orders:repeat:nightly"

    private func values(_ bench: DashboardBench) throws -> [String?]? {
        try bench.send("HMGET \(Self.scheduler) pattern tz name data opts ic")[0].array?.map(\.text)
    }

    @Test func oneIsAddedChangedRunAndRemoved() throws {
        let fixture = try Fixture("bullmq6/scheduler-pattern-tz")
        let bench = try DashboardBench()
        try fixture.before.load(into: bench.connection)
        try bench.start(until: "orders")
        try bench.pane.type("7")
        try bench.pane.wait(for: "This queue has no job schedulers.")
        // A wrong pattern shows the form again with all that was typed.
        try bench.pane.type("+")
        let typed = [
            "nightly", "", "0 30 25 * * *", "Europe/Berlin", "report", #"{"kind":"daily"}"#, #"{"priority":3}"#,
        ]
        try bench.fill(typed)
        let form = try bench.agree(to: "Save the scheduler nightly in orders?", until: "The hour '25' is wrong")
        for text in typed where !text.isEmpty { #expect(form.contains(text)) }
        try bench.pane.press("BTab", "BTab", "BTab", "BTab", "C-u")
        try bench.pane.type("0 30 3 * * *")
        try bench.pane.press("Enter")
        try bench.agree(to: "Save the scheduler nightly in orders?", until: "Saved the scheduler nightly in orders")
        // The next run itself holds times that are in no list of volatile paths.
        let run = "bull:orders:repeat:nightly:1795487400000."
        #expect(fixture.differences(from: try bench.keyspace(), exact: false).filter { !$0.hasPrefix(run) } == [])
        let screen = try bench.pane.wait(for: "every day at 03:30")
        #expect(screen.contains("Europe/Berlin") && screen.contains("Next runs"))

        // Fields that are not changed stay the same, byte for byte.
        try bench.connection.send(lines: ["HSET \(Self.scheduler) data {\"a\":1.50,\"b\":\"\\u00e9\"}"])
        let before = try values(bench)
        try bench.pane.type("e")
        try bench.pane.wait(for: "nightly in queue orders")
        try bench.pane.press("Tab", "C-u")
        try bench.pane.type("0 0 4 * * *")
        try bench.pane.press("Enter")
        try bench.agree(to: "Save the scheduler nightly in orders?", until: "every day at 04:00")
        let after = try values(bench)
        #expect(after?[0] == "0 0 4 * * *")
        #expect(after?[1...4] == before?[1...4])

        try bench.pane.type("r")
        try bench.agree(to: "Run the next job of the scheduler nightly in orders now?", until: "Ran the next job")
        #expect(try bench.send("ZCARD bull:orders:prioritized")[0].integer == 1)
        try bench.pane.type("d")
        try bench.agree(to: "Remove the scheduler nightly in orders", until: "This queue has no job schedulers.")
        #expect(try bench.send("EXISTS bull:orders:repeat \(Self.scheduler)")[0].integer == 0)
        try bench.quit()
    }
}
