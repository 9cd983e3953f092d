import Queues
import Redis
import TestSupport
import Testing

@testable import QueueStore

/// Checks that every operation leaves on a queue of a cluster what the official Node libraries leave on one server.
@Suite(.serialized) struct ClusterOperationTests {
    private static let prefix = "{bull}"
    private static let folders = ["bullmq5", "bullmq6"]

    private let cluster: PrivateCluster
    private let store: QueueStore
    /// The connection to the primary that has all keys of the prefix.
    private let node: Connection

    init() throws {
        cluster = try PrivateCluster(withReplicas: false)
        store = QueueStore(endpoint: cluster.endpoint, prefixes: [Array(Self.prefix.utf8)], stop: nil)
        try store.connect()
        node = try Connection(cluster.master(of: Self.prefix).endpoint)
    }

    /// Performs the operation of a fixture with its prefix tagged, and compares what it leaves.
    private func check(
        _ name: String, exact: Bool? = nil, _ operation: (Fixture) throws -> Queues.Operation
    ) throws {
        let fixture = try Fixture(name, prefix: Self.prefix)
        try fixture.before.load(into: node)
        let outcome = store.perform(try operation(fixture), now: fixture.clock)
        if case .failed(let trouble) = outcome { Issue.record("\(name): \(trouble)") }
        let after = try snapshot(of: node)
        #expect(fixture.differences(from: after, exact: exact ?? (fixture.now != nil)) == [], "\(name): \(outcome)")
    }

    @Test(arguments: folders) func jobsAreChanged(folder: String) throws {
        for (name, state) in OperationFixtureTests.cases {
            try check("\(folder)/\(name)") { try $0.jobOperation(seenIn: state) }
        }
    }

    @Test(arguments: folders) func queuesAreChanged(folder: String) throws {
        for (name, _) in QueueFixtureTests.cases { try check("\(folder)/\(name)") { try $0.queueOperation } }
    }

    @Test(arguments: folders) func jobsAreAdded(folder: String) throws {
        for name in AddFixtureTests.adds { try check("\(folder)/\(name)") { try $0.addition } }
    }

    @Test(arguments: folders) func schedulersAreChanged(folder: String) throws {
        for name in SchedulerFixtureTests.upserts {
            try check("\(folder)/\(name)", exact: true) { try $0.schedulerOperation }
        }
        for name in SchedulerFixtureTests.removals {
            try check("\(folder)/\(name)", exact: false) { try $0.schedulerOperation }
        }
    }
}
