import Queues
import Redis
import TestSupport
import Testing

@testable import QueueStore

/// Checks that an operation on many jobs goes on at the primary that Sentinels name next, and that its report says what is there.
@Suite struct SentinelBulkTests {
    /// The way in which the primary is replaced while the operation is under way.
    enum End: CaseIterable {
        /// On request: it answers for seconds more, and what it does is lost.
        case replaced
        /// It ends.
        case killed
    }

    /// The change, and whether its jobs are marked.
    static let changes: [(JobChange, isMarked: Bool)] = [(.retry(), false), (.retry(), true), (.remove(), false)]

    private let count = 20_000
    private let sentinels: PrivateSentinels
    private let store: QueueStore

    init() throws {
        sentinels = try PrivateSentinels()
        let fill = """
            for i = 1, \(count) do
                redis.call('HSET', 'bull:q:' .. i, 'name', 'n', 'data', '{}', 'opts', '{}', 'timestamp', 1, 'delay', 0)
                redis.call('ZADD', 'bull:q:failed', 1700000000000 + i, i)
            end
            redis.call('HSET', 'bull:q:meta', 'opts.maxLenEvents', 10000, 'version', 'bullmq:6.2.1')
            """
        for words in [["EVAL", fill, "0"], ["WAIT", "1", "5000"]] { try sentinels.ask(0, words) }
        store = QueueStore(endpoint: try sentinels.endpoint, prefixes: [Array("bull".utf8)], stop: nil)
        try store.connect()
    }

    private func length(_ command: String, _ key: String) throws -> Int64? {
        try sentinels.ask(1, [command, key]).integer
    }

    /// Ends the primary. Returns once its replica has been promoted where it is replaced on request.
    private func end(_ end: End) throws {
        switch end {
        case .killed: sentinels.servers[0].kill()
        case .replaced: try sentinels.promote()
        }
    }

    /// Performs a change; `act` is called at the first report of its progress.
    private func tally(
        _ change: JobChange, isMarked: Bool = false, _ act: @escaping () throws -> Void,
        goesOn: @escaping () -> Bool = { true }
    ) throws -> Tally {
        let ids = (1...count).map { JobID(String($0)) }
        let selection = Selection(queue: QueueID("bull:q"), state: .failed, scope: isMarked ? .marked(ids) : .all)
        var failure: (any Error)?
        var isBegun = false
        let outcome = store.perform(.jobs(change, selection), now: Clock.now, keeping: .none) { _ in
            if isBegun { return goesOn() }
            isBegun = true
            do { try act() } catch { failure = error }
            return true
        }
        if let failure { throw failure }
        guard case .counted(let tally) = outcome else { throw TestFailure("\(outcome)") }
        return tally
    }

    @Test(arguments: changes.indices, End.allCases) func allIsDoneAtTheNextPrimary(_ index: Int, _ way: End) throws {
        let (change, isMarked) = Self.changes[index]
        let tally = try self.tally(change, isMarked: isMarked) { try end(way) }
        #expect(tally.done == count && tally.asked == count && tally.trouble == nil, "\(tally)")
        #expect(store.connection?.nodes.first?.address == "127.0.0.1:\(sentinels.servers[1].port ?? 0)")
        #expect(try length("ZCARD", "bull:q:failed") == 0)
        if case .remove = change {
            #expect(try length("EXISTS", "bull:q:\(count)") == 0)
        } else {
            #expect(try length("LLEN", "bull:q:wait") == Int64(count))
        }
    }

    /// Checks that a primary that is not replaced is waited for no longer than is set, and that the report says so.
    @Test func aPrimaryThatNobodyReplacesIsGivenUp() throws {
        store.failoverPatience = 1
        let tally = try self.tally(.retry()) { for server in sentinels.servers { server.kill() } }
        #expect(tally.trouble == .failoverOpen && tally.asked == count, "\(tally)")
        #expect(tally.done < count && tally.left != 0, "\(tally)")
    }

    @Test func waitingForAFailoverCanBeStopped() throws {
        let tally = try self.tally(.retry(), { for server in sentinels.servers { server.kill() } }, goesOn: { false })
        #expect(tally.trouble == .failoverOpen && tally.asked == count, "\(tally)")
        #expect(tally.done < count && tally.left != 0, "\(tally)")
    }

}

@Suite struct TakenBackJobTests {
    /// Checks that a walk returns again what it is given back, and nothing else.
    @Test(arguments: [JobState.failed, .waiting]) func aWalkReturnsOnceMoreWhatItIsGivenBack(_ state: JobState) throws {
        let bulk = try BulkBench()
        try bulk.fill(3_000, state)
        var walk = try BulkWalk(Selection(queue: bulk.queue, state: state, scope: .all), bulk.bench.store)
        func all() throws -> [JobID] {
            var jobs: [JobID] = []
            while let page = try walk.next(bulk.bench.store) { jobs += page }
            return jobs
        }
        let jobs = try all()
        #expect(jobs.count == 3_000)
        let lost = Set(jobs.enumerated().filter { $0.offset % 7 == 0 }.map(\.element))
        let hashes = Set(lost.map(\.hashValue))
        // A job that is not there any more is not found.
        let place = state == .failed ? "ZREM bull:q:failed" : "LREM bull:q:wait 0"
        try bulk.send("\(place) 1")
        let found = try walk.present(bulk.bench.store) { hashes.contains($0) }
        #expect(found == hashes.subtracting([JobID("1").hashValue]))
        #expect(walk.examined == 3_000)
        walk.takeBack(found)
        #expect(try Set(all()) == lost.subtracting([JobID("1")]))
        #expect(walk.examined == 3_000 && walk.total == 3_000)
    }
}
