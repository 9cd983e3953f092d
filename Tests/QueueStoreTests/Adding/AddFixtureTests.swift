import Queues
import Redis
import TestSupport
import Testing

@testable import QueueStore

/// Checks that jobs are added as the official Node libraries add them.
@Suite struct AddFixtureTests {
    static let adds = [
        "add-custom-id", "add-delayed", "add-delayed-same-ms", "add-duplicate-id", "add-lifo", "add-maxed",
        "add-options",
        "add-paused", "add-paused-prioritized", "add-prioritized", "add-standard", "add-text", "dedup-keep-last-active",
        "dedup-replace", "dedup-simple-hit", "dedup-ttl-extend", "dedup-ttl-new",
    ]

    @Test(arguments: ["bullmq5", "bullmq6"], adds)
    func addsAsTheLibraryDoes(folder: String, name: String) throws {
        let fixture = try Fixture("\(folder)/\(name)")
        let bench = try Bench()
        try fixture.before.load(into: bench.connection)
        let outcome = bench.add(
            try NewJob(fixture.arguments), to: QueueID(fixture.queue), now: fixture.now ?? Clock.now)

        let id = JobID(try #require(fixture.result.string))
        switch name {
        case "add-duplicate-id": #expect(outcome == .added(id, isNew: false))
        case "dedup-simple-hit", "dedup-keep-last-active", "dedup-ttl-extend":
            #expect(outcome == .refused(.deduplicated(owner: id)))
        default: #expect(outcome == .added(id, isNew: true))
        }
        #expect(fixture.differences(from: try snapshot(of: bench.connection), exact: fixture.now != nil) == [])
    }

    @Test(arguments: ["bullmq5", "bullmq6"])
    func addsAFlowPieceByPiece(folder: String) throws {
        let fixture = try Fixture("\(folder)/flow-add")
        let bench = try Bench()
        try fixture.before.load(into: bench.connection)
        let now = try #require(fixture.now)
        let flow = try #require(fixture.arguments["flow"])
        var parent = try NewJob(flow)
        parent.waitsForChildren = true
        #expect(bench.add(parent, to: QueueID("bull:orders"), now: now) == .added(JobID("p1"), isNew: true))
        for child in flow["children"]?.array ?? [] {
            let job = try NewJob(
                child, with: ["parent": .object(["id": .string("p1"), "queue": .string("bull:orders")])])
            let queue = QueueID("bull:" + (try #require(child["queueName"]?.string)))
            guard case .added(_, isNew: true, _) = bench.add(job, to: queue, now: now) else {
                throw TestFailure("not added")
            }
        }
        #expect(fixture.differences(from: try snapshot(of: bench.connection), exact: true) == [])
    }
}

extension Bench {
    func add(_ job: NewJob, to queue: QueueID, now: Milliseconds = Clock.now) -> Outcome {
        store.perform(.queue(.add(job), queue), now: now)
    }

    /// Adds a job with these options.
    func add(
        _ options: String = "{}", to queue: String, data: String = "{}", library: Library? = nil,
        now: Milliseconds = Clock.now
    ) -> Outcome {
        var job = NewJob(name: Array("x".utf8), data: Array(data.utf8), options: Array(options.utf8))
        job.library = library
        return add(job, to: QueueID(queue), now: now)
    }
}

extension NewJob {
    /// Creates a job from its description in a fixture.
    init(_ json: JSONValue, with more: [String: JSONValue] = [:]) throws {
        let options = (json["opts"]?.members ?? [:]).merging(more) { $1 }
        self.init(
            name: try #require(json["name"]?.bytes), data: try #require(json["data"]?.bytes),
            options: Array(JSONValue.object(options).text.utf8))
    }
}
