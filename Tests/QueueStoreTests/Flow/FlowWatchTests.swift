import Queues
import Redis
import TestSupport
import Testing

@testable import QueueStore

/// The data of the screen of a flow: the way to the root, pages of children, the jobs that block it, and those that may
/// not be read.
@Suite struct FlowWatchTests {
    private let queue = QueueID("bull:p")
    private let root = JobPlace(queue: QueueID("bull:p"), id: JobID("root"))

    private func answer(_ bench: Bench, _ request: FlowRequest) throws -> (tree: FlowTree, cost: ReadCost) {
        let answer = try bench.store.answer(.flow(request), now: Clock.now)
        guard case .flow(let tree) = answer.content else { throw TestFailure("another content") }
        return (tree, answer.cost)
    }

    private func node(_ bench: Bench, _ request: FlowRequest) throws -> FlowNode {
        guard let root = try answer(bench, request).tree.root else { throw TestFailure("no such job") }
        return root
    }

    /// Creates a parent that waits for children of another queue: one that failed, one that waits, a missing one, and
    /// an unlisted one.
    private func bench() throws -> Bench {
        let bench = try Bench()
        try bench.send(
            "HSET bull:p:meta version bullmq:6.1.2", "HSET bull:c:meta version bullmq:6.1.2",
            "HSET bull:p:root name r timestamp 1", "ZADD bull:p:waiting-children 1 root",
            "SADD bull:p:root:dependencies bull:c:1 bull:c:2 bull:c:3 bull:c:4",
            "HSET bull:c:1 name n timestamp 1 failedReason oh parentKey bull:p:root opts {} "
                + #"parent {"id":"root","queueKey":"bull:p","fpof":true}"#, "ZADD bull:c:failed 1 1",
            #"HSET bull:c:2 name n timestamp 1 parentKey bull:p:root opts {} parent {"id":"root"}"#,
            "RPUSH bull:c:wait 2",
            "HSET bull:c:4 name n timestamp 1 parentKey bull:p:root")
        return bench
    }

    private func addMany(_ count: Int, to bench: Bench) throws {
        let script = """
            for id = 1, tonumber(ARGV[1]) do
                redis.call('SADD', 'bull:p:root:dependencies', 'bull:c:' .. id)
                redis.call('HSET', 'bull:c:' .. id, 'name', 'n', 'timestamp', 1, 'opts', '{}', 'parentKey', 'bull:p:root')
                redis.call('RPUSH', 'bull:c:wait', id)
            end
            """
        _ = try bench.connection.send(Command("EVAL", script, "0", "\(count)"))
    }

    @Test func theWholeWayAndWhatBlocks() throws {
        let bench = try bench()
        let top = try node(bench, FlowRequest(of: root))
        #expect(top.state == .waitingChildren && top.listed == 4 && top.hidden == 0)
        // Those that block are before the others.
        #expect(top.children.map(\.id.bytes.text) == ["1", "3", "4", "2"])
        #expect(top.children.map(\.obstacle) == [.failed, .vanished, .unlisted, nil])
        #expect(top.children.map(\.policy) == [.failsParent, nil, nil, .keepsParent])
        #expect(top.survey == FlowBlocking(count: 3))
        #expect(top.children[0].row?.failedReason.text == "oh" && top.all.allSatisfy(\.unreadable.isEmpty))
        // Seen from a child, the parent is above it, and its records of the child are known.
        let other = try node(bench, FlowRequest(of: JobPlace(queue: QueueID("bull:c"), id: JobID("1"))))
        #expect(other.id.bytes.text == "root" && other.listed == 0)
        #expect(other.children.map(\.role) == [.pending])
    }

    @Test func pagesOfManyChildren() throws {
        let bench = try bench()
        try addMany(5_000, to: bench)
        var request = FlowRequest(of: root)
        let first = try answer(bench, request)
        #expect(first.tree.root?.listed == 5_000 && first.tree.root?.children.first?.id.bytes.text == "1")
        request.unfolded[root] = 4_950
        let last = try answer(bench, request)
        #expect(last.tree.root?.children.count == 50 && last.tree.root?.children.last?.id.bytes.text == "5000")
        #expect(last.tree.root?.children.allSatisfy { $0.state == .waiting } == true)
        // Data that has not changed is not listed again.
        #expect(last.cost.commands < 2_500 && last.cost.bytes < 100_000, "\(last.cost)")
        request.unfolded[root] = .max
        #expect(try node(bench, request).offset == 4_950)
    }

