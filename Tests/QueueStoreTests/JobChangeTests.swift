import Queues
import Redis
import TestSupport
import Testing

@testable import QueueStore

/// Changes of jobs where neither the fixtures nor the clients show the right result: refusals, hostile ids, older
/// families.
@Suite struct JobChangeTests {
    private let queue = QueueID("bull:q")

    private func bench(_ version: String = "bullmq:6.2.1") throws -> Bench {
        let bench = try Bench()
        try bench.send("HSET bull:q:meta opts.maxLenEvents 10000 version \(version)")
        return bench
    }

    private func perform(_ change: JobChange, _ id: String, _ state: JobState?, _ bench: Bench) -> Outcome {
        bench.store.perform(.job(change, .init(queue: queue, job: JobID(id), state: state)), now: 1_000)
    }

    private func list(_ name: String, _ bench: Bench) throws -> [String] {
        try bench.send("LRANGE bull:q:\(name) 0 -1")[0].byteStrings.map(\.text)
    }

    /// Every change, each with the state of its job.
    private static let changes: [(change: JobChange, state: JobState)] = [
        (.retry(), .failed), (.promote, .delayed), (.remove(), .waiting), (.remove(children: false), .waiting),
        (.removeUnprocessedChildren, .waitingChildren), (.breakDependency, .waiting),
        (.changeDelay(.after(5)), .delayed),
        (.changePriority(3), .waiting), (.updateData(Array("{}".utf8)), .waiting), (.addLog([0x61]), .waiting),
        (.clearLogs(), .waiting), (.release, .active), (.removeDeduplication, .waiting),
    ]

    @Test(arguments: changes.indices)
    func refusesWhatIsGoneOrMoved(index: Int) throws {
        let (change, state) = Self.changes[index]
        let bench = try bench()
        #expect(perform(change, "1", state, bench) == .refused(.vanished))
        #expect(perform(change, "1", nil, bench) == .refused(.vanished))
        // The job has completed by now, wherever it was before.
        try bench.send("HSET bull:q:1 name n deid d", "ZADD bull:q:completed 1 1", "SET bull:q:de:d 1")
        let before = try snapshot(of: bench.connection)
        #expect(perform(change, "1", state, bench) == .refused(.moved(to: .completed)))
        #expect(try snapshot(of: bench.connection) == before)
    }

    /// Checks that a change is refused for a job that is where the change needs it, but not where the operator saw it.
    @Test(arguments: changes.indices)
    func refusesWhatWasSeenElsewhere(index: Int) throws {
        let (change, state) = Self.changes[index]
        let bench = try bench()
        let isList = state == .waiting || state == .active
        let list = state == .waiting ? "wait" : state.rawValue
        try bench.send(
            "HSET bull:q:1 name n deid d timestamp 1", isList ? "RPUSH bull:q:\(list) 1" : "ZADD bull:q:\(list) 1 1",
            "SET bull:q:de:d 1")
        let before = try snapshot(of: bench.connection)
        #expect(perform(change, "1", .completed, bench) == .refused(.moved(to: state)))
        #expect(try snapshot(of: bench.connection) == before)
    }

    @Test(arguments: changes.indices)
    func needsPermissionForAll(index: Int) throws {
        let (change, state) = Self.changes[index]
        let bench = try bench()
        let key = state == .waiting ? "RPUSH bull:q:wait 1" : nil
        let place = key ?? (state == .active ? "RPUSH bull:q:active 1" : "ZADD bull:q:\(state.rawValue) 1 1")
        try bench.send("HSET bull:q:1 name n deid d", place, "SET bull:q:de:d 1", "SADD bull:q:1:dependencies bull:q:2")
        try bench.add(user: "reader", "+@read", "~*")
        try bench.add(user: "stranger", "+@all", "~other:*")
        let before = try snapshot(of: bench.connection)
        let reader = try Bench(bench.redis, user: "reader")
        guard case .refused(.noPermission) = perform(change, "1", state, reader) else {
            Issue.record("the reader was not refused")
            return
        }
        let stranger = try Bench(bench.redis, user: "stranger")
        guard case .refused(.noPermission) = perform(change, "1", state, stranger) else {
            Issue.record("the stranger was not refused")
            return
        }
        #expect(try snapshot(of: bench.connection) == before)
    }

