import Foundation
import TestSupport
import Testing

@testable import Redis

@Suite struct HashSlotTests {
    static let slots: [(String, Int)] = [
        ("foo", 12182), ("{foo}", 12182), ("a{foo}b", 12182), ("{}foo", 9500), ("foo{}{bar}", 8363), ("{{bar}}", 4015),
        ("foo{bar}{zap}", 5061), ("{user1000}.following", 3443), ("foo{bar", 15278), ("foo}bar{baz}", 4813), ("", 0),
        ("bull:a:meta", 4153), ("bull:{a}:meta", 15495), ("{bull}:a:meta", 9263), ("{bull}:{a}:meta", 9263),
        ("123456789", 12739),
    ]

    @Test(arguments: slots.indices) func aKeyHasItsSlot(_ index: Int) {
        #expect(HashSlot.of(Array(Self.slots[index].0.utf8)) == Self.slots[index].1)
    }
}

/// Three primaries and their replicas.
@Suite(.serialized) struct ClusterTests {
    /// The cluster, which is created once; the tests run one after the other.
    nonisolated(unsafe) static let shared: Result<PrivateCluster, any Error> = Result {
        let cluster = try PrivateCluster()
        // Nothing frees what is static, and its servers would outlive the tests.
        atexit { if let shared = try? ClusterTests.shared.get() { shared.end() } }
        return cluster
    }

    private func pipeline(_ client: any RedisClient, _ lines: [String], changes: Bool = false) throws -> [Reply] {
        let commands = lines.map { line in
            let words = line.split(separator: " ").map { Array($0.utf8) }
            return Command(String(decoding: words[0], as: UTF8.self), arguments: Array(words.dropFirst()))
        }
        return try client.pipeline(commands, limit: Connection.replyLimit, isRepeatable: !changes)
    }

    private func keys(_ client: any RedisClient) throws -> Set<String> {
        var (cursor, found) = ("0", Set<String>())
        repeat {
            let reply = try pipeline(client, ["SCAN \(cursor) COUNT 50"])[0]
            let parts = try #require(reply.array)
            cursor = parts[0].text ?? "0"
            found.formUnion(parts[1].array?.compactMap(\.text) ?? [])
        } while cursor != "0"
        return found
    }

    private func client(_ cluster: PrivateCluster) throws -> any RedisClient {
        for node in cluster.masters { try node.send("FLUSHALL") }
        let client = try cluster.endpoint.connect(name: "bulltop")
        #expect(client.isCluster)
        return client
    }

    @Test func commandsGoToTheirNodesAndRepliesComeBackInOrder() throws {
        let client = try client(try Self.shared.get())
        let names = (0..<500).map { "key\($0)" }
        let stored = try pipeline(client, names.map { "SET \($0) \($0)" }, changes: true)
        #expect(stored.allSatisfy { $0.text == "OK" })
        #expect(try pipeline(client, names.map { "GET \($0)" }).map(\.text) == names)
        #expect(try pipeline(client, ["DBSIZE"])[0].integer == 500)
        #expect(try pipeline(client, ["EXISTS " + names.joined(separator: " ") + " none"])[0].integer == 500)
        #expect(try keys(client) == Set(names))
        #expect(client.nodes.map(\.slots) == [5461, 5462, 5461])
        #expect(client.nodes.allSatisfy { $0.replicas == 1 && $0.problem == nil })
        let clients = try #require(try pipeline(client, ["CLIENT LIST"])[0].text)
        #expect(clients.split(separator: "\n").count { $0.contains("name=bulltop ") } == 3)
        #expect(try pipeline(client, ["INFO"])[0].text?.contains("redis_mode:cluster") == true)
    }

    @Test func scriptsGoToTheNodeOfTheirKeys() throws {
        let client = try client(try Self.shared.get())
        let script = Script(Array("return redis.call('INCR', KEYS[1])".utf8))
        for key in ["a", "b", "c", "d", "{x}1", "{x}2"] {
            #expect(try client.run(script, keys: [Array(key.utf8)], arguments: []).integer == 1)
        }
        let reply = try client.run(script, keys: ["a", "b"].map { Array($0.utf8) }, arguments: [])
        #expect(reply.error?.code == "CROSSSLOT")
        #expect(try pipeline(client, ["GET a"])[0].text == "1")
    }

