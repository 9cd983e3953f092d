import Foundation
import TestSupport
import Testing

/// The attempts of a job in a real terminal: failed by the official client's own worker, with times from its events.
@Suite struct AttemptsTests {
    private func bench(_ family: ClientFamily) throws -> DashboardBench {
        let bench = try DashboardBench()
        try bench.run(PythonClient.script("attempts"), family)
        return bench
    }

    @Test(arguments: ClientFamily.recent) func tabsHaveTheirTraceAndTimes(family: ClientFamily) throws {
        let bench = try bench(family)
        try bench.start(until: "tries")
        try bench.open("tries", "failed", until: "failing")
        try bench.pane.press("Enter")
        let first = try bench.pane.wait(for: "[3: 503] [2: 503] [1: ECONNREFUSED]")
        #expect(first.contains("Response code 503 again") && first.contains("●●● 3 of 3"))
        try bench.pane.type("}}")
        let last = try bench.pane.wait("the first attempt") { $0.contains("attempt 1 of 3  started") }
        #expect(last.contains("connect ECONNREFUSED 10.0.0.7:443") && last.contains("next after"))
        #expect(!last.contains("Response code 503 again"))
        try bench.pane.type("y")
        try bench.pane.wait(for: "Copied attempt 1 of 3")
        try bench.quit()
    }

    /// Checks that read permissions suffice, and that the screen says which times are gone.
    @Test func aTrimmedStreamIsSaid() throws {
        let bench = try bench(.bullmq6)
        try bench.send("XTRIM bull:tries:events MAXLEN 1")
        try bench.startAsReader(until: "tries")
        try bench.open("tries", "failed", until: "failing")
        try bench.pane.press("Enter")
        try bench.pane.wait(for: "attempt 3 of 3  started")
        try bench.pane.type("}")
        try bench.pane.wait(for: "attempt 2 of 3  times gone: the queue's events begin")
        try bench.quit()
    }
}
