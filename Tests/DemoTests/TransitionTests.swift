import Redis
import TestSupport
import Testing

@testable import Demo

/// The demo's scripts leave the keyspace that the official library leaves in the same situation.
@Suite struct TransitionTests {
    private static let worker = "5f0c7a0e-1f5d-4d2b-9a3e-0c1d2e3f4a5b:1"

    /// Runs a transition on the case's keyspace, and returns the differences from the official outcome.
    private func differences(
        _ name: String, _ script: Script, queue: String? = nil,
        arguments: (Fixture) throws -> [String]
    ) throws -> [String] {
        let fixture = try Fixture(name)
        let server = try PrivateRedis()
        let connection = try server.connect()
        try fixture.before.load(into: connection)
        let reply = try connection.run(
            script, keys: [Array((queue ?? fixture.queue).utf8)],
            arguments: try arguments(fixture).map { Array($0.utf8) })
        if let error = reply.error { throw TestFailure("\(error.code) \(error.message)") }
        return fixture.differences(from: try snapshot(of: connection), exact: true)
    }

    @Test(arguments: [
        "add-standard", "add-delayed", "add-delayed-same-ms", "add-prioritized", "add-options", "add-paused",
        "add-paused-prioritized", "add-custom-id", "add-lifo", "add-maxed",
    ])
    func addsAsTheLibraryDoes(name: String) throws {
        let found = try differences("bullmq6/\(name)", Transition.addJob) { fixture in
            let opts = fixture.arguments["opts"]
            let now = opts?["timestamp"]?.integer ?? fixture.now ?? 0
            return [
                "\(now)", fixture.arguments["name"]?.string ?? "", fixture.arguments["data"]?.string ?? "",
                try Self.stored(opts, in: fixture), opts?["jobId"]?.string ?? "", "", "", "0",
            ]
        }
        #expect(found == [])
    }

    /// Returns the stored options of the job that the library added, which has short names for some of them.
    private static func stored(_ opts: JSONValue?, in fixture: Fixture) throws -> String {
        let id = fixture.result.string ?? ""
        let key = Array("\(fixture.queue):\(id)".utf8)
        guard case .hash(let fields)? = fixture.after.entries[key]?.value, let text = fields[Array("opts".utf8)] else {
            throw TestFailure("the case adds no job \(id)")
        }
        return String(decoding: text, as: UTF8.self)
    }

    @Test func takesAsTheLibraryDoes() throws {
        let fixture = try Fixture("bullmq6/fetch")
        let server = try PrivateRedis()
        let connection = try server.connect()
        try fixture.before.load(into: connection)
        let arguments = ["\(fixture.now ?? 0)", Self.worker, "", "30000"].map { Array($0.utf8) }
        let reply = try connection.run(Transition.takeJob, keys: [Array(fixture.queue.utf8)], arguments: arguments)
        #expect(TakenJob(reply)?.id == Array("1".utf8))
        // The library's worker of this case has no name, while those of the fixtures always have one.
        _ = try connection.send(Command("HDEL", "\(fixture.queue):1", "pb"))
        #expect(fixture.differences(from: try snapshot(of: connection), exact: true) == [])
    }

    @Test func givesUpAsTheLibraryDoes() throws {
        let trace = """
            Error: template "welcome" failed
              line 12: unexpected }
                at deliver (/srv/app/dist/mailer.js:8:25)
                at render (/srv/app/dist/mailer.js:12:31)
                at handle (/srv/app/dist/mailer.js:13:44)
            """
        let found = try differences("bullmq6/fail-third", Transition.failJob) { fixture in
            ["\(fixture.now ?? 0)", Self.worker, "1", fixture.arguments["error"]?.string ?? "", trace]
        }
        #expect(found == [])
    }

    @Test func releasesTheParentAsTheLibraryDoes() throws {
        let found = try differences("bullmq6/flow-last-child-completes", Transition.completeJob) { fixture in
            ["\(fixture.now ?? 0)", Self.worker, "c3", "\"picked\""]
        }
        #expect(found == [])
    }

    @Test func startsSchedulersAsTheLibraryDoes() throws {
        let every = try differences("bullmq6/scheduler-every", Transition.addScheduler) { fixture in
            let now = "\(fixture.now ?? 0)"
            return [now, "minutely", "every", "60000", "", "tick", #"{"k":1}"#, #"{"attempts":2}"#, now]
        }
        #expect(every == [])
        let pattern = try differences("bullmq6/scheduler-pattern-tz", Transition.addScheduler) { fixture in
            [
                "\(fixture.now ?? 0)", "nightly", "pattern", "0 30 3 * * *", "Europe/Berlin", "report",
                #"{"kind":"daily"}"#, #"{"priority":3}"#, "1795487400000",
            ]
        }
        #expect(pattern == [])
    }

    @Test func pausesAsTheLibraryDoes() throws {
        let found = try differences("bullmq6/pause", Transition.pauseQueue) { _ in [] }
        #expect(found == [])
    }

    @Test func reportsProgressAsTheLibraryDoes() throws {
        let fixture = try Fixture("bullmq6/update-progress")
        let text = fixture.after.entries[Array("\(fixture.queue):1".utf8)]?.value
        guard case .hash(let fields)? = text, let progress = fields[Array("progress".utf8)] else {
            throw TestFailure("the case sets no progress")
        }
        let found = try differences("bullmq6/update-progress", Transition.reportProgress) { _ in
            ["1", String(decoding: progress, as: UTF8.self), ""]
        }
        #expect(found == [])
    }

    @Test func aJobThatWasTakenAwayIsLeftAlone() throws {
        let server = try PrivateRedis()
        let connection = try server.connect()
        let queue = [Array("bull:q".utf8)]
        func run(_ script: Script, _ arguments: String...) throws -> Reply {
            try connection.run(script, keys: queue, arguments: arguments.map { Array($0.utf8) })
        }
        #expect(try run(Transition.completeJob, "1000", "mine", "1", "null").integer == -1)
        _ = try run(Transition.addJob, "1000", "n", "{}", "{}", "", "", "", "0")
        #expect(try run(Transition.completeJob, "1000", "mine", "1", "null").integer == -2)
        _ = try run(Transition.takeJob, "1000", "theirs", "w", "30000")
        #expect(try run(Transition.completeJob, "1001", "mine", "1", "null").integer == -6)
        #expect(try run(Transition.failJob, "1001", "mine", "1", "r", "t").integer == -6)
        #expect(try connection.send(Command("LRANGE", "bull:q:active", "0", "-1")).array?.count == 1)
    }

    @Test func theOldestFinishedJobsGo() throws {
        let server = try PrivateRedis()
        let connection = try server.connect()
        func run(_ script: Script, _ arguments: String...) throws -> Reply {
            try connection.run(script, keys: [Array("bull:q".utf8)], arguments: arguments.map { Array($0.utf8) })
        }
        for number in 1...4 {
            let now = "\(1_000 + number)"
            _ = try run(Transition.addJob, now, "n", "{}", #"{"removeOnComplete":{"count":2}}"#, "", "", "", "0")
            _ = try run(Transition.takeJob, now, "mine", "w", "30000")
            #expect(try run(Transition.completeJob, now, "mine", "\(number)", "null").integer == 0)
        }
        let kept = try connection.send(Command("ZRANGE", "bull:q:completed", "0", "-1"))
        #expect(kept.array?.map(\.text) == ["3", "4"])
        #expect(try connection.send(Command("EXISTS", "bull:q:1", "bull:q:2", "bull:q:3")).integer == 1)
    }
}