    @Test func aMovedSlotIsFollowed() throws {
        let cluster = try PrivateCluster(withReplicas: false)
        let client = try client(cluster)
        _ = try pipeline(client, ["SET foo 1", "RPUSH {foo}l 1 2"], changes: true)
        // The slot of foo belongs to the third primary; halfway its keys are on two nodes.
        let (source, target) = (cluster.masters[2], cluster.masters[0])
        try target.send("CLUSTER", "SETSLOT", "12182", "IMPORTING", try source.id)
        try source.send("CLUSTER", "SETSLOT", "12182", "MIGRATING", try target.id)
        try source.send("MIGRATE", "127.0.0.1", String(target.port), "foo", "0", "1000")
        #expect(
            try pipeline(client, ["GET foo", "LLEN {foo}l", "GET {foo}none", "GET foo"]).map(\.integer) == [
                1, 2, nil, 1,
            ])
        #expect(try pipeline(client, ["INCR foo"], changes: true)[0].integer == 2)
        try cluster.move(slot: 12182, from: source, to: target)
        #expect(try pipeline(client, ["GET foo", "LLEN {foo}l"]).map(\.integer) == [2, 2])
        #expect(try keys(client) == ["foo", "{foo}l"])
        #expect(client.nodes.map(\.slots) == [5462, 5462, 5460])
    }

    /// Checks that slots without known keys, which redirect nothing, are found on a node that joined meanwhile.
    @Test func aNodeThatJoinsIsFound() throws {
        let cluster = try PrivateCluster(withReplicas: false)
        let client = try client(cluster)
        #expect(try keys(client).isEmpty && client.nodes.count == 3)
        let newcomer = try cluster.join()
        try cluster.move(slot: 12182, from: cluster.masters[2], to: newcomer)
        try eventually("a node that serves") { try newcomer.send("SET", "foo", "1").text == "OK" }
        for node in cluster.masters {
            try eventually("the new map") {
                try node.send("CLUSTER", "NODES").text?.split(separator: "\n").contains {
                    $0.hasPrefix(try newcomer.id) && $0.hasSuffix("12182")
                } == true
            }
        }
        #expect(try keys(client).isEmpty, "the map is not old yet")
        try #require(client as? Cluster).mapLifetime = 0
        let found = try keys(client)
        #expect(found == ["foo"] && client.nodes.count == 4, "\(found) \(client.nodes)")
    }

    @Test func aMasterThatDiesIsReplaced() throws {
        let cluster = try PrivateCluster()
        let client = try client(cluster)
        let names = (0..<60).map { "key\($0)" }
        _ = try pipeline(client, names.map { "SET \($0) 1" }, changes: true)
        for master in cluster.masters { try master.send("WAIT", "1", "1000") }
        cluster.masters[1].kill()
        // Reading continues with the nodes that answer, and reports those that do not.
        let replies = try pipeline(client, names.map { "GET \($0)" })
        #expect(replies.contains { $0.integer == 1 })
        #expect(replies.allSatisfy { $0.integer == 1 || $0.error?.code == "CLUSTERDOWN" })
        // A change waits until the replica has taken over.
        #expect(try pipeline(client, names.map { "INCR \($0)" }, changes: true).allSatisfy { $0.integer == 2 })
        #expect(try pipeline(client, names.map { "GET \($0)" }).allSatisfy { $0.integer == 2 })
        #expect(client.nodes.contains { $0.address.hasSuffix(":\(cluster.replicas[1].port)") })
    }

    @Test func aServerOfItsOwnIsNone() throws {
        let server = try PrivateRedis(tcp: true)
        let client = try server.endpoint.connect(name: "bulltop")
        #expect(!client.isCluster)
        #expect(try pipeline(client, ["PING"])[0].text == "PONG")
        // The first address that answers is used.
        var endpoint = Endpoint(address: .tcp(host: "127.0.0.1", port: 1))
        endpoint.others = [server.endpoint.address]
        #expect(try endpoint.connect(name: "bulltop").isOpen)
    }
}

@Suite struct SlotClaimTests {
    /// Checks that the age of a claim on a slot is that of the primary that has it, whatever else the node lists.
    @Test(arguments: [(0, 7), (5460, 7), (5461, 3), (9000, 0), (16383, 12)] as [(Int, Int64)])
    func theAgeIsThatOfTheOwner(_ slot: Int, _ epoch: Int64) {
        let nodes = """
            a1 127.0.0.1:7000@17000,host myself,master - 0 0 7 connected 0-5460 [5461->-b2]
            b2 127.0.0.1:7001@17001 master - 0 1 3 connected 5461 10000-12000
            c3 127.0.0.1:7002@17002 slave a1 0 1 7 connected
            d4 127.0.0.1:7003@17003 master - 0 1 12 connected 12001-16383

            """
        #expect(SlotMap.epoch(of: slot, in: nodes) == epoch)
    }

    @Test func aNodeThatMayNotTellHasTheOldestClaim() { #expect(SlotMap.epoch(of: 1, in: "") == 0) }
}
