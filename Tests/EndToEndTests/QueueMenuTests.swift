import Foundation
import Redis
import TestSupport
import Testing

/// The operations in the menu of a queue, on queues of the official library, compared with what the library's call
/// leaves.
@Suite struct QueueMenuTests {
    /// An operation of the library, and the keys that do the same.
    struct Case: CustomTestStringConvertible, Sendable {
        let fixture: String
        let title: String
        /// The values of the form, if there is one.
        var form: [String] = []
        let question: String
        let report: String
        var testDescription: String { fixture }
    }

    static let cases = [
        Case(
            fixture: "concurrency-set", title: "Set concurrency", form: ["4"],
            question: "Set the concurrency of orders to 4?", report: "Set the concurrency of orders to 4."),
        Case(
            fixture: "rate-limit-global-set", title: "Set rate limit", form: ["10", "1m"],
            question: "Set the rate limit of orders to 10 jobs", report: "Set the rate limit of orders to 10 jobs"),
        Case(
            fixture: "retry-all-failed", title: "Retry all failed", question: "Retry all failed jobs of orders?",
            report: "Retried all failed jobs of orders (3 jobs)."),
        Case(
            fixture: "retry-all-completed", title: "Run all completed", question: "Retry all completed jobs of orders?",
            report: "Retried all completed jobs of orders (3 jobs)."),
        Case(
            fixture: "promote-all", title: "Promote all", question: "Promote all delayed jobs of orders?",
            report: "Promoted all delayed jobs of orders (3 jobs)."),
        Case(
            fixture: "add-standard", title: "Add a job",
            form: ["charge", #"{"order":1001,"items":["A-1","B-2"]}"#, ""],
            question: "Add job charge to orders?", report: "Added job charge to orders: job 3."),
        Case(
            fixture: "pause", title: "Pause or resume", question: "Pause orders?", report: "Paused orders"),
        Case(
            fixture: "resume", title: "Pause or resume", question: "Resume orders?", report: "Resumed orders."),
    ]

    @Test(arguments: cases) func doesWhatTheLibraryDoes(one: Case) throws {
        let fixture = try Fixture("bullmq6/\(one.fixture)")
        let bench = try DashboardBench()
        try fixture.before.load(into: bench.connection)
        try bench.start(until: "orders")
        try bench.choose(one.title, from: "X")
        if !one.form.isEmpty { try bench.fill(one.form) }
        try bench.agree(to: one.question, until: one.report)
        // The library's calls for all jobs ignore some fields that the calls for one job keep (docs/operations.md).
        guard !["retry-all-failed", "promote-all"].contains(one.fixture) else { return try bench.quit() }
        #expect(fixture.differences(from: try bench.keyspace(), exact: false) == [])
        try bench.quit()
    }

    /// Checks operations for which the library has no call, or none in its fixtures.
    @Test func limitsAreLiftedAndLeftoversRemoved() throws {
        let bench = try DashboardBench()
        try bench.addFailed(1...3, to: "bull:orders")
        try bench.send(
            "HSET bull:orders:meta concurrency 4 max 10 duration 60000", "SET bull:orders:limiter 11 PX 600000",
            "ZADD bull:orders:priority 1 1", "HSET bull:orders:99 name lost data {} opts {} timestamp 5")
        for _ in 0..<50 { try bench.send("XADD bull:orders:events * event added jobId 1") }
        try bench.start(until: "orders")
        func expect(_ command: String, _ question: String, _ report: String) throws {
            try bench.command(command)
            try bench.agree(to: question, until: report)
        }
        try expect("lift-concurrency", "Lift the concurrency limit of orders?", "Lifted the concurrency limit")
        try expect("lift-rate-limit", "Lift the rate limit of orders?", "Lifted the rate limit of orders.")
        let meta = try bench.send("HMGET bull:orders:meta concurrency max duration")[0].array
        #expect(meta?.allSatisfy(\.isNull) == true)
        try expect("clear-rate-limit", "Clear the active rate limit of orders?", "Cleared the active rate limit")
        try expect("remove-priority-key", "Remove the old priority key of orders?", "Removed the old priority key")
        let gone = try bench.send("EXISTS bull:orders:limiter bull:orders:priority")[0].integer
        #expect(gone == 0)
        try expect("remove-unlisted", "Remove the unlisted jobs of orders?", "of orders (1 job).")
        #expect(try bench.send("EXISTS bull:orders:99", "EXISTS bull:orders:1").map(\.integer) == [0, 1])
        try bench.command("trim-events")
        try bench.fill("0")
        try bench.agree(to: "Trim the events of orders to about 0?", until: "Trimmed the events of orders")
        #expect(try bench.send("XLEN bull:orders:events")[0].integer == 0)
        try bench.quit()
    }
}
