import Foundation
public import Redis

/// A primary, its replica, and three Sentinels that watch them by the name `mymaster`, on ports of 127.0.0.1.
public final class PrivateSentinels {
    /// The initial primary, and its replica.
    public let servers: [PrivateRedis]
    /// The ports of the Sentinels.
    public let ports: [UInt16]
    private var children: [Child] = []
    private let directory: String

    /// The Sentinels' own password.
    public static let password = "sentinel-secret"
    /// The password of primary and replica.
    public static let dataPassword = "data-secret"

    /// The user of the Sentinels who may do no more than a client has to.
    public static let user = (name: "watcher", password: "watcher-secret")

    /// Creates and starts them, and waits until the Sentinels know each other and the replica.
    public init() throws {
        let secret = ["--requirepass", Self.dataPassword, "--masterauth", Self.dataPassword]
        let replication = ["--repl-diskless-sync-delay", "0", "--repl-ping-replica-period", "1"]
        let master = try PrivateRedis(secret + replication, tcp: true)
        let masterPort = master.port ?? 0
        let replica = try PrivateRedis(
            secret + replication + ["--replicaof", "127.0.0.1", String(masterPort)], tcp: true)
        servers = [master, replica]
        directory = try Scratch.directory()
        ports = try (0..<3).map { _ in try Scratch.freePort() }
        try eventually("a linked replica") {
            let connection = try replica.connect()
            _ = try connection.send(Command("AUTH", Self.dataPassword))
            return try connection.send(Command("INFO", "replication")).text?.contains("master_link_status:up") == true
        }
        for port in ports { try start(port, masterPort) }
        for port in ports {
            try eventually("a Sentinel that knows all") {
                let words = try send(port, "SENTINEL", "MASTER", "mymaster").array?.map { $0.text ?? "" } ?? []
                let facts = Dictionary(
                    stride(from: 0, to: words.count - 1, by: 2).map { (words[$0], words[$0 + 1]) }
                ) { first, _ in first }
                return facts["num-slaves"] == "1" && facts["num-other-sentinels"] == "2"
            }
        }
    }

    private func start(_ port: UInt16, _ master: UInt16) throws {
        let place = directory + "/\(port)"
        try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
        try """
        port \(port)
        bind 127.0.0.1
        dir \(place)
        sentinel monitor mymaster 127.0.0.1 \(master) 2
        sentinel down-after-milliseconds mymaster 500
        sentinel failover-timeout mymaster 2000
        sentinel auth-pass mymaster \(Self.dataPassword)
        requirepass \(Self.password)
        user \(Self.user.name) on >\(Self.user.password) resetchannels &+switch-master +hello +subscribe \
        +sentinel|masters +sentinel|master +sentinel|sentinels +sentinel|get-master-addr-by-name
        sentinel sentinel-pass \(Self.password)
        """.write(toFile: place + "/conf", atomically: false, encoding: .utf8)
        children.append(try Child("redis-server", [place + "/conf", "--sentinel"], output: place + "/log"))
        try eventually("a Sentinel") { (try? send(port, "PING").text) == "PONG" }
    }

    deinit {
        for child in children {
            child.send(SIGKILL)
            _ = child.wait()
        }
        Scratch.remove(directory)
    }

    /// Stops a Sentinel without ending it, as a host without power is, or continues it.
    public func setPaused(_ isPaused: Bool, _ sentinel: Int) { children[sentinel].send(isPaused ? SIGSTOP : SIGCONT) }

    /// The endpoint of the primary behind the Sentinels.
    public var endpoint: Endpoint {
        get throws {
            try Endpoint(
                url: "redis-sentinel://:\(Self.dataPassword)@"
                    + ports.map { "127.0.0.1:\($0)" }.joined(separator: ",")
                    + "/mymaster?sentinel-password=\(Self.password)")
        }
    }

    /// The endpoint of the primary, for the user of the Sentinels.
    public var endpointOfUser: Endpoint {
        get throws {
            var endpoint = try endpoint
            endpoint.sentinel?.user = Self.user.name
            endpoint.sentinel?.password = Self.user.password
            return endpoint
        }
    }

    /// Lets the Sentinels replace the primary, and returns once its replica is promoted: before the former one knows, and mostly
    /// before the Sentinels name the next.
    public func promote() throws {
        try eventually("a failover") { try send(ports[1], "SENTINEL", "FAILOVER", "mymaster").text == "OK" }
        try eventually("a promotion") {
            // The Sentinel ends the connections to the server that it promotes.
            (try? ask(1, ["ROLE"]))?.array?.first?.text == "master"
        }
    }

    /// Sends one command to the initial primary (0) or its replica (1). Throws an error reply.
    @discardableResult
    public func ask(_ server: Int, _ words: [String]) throws -> Reply {
        let connection = try servers[server].connect()
        _ = try connection.send(Command("AUTH", Self.dataPassword))
        let reply = try connection.send(Command(words[0], arguments: words.dropFirst().map { Array($0.utf8) }))
        if let error = reply.error { throw TestFailure(error.message) }
        return reply
    }

    /// Sends one command of words to a Sentinel.
    @discardableResult
    public func send(_ port: UInt16, _ words: String...) throws -> Reply {
        let endpoint = Endpoint(address: .tcp(host: "127.0.0.1", port: port), password: Self.password)
        return try Connection(endpoint).send(Command(words[0], arguments: words.dropFirst().map { Array($0.utf8) }))
    }
}
