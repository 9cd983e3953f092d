import Foundation
import QueueStore
import Queues
import Redis
import TestSupport

/// A private server and a store that is connected to it.
struct Bench {
    let redis: PrivateRedis
    let connection: Connection
    let store: QueueStore

    init(
        _ redis: PrivateRedis, prefixes: [String] = ["bull"], user: String? = nil, named: [QueueID] = [],
        tracksKeys: Bool = false
    ) throws {
        self.redis = redis
        connection = try redis.connect()
        var endpoint = redis.endpoint
        endpoint.user = user
        endpoint.password = user == nil ? nil : "secret"
        store = QueueStore(
            endpoint: endpoint, prefixes: prefixes.map { Array($0.utf8) }, named: named, tracksKeys: tracksKeys,
            stop: nil)
        try store.connect()
    }

    init(prefixes: [String] = ["bull"]) throws { try self.init(PrivateRedis(), prefixes: prefixes) }

    /// Adds an ACL user of this name with the password `secret`.
    func add(user: String, _ rules: String...) throws {
        let reply = try connection.send(
            Command("ACL", arguments: (["SETUSER", user, "on", ">secret"] + rules).map { Array($0.utf8) }))
        if let error = reply.error { throw TestFailure(error.message) }
    }

    /// Sends commands that are written with single spaces, and returns the replies. Throws at an error reply.
    @discardableResult
    func send(_ lines: String...) throws -> [Reply] {
        let commands = lines.map { line in
            let words = line.split(separator: " ").map { Array($0.utf8) }
            return Command(String(decoding: words[0], as: UTF8.self), arguments: Array(words.dropFirst()))
        }
        let replies = try connection.pipeline(commands)
        for (line, reply) in zip(lines, replies) {
            if let error = reply.error { throw TestFailure("\(line): \(error.message)") }
        }
        return replies
    }

    /// Scans the whole keyspace once.
    func discoverAll() throws {
        while try store.discover(now: Clock.now) {}
    }

    /// Scans the keyspace once, and returns the overview.
    func overview() throws -> Overview {
        try discoverAll()
        guard case .overview(let overview) = try store.answer(.overview, now: Clock.now).content else {
            throw TestFailure("another content")
        }
        return overview
    }

    func names() throws -> [String] {
        try overview().queues.map { String(decoding: $0.id.base, as: UTF8.self) }
    }

    func page(
        _ queue: QueueID, _ list: JobList, _ order: JobOrder = .newestFirst, offset: Int = 0, limit: Int = 100
    ) throws -> JobPage {
        let request = PageRequest(queue: queue, list: list, order: order, offset: offset, limit: limit)
        guard case .page(let page) = try store.answer(.page(request), now: Clock.now).content else {
            throw TestFailure("another content")
        }
        return page
    }

    func job(
        _ queue: QueueID, _ id: String, offsets: [LargeField: Int] = [:], logLine: Int? = nil
    ) throws -> JobDetail? {
        let request = JobRequest(queue: queue, id: JobID(id), offsets: offsets, logLine: logLine)
        guard case .job(let job) = try store.answer(.job(request), now: Clock.now).content else {
            throw TestFailure("another content")
        }
        return job
    }
}

enum Clock {
    static var now: Milliseconds { Milliseconds(Date().timeIntervalSince1970 * 1_000) }
}

extension QueueID {
    /// Creates a queue id from `prefix:name`, split at the first colon.
    init(_ base: String) {
        let colon = base.firstIndex(of: ":") ?? base.endIndex
        self.init(prefix: Array(base[..<colon].utf8), name: Array(base[colon...].dropFirst().utf8))
    }
}

extension JobPage {
    var ids: [String] { rows.map { String(decoding: $0.id.bytes, as: UTF8.self) } }
}

extension [UInt8] {
    var text: String { String(decoding: self, as: UTF8.self) }
}

extension Reply {
    /// The elements of an array; empty for any other reply.
    var elements: [Reply] { array ?? [] }

    /// The elements of an array as bytes, without those that are no bytes.
    var byteStrings: [[UInt8]] { elements.compactMap(\.bytes) }
}
