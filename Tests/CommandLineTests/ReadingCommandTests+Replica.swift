import Foundation
import Redis
import TestSupport
import Testing

extension ReadingCommandTests {
    /// Checks that a replica, to which workers do not connect, is not said to be without workers.
    @Test func workersOfAReplicaAreUnknownToEveryCommand() throws {
        try bench.send(
            "LPUSH bull:email:active 98", "HSET bull:email:98 name a timestamp 1 pb node-1",
            "SET bull:email:98:lock t PX 600000")
        #expect(try bench.json("queues").array?.first?["workers"] == .number(0))
        #expect(try bench.json("workers email").array?.first?["presence"]?.string == "gone")
        let words = ["watch", "email", "--check", "--when", "no workers"]
        #expect(try bench.run(words).status == 2)
        try bench.send("REPLICAOF 127.0.0.1 1")
        for command in ["queues", "counts email"] {
            #expect(try bench.json(command).array?.first?["workers"] == .null, "\(command)")
        }
        #expect(try bench.json("workers email").array?.first?["presence"]?.string == "unknown")
        let table = try bench.run("workers email")
        #expect(table.status == 0 && table.output.contains("? if connected") && !table.output.contains("not connected"))
        #expect(table.errors.contains("they connect to the primary"))
        let now = try bench.run(words)
        #expect(now.status != 2 && !now.output.contains("workers is 0"), "\(now)")
    }

    /// Checks that the number of connections of a worker that may be connected is not 0 where the server does not list its
    /// clients.
    @Test func unknownConnectionsAreNotNone() throws {
        try bench.send(
            "ACL SETUSER looker on >p +@read +select ~bull:*", "LPUSH bull:email:active 98",
            "HSET bull:email:98 name a timestamp 1 pb node-1")
        let url = "unix://looker:p@\(bench.server.socketPath)"
        let lines = try Program.run(["workers", "email", "--url", url]).output.split(separator: "\n")
        #expect(lines.count == 2)
        let place = lines[0].range(of: "Connections")
        let end = try #require(place?.upperBound)
        #expect(lines[1].prefix(lines[0].distance(from: lines[0].startIndex, to: end)).hasSuffix("?"), "\(lines)")
    }
}
