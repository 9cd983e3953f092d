import Foundation
import Queues
import Redis
import TestSupport
import Testing

@testable import QueueStore

/// The server's own report of its state, and the verdicts that follow from it.
@Suite struct ServerEvidenceTests {
    private func read(_ bench: Bench) throws {
        _ = try bench.store.summaries(of: [QueueID("bull:q")], now: Clock.now)
    }

    @Test func theServerSaysWhatIsWrongWithIt() throws {
        var status = ServerStatus(address: "x")
        status.absorb(
            report: .bulk(
                Array(
                    """
                    redis_version:7.0.15\r\nloading:1\r\nrdb_last_bgsave_status:err\r\naof_last_write_status:err\r
                    role:master\r\nslave0:ip=1,port=2,state=online,offset=7,lag=12\r\nslave1:ip=1,port=2,state=wait_bgsave,lag=90\r
                    cluster_enabled:1\r\nused_memory:100\r\nmaxmemory:90\r\nmaxmemory_policy:noeviction\r\n
                    """.utf8)))
        #expect(
            status.verdicts == [
                .loading, .outOfMemory(used: 100, limit: 90), .snapshotFailed, .appendFailed, .replicaLags(seconds: 12),
                .clusterNode,
            ])
    }

    /// Checks the verdicts about a real server in trouble.
    @Test(arguments: [ServerRefusalTests.Reason.outOfMemory, .cannotSave])
    func aServerInTroubleIsTold(_ reason: ServerRefusalTests.Reason) throws {
        let bench = try Bench()
        try bench.send("HSET bull:q:meta opts.maxLenEvents 10000")
        try read(bench)
        #expect(bench.store.status.verdicts == [])
        try reason.apply(to: bench)
        let other = try Bench(bench.redis)
        try read(other)
        let words = other.store.status.verdicts.map { String(describing: $0).prefix { $0 != "(" } }
        #expect(words == [reason == .outOfMemory ? "outOfMemory" : "snapshotFailed"])
        try bench.send("CONFIG SET maxmemory 1gb", "CONFIG SET maxmemory-policy volatile-lru")
        let last = try Bench(bench.redis)
        try read(last)
        #expect(last.store.status.verdicts.contains(.evicts(policy: "volatile-lru")))
    }

    @Test func aReplicaWhoseMasterIsGoneIsTold() throws {
        let main = try PrivateRedis(tcp: true)
        try main.connect().send(lines: ["HSET bull:q:meta opts.maxLenEvents 10000"])
        let bench = try Bench(PrivateRedis(["--replicaof", "127.0.0.1 \(try #require(main.port))"]))
        while try bench.send("INFO replication")[0].text?.contains("master_link_status:up") != true { usleep(2_000) }
        try read(bench)
        #expect(bench.store.status.verdicts == [.replica])
        main.kill()
        while try bench.send("INFO replication")[0].text?.contains("master_link_status:down") != true { usleep(2_000) }
        let other = try Bench(bench.redis)
        try read(other)
        #expect(other.store.status.verdicts.count == 2 && other.store.status.verdicts.last == .replica)
    }
}
