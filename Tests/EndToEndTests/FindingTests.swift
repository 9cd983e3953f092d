import Foundation
import Redis
import TestSupport
import Testing

/// The way from a failing queue to its causes, the jobs of one cause and their retry, and a search over several queues,
/// in a real terminal.
@Suite struct FindingTests {
    private func bench() throws -> DashboardBench {
        let bench = try DashboardBench()
        try bench.addFailed(
            1...40, to: "bull:hooks", name: "invoice.paid", reason: "Response code 503 (Service Unavailable)")
        try bench.addFailed(41...60, to: "bull:hooks", reason: "connect ECONNREFUSED 10.0.0.7:443")
        try bench.addFailed(1...5, to: "bull:mails", reason: "connect ECONNREFUSED 10.9.9.9:25")
        return bench
    }

    @Test func aCauseIsRetried() throws {
        let bench = try bench()
        try bench.start("--label east", until: "hooks")
        try bench.command("causes")
        let causes = try bench.pane.wait("the causes") { $0.contains("65 failed jobs, 2 causes") }
        #expect(causes.contains("connect ECONNREFUSED <addr>") && causes.contains("Response code 503"))
        try bench.pane.press("Down")
        try bench.pane.press("Enter")
        try bench.pane.wait("its jobs") { $0.contains("25 jobs found among 65") }
        try bench.pane.type("q")
        try bench.pane.wait(for: "2 causes")
        try bench.pane.type("r")
        try bench.agree(to: "25", until: "etried")
        #expect(try bench.send("ZCARD bull:hooks:failed", "ZCARD bull:mails:failed").map(\.integer) == [40, 0])
        // The causes are read again without a key.
        try bench.pane.wait(for: "40 failed jobs, 1 cause")
        try bench.quit()
    }

    @Test func aSearchFindsJobsOfSeveralQueues() throws {
        let bench = try bench()
        try bench.start(until: "hooks")
        try bench.command("search econnrefused data.to<=43")
        try bench.pane.wait("what was found") { $0.contains("8 jobs found among 65") && $0.contains("mails") }
        try bench.pane.type("A")
        try bench.pane.wait(for: "all that it finds marked")
        try bench.pane.type("d")
        try bench.agree(to: "8", until: "emoved")
        #expect(try bench.send("ZCARD bull:hooks:failed", "ZCARD bull:mails:failed").map(\.integer) == [57, 0])
        try bench.quit()
    }

    @Test func aCauseIsExportedToAFile() throws {
        let bench = try bench()
        let directory = try Scratch.directory()
        defer { Scratch.remove(directory) }
        try bench.start(until: "hooks")
        try bench.command("causes")
        try bench.pane.wait(for: "2 causes")
        // The form has the path of the last export.
        for (path, words) in [(directory + "/jobs.jsonl", "Exported 40 jobs"), ("", "exists already")] {
            try bench.command("export")
            try bench.fill(path)
            try bench.pane.wait(for: words)
        }
        // The form is open again with what was typed.
        try bench.fill("", "replace")
        try bench.pane.wait(for: "Exported 40 jobs")
        let lines = try String(contentsOfFile: directory + "/jobs.jsonl", encoding: .utf8).split(separator: "\n")
        #expect(lines.count == 40 && lines.allSatisfy { $0.contains("invoice.paid") })
        try bench.quit()
    }

    @Test func aReplicaAndAReaderSuffice() throws {
        let bench = try bench()
        try bench.send("REPLICAOF 127.0.0.1 1")
        try bench.startAsReader(until: "hooks")
        try bench.command("causes")
        try bench.pane.wait(for: "65 failed jobs, 2 causes")
        try bench.command("search 503")
        try bench.pane.wait(for: "40 jobs found among 65")
        try bench.quit()
    }

    @Test func aReaderOpensEveryScreen() throws {
        let bench = try DashboardBench()
        try bench.addFailed(1...5, to: "bull:hooks", reason: "connect ECONNREFUSED 10.0.0.7:443")
        try bench.startAsReader(until: "hooks")
        try bench.readEveryScreen(clients: "CLIENT LIST")
        try bench.quit()
    }
}