    /// Children of all pages that block are found a part at a time, counted, and shown first; what mends one counts at once.
    @Test func whatBlocksAmongThousands() throws {
        let bench = try bench()
        try addMany(5_000, to: bench)
        try bench.send(
            "ZADD bull:c:failed 1 1007", "LREM bull:c:wait 0 1007", "DEL bull:c:4001", "LREM bull:c:wait 0 4000",
            "ZADD bull:c:delayed 1 3000", "LREM bull:c:wait 0 3000", "ZADD bull:p:root:unsuccessful 1 bull:c:x",
            "HSET bull:c:x name n timestamp 1 parentKey bull:p:root", "ZADD bull:c:failed 1 x")
        let request = FlowRequest(of: root)
        var top = try node(bench, request)
        #expect(top.survey?.unknown == 4_500)
        var readings = 1
        while let survey = top.survey, survey.unknown > 0, readings < 20 {
            top = try node(bench, request)
            readings += 1
        }
        // Child 1 has failed from the beginning, and is in the list of waiting ones, too.
        let expected: [(String, FlowObstacle?)] = [
            ("x", .failsParent), ("1", .failed), ("1007", .failed), ("4000", .unlisted), ("4001", .vanished),
            ("2", nil),
        ]
        #expect(readings == 10 && top.survey == FlowBlocking(count: 5))
        #expect(top.children.prefix(6).map(\.id.bytes.text) == expected.map(\.0))
        #expect(top.children.prefix(6).map(\.obstacle) == expected.map(\.1))
        let flow = try #require(try bench.store.flow(of: root.id, in: queue, limit: 6)?.job)
        #expect(flow.children.map(\.id.bytes.text) == expected.map(\.0) && flow.blocking == FlowBlocking(count: 5))
        try bench.send("ZREM bull:c:failed 1007", "RPUSH bull:c:wait 1007")
        #expect(try node(bench, request).survey == FlowBlocking(count: 4))
    }

