import Queues
import Redis
import TestSupport
import Testing

@testable import QueueStore

/// Checks that a dry run counts a parent that is removed with its last child once, also where the children are parents
/// themselves and are removed in several batches.
@Suite struct FamilyRehearsalTests {
    private static let queue = QueueID("bull:q")

    /// Creates flows of three levels: roots that wait for parents, which wait for leaves. Some leaves are direct
    /// children of a root, and some are in another state. `ways` is the number of parents of a root.
    private func fill(_ bench: Bench, version: String, ways: Int) throws {
        try bench.send("HSET bull:q:meta version bullmq:\(version) opts.maxLenEvents 10000")
        let script = """
            local base, ways = 'bull:q:', tonumber(ARGV[1])
            local function job(id, parent)
                redis.call('HSET', base .. id, 'name', 'n', 'data', '{}', 'opts', '{}', 'timestamp', '1')
                if not parent then return end
                redis.call('HSET', base .. id, 'parentKey', base .. parent, 'parent',
                    cjson.encode({ id = parent, queueKey = 'bull:q' }))
                redis.call('SADD', base .. parent .. ':dependencies', base .. id)
            end
            local function wait(id) redis.call('LPUSH', base .. 'wait', id) end
            for r = 1, 2 do
                local root = 'root-' .. r
                job(root)
                redis.call('ZADD', base .. 'waiting-children', 1, root)
                for w = 1, ways do
                    local middle = 'middle-' .. r .. '-' .. w
                    job(middle, root)
                    redis.call('ZADD', base .. 'waiting-children', 1, middle)
                    for leaf = 1, 2 do
                        local id = 'leaf-' .. r .. '-' .. w .. '-' .. leaf
                        job(id, middle)
                        if leaf == 2 and w % 7 == 0 then
                            redis.call('ZADD', base .. 'delayed', 4096, id)
                        else
                            wait(id)
                        end
                    end
                end
                for w = 1, 90 do job('direct-' .. r .. '-' .. w, root); wait('direct-' .. r .. '-' .. w) end
            end
            """
        _ = try bench.connection.send(Command("EVAL", script, "0", String(ways)))
    }

    private static let changes: [QueueChange] = [
        .drain(delayed: true), .drain(), .obliterate(force: true), .clean(CleanRequest(state: .waiting, grace: 0)),
    ]

    @Test(arguments: ["5.81.2", "6.2.1"], changes.indices) func countsWhatGoes(version: String, _ index: Int) throws {
        let change = Self.changes[index]
        for ways in [1, 5, 300] {
            let bench = try Bench()
            try fill(bench, version: version, ways: ways)
            let before = try snapshot(of: bench.connection)
            let trial = bench.store.rehearse(.queue(change, Self.queue), now: Clock.now)
            #expect(try snapshot(of: bench.connection) == before)
            let outcome = bench.store.perform(.queue(change, Self.queue), now: Clock.now)
            guard case .counted(let counted) = trial.outcome, case .counted(let done) = outcome else {
                throw TestFailure("\(trial.outcome), \(outcome)")
            }
            let place = "\(change) of \(ways) with \(version)"
            #expect(counted.done == done.done && counted.refused == done.refused, "\(place)")
            if case .obliterate = change { continue }
            #expect(counted.parents == done.parents && done.parents > 0 || ways % 7 == 0, "\(place)")
        }
    }
}
