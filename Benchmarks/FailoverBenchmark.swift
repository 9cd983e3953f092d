import Foundation
import QueueStore
import Queues
import Redis
import Synchronization
import TestSupport

/// Measures how long after the first announcement of a failover by a Sentinel the next primary is read. The announcement is
/// heard by another client, at the Sentinel that leads the failover: the store listens to another one.
struct FailoverBenchmark {
    private static let runs = 5

    static func run(into report: inout Report) throws {
        let times = try (0..<runs).map { _ in try measure() }.sorted()
        report.add(
            "failover, from its announcement to the next primary's overview", times[runs / 2], "ms", budget: 1_000)
        report.add("failover, the longest of \(runs)", times[runs - 1], "ms", budget: 1_000)
    }

    private static func measure() throws -> Double {
        let sentinels = try PrivateSentinels()
        try sentinels.ask(0, ["HSET", "bull:q:meta", "version", "bullmq:6.1.2"])
        let store = QueueStore(endpoint: try sentinels.endpoint, prefixes: [Array("bull".utf8)], stop: nil)
        try store.connect()
        let announcement = try Announcement(at: sentinels.ports[1])
        defer { announcement.end() }
        try sentinels.promote()
        // As the dashboard does, which sleeps until then.
        while !store.hasMoved() {
            var watched = pollfd(fd: store.announcement ?? -1, events: Int16(POLLIN), revents: 0)
            poll(&watched, 1, 10_000)
        }
        while !store.isConnected || store.hasMoved() { try? store.connect() }
        while try store.discover(now: nowMilliseconds()) {}
        let nodes = try store.answer(.overview, now: nowMilliseconds()).server.nodes
        let end = ContinuousClock.now
        guard let start = announcement.time, nodes.first?.address == "127.0.0.1:\(sentinels.servers[1].port ?? 0)"
        else { throw TestFailure("the failover was not announced, or not followed") }
        return (end - start).milliseconds
    }
}

/// The time at which a Sentinel reports that another server is the primary.
private final class Announcement: Sendable {
    private let heard = Mutex<ContinuousClock.Instant?>(nil)
    private let process: Process

    /// Listens, from when on the Sentinel has confirmed it.
    init(at port: UInt16) throws {
        process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [
            "redis-cli", "-p", String(port), "--no-auth-warning", "-a", PrivateSentinels.password, "SUBSCRIBE",
            "+switch-master",
        ]
        let (output, isListening) = (Pipe(), DispatchSemaphore(value: 0))
        process.standardOutput = output
        output.fileHandleForReading.readabilityHandler = { [self] handle in
            let text = String(decoding: handle.availableData, as: UTF8.self)
            if text.contains("mymaster") { heard.withLock { $0 = $0 ?? ContinuousClock.now } }
            if text.contains("subscribe") { isListening.signal() }
        }
        try process.run()
        isListening.wait()
    }

    var time: ContinuousClock.Instant? { heard.withLock { $0 } }

    func end() {
        (process.standardOutput as? Pipe)?.fileHandleForReading.readabilityHandler = nil
        process.terminate()
        process.waitUntilExit()
    }
}
