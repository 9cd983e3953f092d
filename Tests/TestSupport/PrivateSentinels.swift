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

    /// Sends one command of words to a Sentinel.
    @discardableResult
    public func send(_ port: UInt16, _ words: String...) throws -> Reply {
        let endpoint = Endpoint(address: .tcp(host: "127.0.0.1", port: port), password: Self.password)
        return try Connection(endpoint).send(Command(words[0], arguments: words.dropFirst().map { Array($0.utf8) }))
    }
}