    @Test(arguments: [[0x61, 0x3A, 0x62, 0x3A, 0x63], Array("ünï 名".utf8), [0xFF, 0x00, 0xC3, 0x0A, 0x25]])
    func takesIDsAsBytes(bytes: [UInt8]) throws {
        let bench = try bench()
        let id = JobID(bytes)
        let (hash, failed) = (queue.key(of: id), queue.key("failed"))
        for command in [
            Command("HSET", arguments: [hash] + ["name", "n", "data", "1", "finishedOn", "5"].map { Array($0.utf8) }),
            Command("ZADD", arguments: [failed, Array("5".utf8), bytes]),
        ] { _ = try bench.connection.send(command) }
        func perform(_ change: JobChange, _ state: JobState) -> Outcome {
            bench.store.perform(.job(change, .init(queue: queue, job: id, state: state)), now: 1_000)
        }
        #expect(perform(.retry(), .failed) == .done)
        #expect(try bench.send("LRANGE bull:q:wait 0 -1")[0].byteStrings == [bytes])
        #expect(perform(.changePriority(7), .waiting) == .done)
        #expect(try bench.send("ZRANGE bull:q:prioritized 0 -1")[0].byteStrings == [bytes])
        #expect(perform(.updateData(Array("2".utf8), old: Array("1".utf8)), .prioritized) == .done)
        #expect(perform(.addLog(bytes), .prioritized) == .done)
        guard case .removed(let jobs) = perform(.remove(), .prioritized) else {
            Issue.record("not removed")
            return
        }
        #expect(jobs.map(\.id) == [id])
        #expect(jobs.map(\.logs) == [[bytes]])
        #expect(bench.store.perform(.queue(.restore(jobs[0]), queue), now: 1_000) == .done)
        #expect(try bench.send("ZRANGE bull:q:prioritized 0 -1")[0].byteStrings == [bytes])
        #expect(try bench.connection.send(Command("HGET", hash, Array("data".utf8))).text == "2")
    }

    @Test func updatesOnlyWhatTheOperatorSaw() throws {
        let bench = try bench()
        try bench.send("HSET bull:q:1 name n data [1]", "RPUSH bull:q:wait 1")
        func update(_ data: String, _ old: String?) -> Outcome {
            perform(.updateData(Array(data.utf8), old: old.map { Array($0.utf8) }), "1", nil, bench)
        }
        #expect(update("[2]", "[7]") == .refused(.changed))
        #expect(update("[2]", "") == .refused(.changed))
        #expect(try bench.send("HGET bull:q:1 data")[0].text == "[1]")
        #expect(update("[2]", "[1]") == .done)
        #expect(update("[3]", nil) == .done)
        #expect(try bench.send("HGET bull:q:1 data")[0].text == "[3]")
        guard case .refused(.invalid(let words)) = update("{\"a\":1,}", nil) else {
            Issue.record("bad JSON was not refused")
            return
        }
        #expect(words.contains("line 1"))
    }

    @Test func refusesValuesOutOfRange() throws {
        let bench = try bench()
        let changes: [JobChange] = [
            .changePriority(-1), .changePriority(2_097_152), .changeDelay(.after(.max)), .changeDelay(.at(.max)),
            .changeDelay(.at(8_640_000_000_000_001)),
        ]
        for change in changes {
            guard case .refused(.invalid) = perform(change, "1", nil, bench) else {
                Issue.record("\(change) was not refused")
                continue
            }
        }
        try bench.send("HSET bull:q:1 name n", "ZADD bull:q:delayed 4096 1")
        #expect(perform(.changeDelay(.at(.min)), "1", nil, bench) == .done)
        #expect(try bench.send("ZSCORE bull:q:delayed 1")[0].text == "4096000")
        #expect(try bench.send("HGET bull:q:1 delay")[0].text == "0")
        #expect(perform(.changePriority(2_097_151), "1", nil, bench) == .done)
    }

    @Test func keepsTheTurnOfDelayedJobsAsTheFamilyDoes() throws {
        for (version, turn) in [("bullmq:3.16.2", 7), ("bullmq:4.18.3", 7), ("bullmq:5.81.3", 0)] {
            let bench = try bench(version)
            try bench.send("HSET bull:q:4103 name n", "ZADD bull:q:delayed 4096 4103")
            // 4103 is 7 above 4096: the low 12 bits of the id are the turn within the millisecond.
            #expect(perform(.changeDelay(.after(0)), "4103", .delayed, bench) == .done)
            #expect(try bench.send("ZSCORE bull:q:delayed 4103")[0].text == String(4_096_000 + turn))
        }
    }

    @Test func clearsLogsButForTheNewest() throws {
        let bench = try bench()
        try bench.send("HSET bull:q:1 name n", "RPUSH bull:q:wait 1", "RPUSH bull:q:1:logs a b c")
        #expect(perform(.clearLogs(keeping: 2), "1", .waiting, bench) == .done)
        #expect(try list("1:logs", bench) == ["b", "c"])
        #expect(perform(.clearLogs(), "1", nil, bench) == .done)
        #expect(try bench.send("EXISTS bull:q:1:logs")[0].integer == 0)
    }
}