    /// Checks that a parent that waits for nothing is blocked by nothing, whatever its children are, and that the failure
    /// that it will be given is told.
    @Test(arguments: JobState.allCases) func onlyAParentThatWaitsIsBlocked(_ state: JobState) throws {
        let bench = try bench()
        let isList = state == .waiting || state == .active
        let key = QueueKeys(queue).sortedSet(of: state) ?? Array("bull:p:\(state == .active ? "active" : "wait")".utf8)
        try bench.send(
            "DEL bull:p:waiting-children", "HSET bull:p:root defa child-failed",
            "ZADD bull:p:root:unsuccessful 1 bull:c:x", "HSET bull:c:x name n timestamp 1 parentKey bull:p:root",
            "ZADD bull:c:failed 1 x", isList ? "RPUSH \(key.text) root" : "ZADD \(key.text) 1 root")
        let waits = state == .waitingChildren
        for job in [
            try node(bench, FlowRequest(of: root)),
            try #require(try bench.store.flow(of: root.id, in: queue, limit: 100)?.job),
        ] {
            #expect(job.state == state && job.deferredFailure?.text == "child-failed")
            #expect(job.blocking.count == (waits ? 4 : 0) && job.children.count == 5)
            #expect(job.children.count { $0.obstacle != nil } == (waits ? 4 : 0))
            #expect(
                job.children.contains { $0.fault == .failsParent }
                    && job.children.contains { $0.placeWord == "vanished" })
        }
    }

    /// A list that is too long to compare, or that cannot be read, makes no child an unlisted one.
    @Test func whereListsCannotBeComparedNothingIsUnlisted() throws {
        let bench = try bench()
        try addMany(200, to: bench)
        try bench.send("DEL bull:c:active", "SET bull:c:active x", "ZREM bull:c:failed 1")
        let top = try node(bench, FlowRequest(of: root))
        #expect(top.children.contains { $0.obstacle == .unlisted } == false)
        #expect(top.survey?.count == 0 && top.survey?.unknown == 0)
    }

    @Test func whatChildrenReturnedIsNotRead() throws {
        let bench = try bench()
        let script = """
            for id = 1, 12 do
                redis.call('HSET', 'bull:p:root:processed', 'bull:c:d' .. id, string.rep('x', 1000000))
                redis.call('HSET', 'bull:p:root:failed', 'bull:c:f' .. id, string.rep('x', 1000000))
            end
            """
        _ = try bench.connection.send(Command("EVAL", script, "0"))
        let (tree, cost) = try answer(bench, FlowRequest(of: root))
        #expect(tree.root?.listed == 28 && cost.bytes < 100_000, "\(cost)")
        let flow = try bench.store.flow(of: root.id, in: queue, limit: 100)
        #expect(flow?.job.children.count == 28)
    }

    @Test(arguments: [
        ["a": ["a"]], ["a": ["b"], "b": ["a"]], ["a": ["b", "c"], "b": ["a", "c"], "c": ["a", "b"]],
    ]) func aFlowThatLeadsBackEnds(_ links: [String: [String]]) throws {
        let bench = try Bench()
        try bench.send("HSET bull:p:meta version bullmq:6.1.2")
        var request = FlowRequest(of: JobPlace(queue: queue, id: JobID("a")))
        for (parent, children) in links {
            request.unfolded[JobPlace(queue: queue, id: JobID(parent))] = 0
            try bench.send("HSET bull:p:\(parent) name n timestamp 1")
            for child in children {
                try bench.send(
                    "SADD bull:p:\(parent):dependencies bull:p:\(child)",
                    "HSET bull:p:\(child) name n timestamp 1 parentKey bull:p:\(parent)")
            }
        }
        let all = try node(bench, request).all
        #expect(all.count { !$0.isRepeated } == links.count && all.contains(where: \.isRepeated))
        let flow = try bench.store.flow(of: JobID("a"), in: queue, limit: 50)
        #expect((flow?.ancestors.count ?? 99) < links.count)
    }

    @Test func keysThatNoLibraryHasMade() throws {
        let bench = try bench()
        let keys: [[UInt8]] = [
            [], Array("x".utf8), Array("bull:".utf8), Array("bull:c".utf8), Array(repeating: 0x3A, count: 1_000),
            Array("bull:c:".utf8) + Array(repeating: 0x61, count: 5_000), Array("bull:c:".utf8) + [0, 0x1B, 0xFF],
        ]
        for key in keys {
            _ = try bench.connection.send(Command("SADD", arguments: [Array("bull:p:root:dependencies".utf8), key]))
        }
        let top = try node(bench, FlowRequest(of: root))
        #expect(top.listed + top.hidden == 4 + keys.count && top.hidden >= 4)
        #expect(top.children.contains { $0.id.bytes == [0, 0x1B, 0xFF] })
    }

    @Test func whatCannotBeReadIsSaid() throws {
        let bench = try bench()
        try bench.send("SET bull:p:root:processed x", "DEL bull:c:2", "SET bull:c:2 x")
        let top = try node(bench, FlowRequest(of: root))
        #expect(top.unreadable.map { $0.key.text } == ["root:processed"] && top.listed == 4)
        let second = try #require(top.children.first { $0.id.bytes.text == "2" })
        #expect(!second.unreadable.isEmpty && second.row == nil && second.obstacle == nil)
    }

    @Test func aQueueOfBullHasNoFlows() throws {
        let bench = try Bench()
        try bench.send(
            "HSET bull:p:root name r timestamp 1 data {} opts {}", "LPUSH bull:p:wait root", "SET bull:p:id 1")
        let tree = try answer(bench, FlowRequest(of: root)).tree
        #expect(tree == FlowTree(root: nil, isOfBull: true))
    }

    @Test func aReplicaAndAReaderSuffice() throws {
        let bench = try bench()
        try bench.add(user: "reader", "+@read", "~bull:*")
        try bench.send("REPLICAOF 127.0.0.1 1")
        let reader = try Bench(bench.redis, user: "reader")
        let top = try node(reader, FlowRequest(of: root))
        #expect(top.children.map(\.state) == [.failed, nil, nil, .waiting])
        #expect(top.all.allSatisfy { $0.unreadable.isEmpty })
    }

    @Test(arguments: ClientFamily.recent) func flowsOfTheOfficialClients(family: ClientFamily) throws {
        let bench = try ClientData.of(family).bench()
        let top = try node(bench, FlowRequest(of: JobPlace(queue: QueueID("bull:picks"), id: JobID("c1"))))
        // A worker has completed the first of the three, whichever that is.
        #expect(top.id.bytes.text == "p1" && top.counts.processed == 1 && top.counts.pending == 2)
        let child = try #require(top.children.first)
        #expect(top.children.count == 1 && child.id.bytes.text == "c1")
        #expect(
            child.state == .completed ? child.role == .processed : child.role == .pending && child.state == .waiting)
    }
}
