import Foundation
import Redis
import TestSupport
import Testing

/// The operations in the menu of a job, on queues of the official library, compared with what the library's call
/// leaves.
@Suite struct JobMenuTests {
    /// An operation of the library, and the keys that do the same.
    struct Case: CustomTestStringConvertible, Sendable {
        let fixture: String
        var queue = "orders"
        /// The job's list.
        let list: String
        /// A text that finds the job's row.
        let row: String
        let title: String
        /// The values of the form, if there is one.
        var form: [String] = []
        let question: String
        let report: String
        var testDescription: String { fixture }
    }

    static let cases = [
        Case(
            fixture: "change-delay", list: "delayed", row: "1 ", title: "Change delay", form: ["5s"],
            question: "Delay job 1 in orders by 5.00 s?", report: "Delayed job 1 in orders by 5.00 s."),
        Case(
            fixture: "change-priority-other", list: "prioritized", row: "1 ", title: "Change priority", form: ["9"],
            question: "Set the priority of job 1 in orders to 9?",
            report: "Set the priority of job 1 in orders to 9."),
        Case(
            fixture: "change-priority-lifo", list: "prioritized", row: "1 ", title: "Change priority",
            form: ["5", "i"],
            question: "to 5, in front?", report: "Set the priority of job 1 in orders to 5, in front."),
        Case(
            fixture: "log-keep", list: "waiting", row: "1 ", title: "Add a log line", form: ["four"],
            question: "Add a log line to job 1 in orders?", report: "Added a log line to job 1"),
        Case(
            fixture: "clear-logs", list: "waiting", row: "1 ", title: "Clear logs",
            question: "Clear the logs of job 1 in orders?", report: "Cleared the logs of job 1 in orders."),
        Case(
            fixture: "remove-child-dependency", queue: "payments", list: "waiting", row: "c1 ", title: "Detach",
            question: "Detach job c1 in payments from its parent?", report: "Detached job c1 in payments"),
        Case(
            fixture: "remove-unprocessed-children", list: "waiting-children", row: "p1 ",
            title: "Remove unprocessed",
            question: "Remove the unprocessed children of job p1 in orders?",
            report: "Removed the unprocessed children"),
        Case(
            fixture: "retry-reset-attempts", list: "failed", row: "1 ", title: "Retry, reset",
            question: "Retry job 1 in orders",
            report: "Retried job 1 in orders with attempts reset"),
    ]

    @Test(arguments: cases) func doesWhatTheLibraryDoes(one: Case) throws {
        let fixture = try Fixture("bullmq6/\(one.fixture)")
        let bench = try DashboardBench()
        try fixture.before.load(into: bench.connection)
        try bench.start(until: one.queue)
        try bench.open(one.queue, one.list, until: " first")
        try bench.pane.type("/\(one.row.dropLast())")
        try bench.pane.press("Enter")
        try bench.pane.wait(for: "› \(one.row)")
        try bench.choose(one.title, from: "x")
        if !one.form.isEmpty { try bench.fill(one.form) }
        try bench.agree(to: one.question, until: one.report)
        #expect(fixture.differences(from: try bench.keyspace(), exact: false) == [])
        try bench.quit()
    }
}
