import Queues
import TestSupport

/// A random queue of one family with jobs in every state, as clients and workers may have left it.
struct RandomQueue {
    let queue: QueueID
    let family: ClientFamily
    private(set) var keyspace = Keyspace()
    private var dice: Dice
    private let now: Milliseconds
    private var count = 0

    /// Ids that are not numbers. Those of flows have no colons, with which the library does not find a job's queue.
    static let ids: [[UInt8]] = [
        Array("a:b:c".utf8), Array("ünï-😀".utf8), Array("two words".utf8), [0xFF, 0xFE, 0x41], [0x61, 0xC3],
        Array("line\nbreak".utf8), Array("x:y:z".utf8),
    ]

    init(_ queue: QueueID, _ family: ClientFamily, dice: Dice, now: Milliseconds) {
        (self.queue, self.family, self.dice, self.now) = (queue, family, dice, now)
        var meta = ["opts.maxLenEvents": "10000", "version": family.version]
        let isPaused = self.dice.happens(30)
        if isPaused { meta["paused"] = "1" }
        put(.hash(meta.bytes), "meta")
        addWaiting(to: isPaused && family != .bullmq6 ? "paused" : "wait")
        // A queue that was upgraded from 5 while it was paused.
        if isPaused, family == .bullmq6, self.dice.happens(40), keyspace.entries[queue.key("wait")] != nil {
            put(.list((0..<self.dice.roll(1...3)).map { _ in job() }), "paused")
        }
        addFinished()
        addLater()
        addActive()
        put(.string(Array(String(count).utf8)), "id")
        if ClientFamily.recent.contains(family), !isPaused, self.dice.happens(50) {
            put(.zset([Array("0".utf8): 0]), "marker")
        }
    }

    private mutating func put(_ value: Keyspace.Value, _ name: String, timeToLive: Int64? = nil) {
        keyspace.entries[queue.key(name)] = Keyspace.Entry(value: value, timeToLive: timeToLive)
    }

    /// Adds a new job's hash, and returns its id.
    private mutating func job(_ fields: [String: String] = [:], isOdd: Bool = true) -> [UInt8] {
        count += 1
        let free = Self.ids.filter { keyspace.entries[queue.key(of: JobID($0))] == nil }
        let odd = isOdd && dice.happens(25) ? dice.pick(free) : nil
        let id = odd ?? Array(String(count).utf8)
        let options = dice.pick([
            "{}", "{\"attempts\":3}", "{\"attempts\":2,\"backoff\":{\"type\":\"fixed\",\"delay\":5000}}",
        ])
        var all = [
            "name": "n", "data": "{\"n\":\(count)}", "opts": options ?? "{}", "timestamp": String(time()), "delay": "0",
            "priority": "0",
        ].merging(fields) { $1 }
        if family == .bullmq3 || family == .bullmq4 {
            all["attemptsMade"] = all.removeValue(forKey: "atm")
            all["ats"] = nil
        }
        keyspace.entries[queue.key(of: JobID(id))] = Keyspace.Entry(value: .hash(all.bytes))
        if dice.happens(20) {
            keyspace.entries[queue.key(of: JobID(id)) + Array(":logs".utf8)] = Keyspace.Entry(
                value: .list([Array("line".utf8), [0x1B, 0xFF]]))
        }
        return id
    }

    /// Returns a time of the last hours, in ms.
    private mutating func time() -> Milliseconds { now - dice.roll(1...20_000_000) }

    private mutating func addWaiting(to name: String) {
        let ids = (0..<dice.roll(0...6)).map { _ in job(dice.happens(20) ? ["atm": "1", "ats": "1"] : [:]) }
        if !ids.isEmpty { put(.list(ids), name) }
        guard family != .bullmq3 else { return }
        var scores: [[UInt8]: Double] = [:]
        for turn in 1...dice.roll(1...4) {
            let priority = dice.roll(1...3)
            scores[job(["priority": String(priority)])] = Double(priority) * 4_294_967_296 + Double(turn)
        }
        put(.zset(scores), "prioritized")
        put(.string(Array(String(scores.count).utf8)), "pc")
    }

    private mutating func addFinished() {
        for (name, field, value) in [("failed", "failedReason", "no\tröute"), ("completed", "returnvalue", "7")] {
            var scores: [[UInt8]: Double] = [:]
            for _ in 0..<dice.roll(0...6) {
                let finished = time()
                let times = ["processedOn": String(finished - 5), "finishedOn": String(finished)]
                let counters = ["atm": "1", "ats": "1", "stacktrace": "[]"]
                let priority = dice.happens(20) ? ["priority": "2"] : [:]
                let id = job([field: value].merging(times) { $1 }.merging(counters) { $1 }.merging(priority) { $1 })
                scores[id] = Double(finished)
            }
            if !scores.isEmpty { put(.zset(scores), name) }
        }
    }

    private mutating func addLater() {
        var scores: [[UInt8]: Double] = [:]
        for _ in 0..<dice.roll(0...5) {
            let delay = dice.roll(Int64(1_000)...900_000)
            let priority = dice.happens(25) ? "3" : "0"
            let id = job(["delay": String(delay), "priority": priority, "timestamp": String(now)])
            scores[id] = Double((now + delay) * 4_096)
        }
        if !scores.isEmpty { put(.zset(scores), "delayed") }
    }

    private mutating func addActive() {
        var ids: [[UInt8]] = []
        for _ in 0..<dice.roll(0...3) {
            let id = job(["processedOn": String(time()), "ats": "1"], isOdd: false)
            ids.append(id)
            let lock = String(decoding: id, as: UTF8.self) + ":lock"
            if dice.happens(70) { put(.string(Array("token".utf8)), lock, timeToLive: 600_000) }
        }
        if !ids.isEmpty { put(.list(ids), "active") }
    }
}

extension [String: String] {
    /// The fields of a hash.
    var bytes: [[UInt8]: [UInt8]] {
        var fields: [[UInt8]: [UInt8]] = [:]
        for (name, value) in self { fields[Array(name.utf8)] = Array(value.utf8) }
        return fields
    }
}
