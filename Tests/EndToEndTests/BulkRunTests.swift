import Foundation
import Redis
import TestSupport
import Testing

/// A change of many jobs on the screen: its progress, what else happens meanwhile, and its end.
///
/// `CLIENT PAUSE` holds only scripts that write, so that the run lasts as long as the test needs.
@Suite struct BulkRunTests {
    private static let count = 30_000

    /// Begins to retry all failed jobs of a queue, with the scripts that write held.
    private func begin(_ bench: DashboardBench) throws {
        try bench.addFailed(1...Self.count, to: "bull:email")
        try bench.addFailed(1...2, to: "bull:sms")
        try bench.start(until: "sms")
        try bench.open("email", "failed", until: "of 30 000")
        try bench.pane.type("A")
        try bench.pane.wait(for: "all 30 000 failed jobs marked")
        try bench.pane.type("r")
        try bench.pane.wait(for: "Retry 30 000 failed jobs of email?")
        try bench.pane.wait(for: "y yes")
        try bench.send("CLIENT PAUSE 60000 WRITE")
        try bench.pane.type("y")
        try bench.pane.wait(without: "y yes")
    }

    /// Lets the run go on for a few turns of the server, however slow this machine is: what is sent between the two commands takes
    /// the server several reads, and after each it serves the others.
    private func step(_ bench: DashboardBench) throws {
        let pings = Array(repeating: Command("PING"), count: 8_000)
        _ = try bench.connection.pipeline(
            [Command("CLIENT", "UNPAUSE")] + pings + [Command("CLIENT", "PAUSE", "60000", "WRITE")])
    }

    private func done(_ bench: DashboardBench) throws -> Int {
        Int(try bench.send("LLEN bull:email:wait")[0].integer ?? 0)
    }

    /// Returns the number of waiting jobs of a queue, from its row.
    private func jobs(of queue: String, _ screen: String) -> Int? {
        let row = screen.split(separator: "\n").first { $0.contains(" \(queue) ") }
        let numbers = row?.split(whereSeparator: \.isWhitespace).compactMap { Int($0) } ?? []
        // None has failed, so that the waiting ones are the first number.
        return numbers.first
    }

    /// Lets the run go on until more than `count` jobs are done, and adds a job to the other queue.
    private func hold(_ bench: DashboardBench, after count: Int) throws {
        while try done(bench) <= count { try step(bench) }
        try bench.send("CLIENT UNPAUSE", "LPUSH bull:sms:wait \(count)", "CLIENT PAUSE 60000 WRITE")
        try #require(try done(bench) < Self.count)
    }

    @Test func itShowsHowFarItIsAndStops() throws {
        let bench = try DashboardBench()
        try begin(bench)
        try hold(bench, after: 0)
        try bench.pane.type("q")
        // The run stands still, and yet the other queue is read.
        let queues = try bench.pane.wait("the other queue's job") { jobs(of: "sms", $0) == 1 }
        #expect(queues.contains("retry"))
        // The progress is reported ten times a second.
        var (screen, letters) = (queues, 1)
        while !screen.contains(#/of 30 000, .+/s, .+ left/#) {
            try hold(bench, after: try done(bench) + 200)
            letters += 1
            screen = try bench.pane.wait("\(letters) jobs") { jobs(of: "sms", $0) == letters }
        }
        #expect(screen.contains("Ctrl-C stops") && screen.contains(#/retry \d+ %/#))

        // An operation that waits for its turn is cancelled.
        try bench.pane.type("P")
        try bench.agree(to: "Pause ", until: "Pausing ")
        try bench.pane.type("Q")
        try bench.pane.wait(for: "under way")
        try bench.pane.type("n")
        try bench.pane.wait(without: "under way")
        try bench.pane.press("C-c")
        try bench.pane.wait(for: "Stopping after this batch.")
        try bench.send("CLIENT UNPAUSE")
        try bench.pane.wait(for: "it was stopped before its turn.")
        for name in ["email", "sms"] {
            #expect(try bench.send("HEXISTS bull:\(name):meta paused")[0].integer == 0)
        }
        try bench.command("log")
        let report = try bench.pane.wait(for: "not tried.")
        let match = try #require(report.firstMatch(of: #/Retried (.+) failed jobs of email. (.+) not tried./#))
        let numbers = [match.1, match.2].map { Int($0.filter(\.isNumber)) ?? -1 }
        #expect(numbers[0] + numbers[1] == Self.count)
        #expect(try done(bench) == numbers[0])
        #expect(try bench.send("ZCARD bull:email:failed")[0].integer == Int64(numbers[1]))
        try bench.quit()
    }

    /// Checks that the screen does not guess what the last script did, but says that it is unknown.
    @Test func theServerGoesAwayUnderIt() throws {
        let bench = try DashboardBench()
        try begin(bench)
        try hold(bench, after: 0)
        bench.server.kill()
        let screen = try bench.pane.wait(for: "may have been done or not")
        #expect(screen.contains(#/Retried .+ failed jobs of email/#) && screen.contains("not tried"))
        try bench.pane.wait(for: "OFFLINE")
        try bench.server.restart()
        let again = try DashboardBench(bench.server)
        try again.addFailed(1...3, to: "bull:email")
        try bench.pane.wait(for: "jobs 1-3 of 3")
        try bench.pane.type("u")
        try bench.pane.type("r")
        try bench.agree(to: "Retry job 3", until: "Retried job 3")
        try bench.quit()
    }
}
