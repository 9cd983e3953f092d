import Foundation
import Redis
import TestSupport
import Testing

/// The demo as a new user sees it.
@Suite struct DemoTests {
    private func waitUntilEmpty(_ directory: String) throws {
        for _ in 0..<1_200 {
            if try FileManager.default.contentsOfDirectory(atPath: directory).isEmpty { return }
            usleep(25_000)
        }
        throw TestFailure("something is left in \(directory)")
    }

    private func connection(in directory: String) throws -> Connection {
        let name = try #require(try FileManager.default.contentsOfDirectory(atPath: directory).first)
        return try Connection(Endpoint(address: .unix(path: "\(directory)/\(name)/redis.sock")))
    }

    @Test func aFailedJobIsOpenedAndRetried() throws {
        let directory = try Scratch.directory()
        defer { Scratch.remove(directory) }
        let pane = try Pane(environment: ["TMPDIR": directory])
        try pane.run("'\(Program.path)' demo")
        let queues = try pane.wait(for: "failed-email")
        #expect(queues.contains("webhooks") && queues.contains("paused"))
        // The export queue fails rarely, so that its newest failed job stays the newest during the test.
        try pane.type("/export")
        try pane.wait(without: "cleanup")
        try pane.press("Enter")
        try pane.press("Enter")
        try pane.wait(for: "export › ")
        try pane.type("5")
        try pane.wait("failures") {
            $0.contains("export › failed") && ($0.contains("ENOSPC") || $0.contains("canceling statement"))
        }
        try pane.press("Enter")
        let job = try pane.wait("the job") { $0.contains("1 error") && $0.contains("attempt 2 of 2") }
        #expect(job.contains("    at async run (/srv/app/dist/export/processor.js"))
        #expect(job.contains("async Worker.processJob"))
        let words = job.split(whereSeparator: \.isWhitespace)
        let id = String(try #require(words.firstIndex(of: "job").map { words[$0 + 1] }))
        let redis = try connection(in: directory)
        #expect(try redis.send(Command("ZSCORE", "bull:export:failed", id)).isNull == false)
        try pane.type("r")
        try pane.wait(for: "etry job")
        try pane.wait(for: "y yes")
        try pane.type("y")
        try pane.wait("the job's new state") { !$0.contains("✗ failed") }
        #expect(try redis.send(Command("ZSCORE", "bull:export:failed", id)).isNull)
        try pane.type("qqq")
        try pane.waitForPrompt()
        try waitUntilEmpty(directory)
    }

    /// Checks the README's tour: one tenant's certificate has expired, and three keys retry only its failed jobs.
    @Test func oneTenantsFailedJobsAreRetried() throws {
        let directory = try Scratch.directory()
        defer { Scratch.remove(directory) }
        let pane = try Pane(environment: ["TMPDIR": directory])
        try pane.run("'\(Program.path)' demo")
        try pane.wait(for: "failed-email")
        try pane.type("F")
        try pane.wait(for: "certificate has expired")
        try pane.wait(for: #"data.tenant = "globex""#)
        let redis = try connection(in: directory)
        func members(_ command: String...) throws -> [Reply] {
            try redis.send(Command(command[0], arguments: command.dropFirst().map { Array($0.utf8) })).array ?? []
        }
        let failed = try members("ZRANGE", "bull:webhooks:failed", "0", "-1").compactMap(\.text)
        let expired = try failed.filter {
            try redis.send(Command("HGET", "bull:webhooks:\($0)", "failedReason")).text == "certificate has expired"
        }
        try pane.type("r")
        try pane.wait(for: "y yes")
        try pane.type("y")
        try pane.wait(for: "Retried")
        // Their attempts are used up, so they may have failed again by now. The stream of events still shows the
        // retries.
        let retried = try members("XRANGE", "bull:webhooks:events", "-", "+").compactMap { event -> String? in
            let fields = event.array?.last?.array?.compactMap(\.text) ?? []
            let isRetry = fields.contains("waiting") && fields.last == "failed"
            return isRetry ? fields.firstIndex(of: "jobId").map { fields[$0 + 1] } : nil
        }
        #expect(Set(expired).isSubset(of: retried))
        for id in Set(retried) {
            let data = try redis.send(Command("HGET", "bull:webhooks:\(id)", "data")).text ?? ""
            #expect(data.contains(#""tenant":"globex""#), "\(data)")
        }
    }

    @Test(arguments: ["TERM", "HUP", "KILL", "SEGV"])
    func nothingIsLeftHoweverItEnds(signal: String) throws {
        let directory = try Scratch.directory()
        defer { Scratch.remove(directory) }
        let pane = try Pane(environment: ["TMPDIR": directory, "SWIFT_BACKTRACE": "enable=no"])
        try pane.run("'\(Program.path)' demo & echo $! > \(directory).pid; fg")
        defer { Scratch.remove("\(directory).pid") }
        try pane.wait(for: "failed-email")
        let text = try String(contentsOfFile: "\(directory).pid", encoding: .utf8)
        let id = try #require(Int32(text.trimmingCharacters(in: .whitespacesAndNewlines)))
        let redis = try connection(in: directory)
        let info = try redis.send(Command("INFO", "server")).text ?? ""
        let server = info.split(whereSeparator: \.isNewline).first { $0.hasPrefix("process_id:") }?.dropFirst(11)
        let numbers = ["TERM": SIGTERM, "HUP": SIGHUP, "KILL": SIGKILL, "SEGV": SIGSEGV]
        kill(id, try #require(numbers[signal]))
        try waitUntilEmpty(directory)
        #expect(kill(try #require(server.flatMap { Int32($0) }), 0) == -1)
    }
}
