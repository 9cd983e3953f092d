import Foundation
public import Redis

/// A Redis Cluster of three primaries and a replica each, on ports of 127.0.0.1. It lives as long as this object.
public final class PrivateCluster {
    /// One server of the cluster.
    public final class Node {
        /// The port on which it listens.
        public let port: UInt16
        fileprivate let directory: String
        fileprivate var child: Child?
        private let arguments: [String]

        fileprivate init(arguments: [String]) throws {
            directory = try Scratch.directory()
            port = try Scratch.freePort(in: 12_000..<32_000, besides: 10_000)
            self.arguments = arguments
            try start()
        }

        /// Starts the server, which still knows its cluster.
        public func start() throws {
            child = try Child(
                "redis-server",
                [
                    "--port", String(port), "--dir", directory, "--save", "", "--bind", "127.0.0.1",
                    "--cluster-enabled",
                    "yes", "--cluster-config-file", "nodes.conf", "--cluster-node-timeout", "1000",
                    "--cluster-announce-ip", "127.0.0.1", "--cluster-replica-validity-factor", "0",
                    "--repl-diskless-sync-delay", "0", "--repl-ping-replica-period", "1",
                ] + arguments, output: directory + "/log")
            try eventually("a node") { (try? send("PING").text) == "PONG" }
        }

        /// Kills the server.
        public func kill() {
            child?.send(SIGKILL)
            _ = child?.wait()
            child = nil
        }

        /// The endpoint of this server alone.
        public var endpoint: Endpoint { Endpoint(address: .tcp(host: "127.0.0.1", port: port)) }

        /// Sends one command of words.
        @discardableResult
        public func send(_ words: String...) throws -> Reply {
            let command = Command(words[0], arguments: words.dropFirst().map { Array($0.utf8) })
            return try Connection(endpoint).send(command)
        }

        /// Its name in the cluster.
        public var id: String { get throws { try send("CLUSTER", "MYID").text ?? "" } }
    }

    /// The primaries, in the order of their slots.
    public let masters: [Node]
    /// The replica of each primary.
    public let replicas: [Node]
    /// The nodes that joined later.
    private var joined: [Node] = []
    private let arguments: [String]

    /// The initial ranges of slots of the primaries.
    public static let ranges = [(0, 5460), (5461, 10922), (10923, 16383)]

    /// Creates a cluster, and waits until every slot is served, and every replica is linked and known to all.
    /// `arguments` are added for each server.
    public init(_ arguments: [String] = [], withReplicas: Bool = true) throws {
        self.arguments = arguments
        masters = try Self.ranges.map { _ in try Node(arguments: arguments) }
        replicas = withReplicas ? try Self.ranges.map { _ in try Node(arguments: arguments) } : []
        for (index, node) in masters.enumerated() {
            let (first, last) = Self.ranges[index]
            try node.send("CLUSTER", "ADDSLOTSRANGE", String(first), String(last))
            try node.send("CLUSTER", "SET-CONFIG-EPOCH", String(index + 1))
        }
        for node in nodes.dropFirst() { try node.send("CLUSTER", "MEET", "127.0.0.1", String(masters[0].port)) }
        for (master, replica) in zip(masters, replicas) {
            let id = try master.id
            try eventually("replication") { try replica.send("CLUSTER", "REPLICATE", id).text == "OK" }
        }
        for node in nodes {
            try eventually("a whole cluster") {
                let text = try node.send("CLUSTER", "INFO").text ?? ""
                return text.contains("cluster_state:ok") && text.contains("cluster_known_nodes:\(nodes.count)")
            }
        }
        for replica in replicas {
            try eventually("a linked replica") {
                try replica.send("INFO", "replication").text?.contains("master_link_status:up") == true
            }
        }
        for node in nodes where withReplicas {
            // A range of slots has its first and last one, its primary, and its replicas.
            try eventually("a replica of each primary") {
                let ranges = try node.send("CLUSTER", "SLOTS").array ?? []
                return ranges.count == masters.count && ranges.allSatisfy { $0.array?.count == 4 }
            }
        }
    }

    deinit { end() }

    /// Kills all servers and removes their directories.
    public func end() {
        for node in nodes {
            node.kill()
            Scratch.remove(node.directory)
        }
    }

    /// All servers of the cluster.
    public var nodes: [Node] { masters + replicas + joined }

    /// The endpoint of the cluster: its first primary.
    public var endpoint: Endpoint { masters[0].endpoint }

    /// Adds a primary without slots, and waits until all others know it.
    public func join() throws -> Node {
        let node = try Node(arguments: arguments)
        joined.append(node)
        try node.send("CLUSTER", "MEET", "127.0.0.1", String(masters[0].port))
        for other in nodes {
            try eventually("a known node") {
                try other.send("CLUSTER", "INFO").text?.contains("cluster_known_nodes:\(nodes.count)") == true
            }
        }
        return node
    }

    /// Returns the primary that had the slot of a key at the beginning.
    public func master(of key: String) -> Node {
        let slot = HashSlot.of(Array(key.utf8))
        return masters[Self.ranges.firstIndex { $0.0 <= slot && slot <= $0.1 } ?? 0]
    }

    /// Moves a slot from one primary to another, after its keys.
    public func move(slot: Int, from source: Node, to target: Node) throws {
        let number = String(slot)
        try target.send("CLUSTER", "SETSLOT", number, "IMPORTING", try source.id)
        try source.send("CLUSTER", "SETSLOT", number, "MIGRATING", try target.id)
        while let keys = try source.send("CLUSTER", "GETKEYSINSLOT", number, "100").array, !keys.isEmpty {
            let words = ["127.0.0.1", String(target.port), "", "0", "5000", "KEYS"].map { Array($0.utf8) }
            _ = try Connection(source.endpoint).send(Command("MIGRATE", arguments: words + keys.compactMap(\.bytes)))
        }
        let id = try target.id
        for node in [target, source] { try node.send("CLUSTER", "SETSLOT", number, "NODE", id) }
    }
}
