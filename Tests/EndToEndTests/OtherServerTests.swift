import Redis
import TestSupport
import Testing

/// The dashboard in a terminal, on the oldest server that the library recommends and on the newest fork: its readings
/// and its changes.
@Suite struct OtherServerTests {
    private static let servers = [ServerProgram.redis62, .valkey9]

    private func bench(_ program: ServerProgram) throws -> DashboardBench {
        let bench = try DashboardBench(PrivateRedis(program: program))
        try Fixture("bullmq6/states").before.load(into: bench.connection)
        try bench.addFailed(1...5, to: "bull:hooks", reason: "connect ECONNREFUSED 10.0.0.7:443")
        try bench.start(until: "hooks")
        return bench
    }

    @Test(arguments: servers) func everyScreenIsRead(program: ServerProgram) throws {
        let bench = try bench(program)
        let overview = try bench.pane.wait(for: "orders")
        #expect(!overview.contains("cannot read") && !overview.contains("OFFLINE"))
        try bench.open("hooks", "failed", until: "jobs 1-5 of 5")
        try bench.pane.press("Enter")
        let job = try bench.pane.wait(for: "1 of 1")
        #expect(job.contains("connect ECONNREFUSED"))
        try bench.pane.type("q")
        try bench.readEveryScreen(clients: "no job is active")
        try bench.pane.type("F")
        try bench.pane.wait(for: "5 failed jobs, 2 causes")
        try bench.command("search econnrefused")
        try bench.pane.wait(for: "5 jobs found among")
        try bench.command("schedulers")
        try bench.pane.wait(for: "schedulers")
        try bench.quit()
    }

    @Test(arguments: servers) func keysChangeWhatTheyAreFor(program: ServerProgram) throws {
        let bench = try bench(program)
        try bench.open("hooks", "failed", until: "jobs 1-5 of 5")
        try bench.pane.type("r")
        try bench.agree(to: "Retry job 5 in hooks?", until: "Retried job 5 in hooks")
        #expect(try bench.send("LINDEX bull:hooks:wait 0")[0].text == "5")
        try bench.pane.wait(for: "jobs 1-4 of 4")
        try bench.pane.type("d")
        try bench.agree(to: "Remove job 4 in hooks", until: "Removed job 4 in hooks")
        #expect(try bench.send("EXISTS bull:hooks:4")[0].integer == 0)
        try bench.pane.type("U")
        try bench.pane.wait(for: "1 removal")
        try bench.pane.type("r")
        try bench.agree(to: "Restore job 4 to hooks?", until: "Restored job 4 to hooks")
        #expect(try bench.send("ZSCORE bull:hooks:failed 4")[0].text != nil)
        try bench.pane.type("q")
        try bench.pane.wait(for: "jobs 1-4 of 4")
        try bench.pane.type("A")
        try bench.pane.wait(for: "all")
        try bench.pane.type("r")
        try bench.agree(to: "Retry 4 failed jobs of hooks?", until: "Retried 4 failed jobs of hooks")
        #expect(try bench.send("ZCARD bull:hooks:failed", "LLEN bull:hooks:wait").map(\.integer) == [0, 5])
        try bench.command("pause")
        try bench.agree(to: "Pause hooks?", until: "Paused hooks")
        #expect(try bench.send("HGET bull:hooks:meta paused")[0].text == "1")
        try bench.pane.wait(for: "paused")
        try bench.quit()
    }
}
