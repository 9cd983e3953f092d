import Foundation
public import Redis
public import Threads

/// A separate redis-server for a test, on a Unix socket in a new directory. It is killed when the object is freed.
public final class PrivateRedis {
    /// The directory of socket, log and data.
    public let directory: String
    /// The TCP port on 127.0.0.1, if one was requested.
    public let port: UInt16?
    /// The TLS port on 127.0.0.1, if a certificate was given.
    public let tlsPort: UInt16?

    private let arguments: [String]
    private let program: ServerProgram
    private var child: Child?

    /// Creates and starts a server, and waits until it answers.
    ///
    /// `arguments` are added for the server, such as `["--requirepass", "secret"]`.
    public init(
        _ arguments: [String] = [], tcp: Bool = false, certificate: Certificate? = nil, program: ServerProgram = .debian
    ) throws {
        self.program = program
        directory = try Scratch.directory()
        port = tcp ? try Scratch.freePort() : nil
        tlsPort = certificate == nil ? nil : try Scratch.freePort()
        var settings = ["--port", String(port ?? 0), "--bind", "127.0.0.1"]
        if let certificate, let tlsPort {
            settings += ["--tls-port", String(tlsPort), "--tls-auth-clients", "no"]
            settings += ["--tls-cert-file", certificate.file, "--tls-key-file", certificate.key]
            settings += ["--tls-ca-cert-file", certificate.file]
        }
        self.arguments = settings + arguments
        try start()
    }

    deinit { stop() }

    /// The server's Unix socket.
    public var socketPath: String { directory + "/s" }

    /// The endpoint of the server: its Unix socket.
    public var endpoint: Endpoint { Endpoint(address: .unix(path: socketPath)) }

    /// The log of the server so far.
    public var log: String { (try? String(contentsOfFile: directory + "/log", encoding: .utf8)) ?? "" }

    /// Creates a connection by the Unix socket, without user and password.
    public func connect(timeouts: Timeouts = Timeouts(), stop: StopSignal? = nil) throws -> Connection {
        try Connection(endpoint, timeouts: timeouts, stop: stop)
    }

    /// Kills the server and removes its directory.
    public func stop() {
        kill()
        Scratch.remove(directory)
    }

    /// Kills the server, without removing anything.
    public func kill() {
        child?.send(SIGKILL)
        _ = child?.wait()
        child = nil
    }

    /// Kills the server and starts it again, empty, on the same socket and ports.
    public func restart() throws {
        kill()
        try start()
    }

    /// Makes the server stop answering; its sockets stay open.
    public func pause() { child?.send(SIGSTOP) }

    /// Lets a paused server continue.
    public func resume() { child?.send(SIGCONT) }

    private func start() throws {
        try? FileManager.default.removeItem(atPath: socketPath)
        let own = ["--unixsocket", socketPath, "--dir", directory, "--save", "", "--appendonly", "no"]
        let child = try Child(
            program.path, own + ["--daemonize", "no"] + arguments, output: directory + "/log",
            errors: directory + "/log")
        self.child = child
        let limit = ContinuousClock.now + .seconds(30)
        while !answers() {
            guard child.poll() == nil, ContinuousClock.now < limit else {
                throw TestFailure("redis-server did not start:\n\(log)")
            }
            // The server does not report when it is ready, so a connection is tried every few ms.
            usleep(3_000)
        }
    }

    /// Returns whether the server reads commands; any reply counts, also one that asks for a password.
    private func answers() -> Bool {
        do {
            return try Connection(endpoint).send(Command("PING")).error?.code != "LOADING"
        } catch {
            return false
        }
    }
}

extension Connection {
    /// Sends commands that are written with single spaces between their words. Throws an error of the server.
    @discardableResult
    public func send(lines: [String]) throws -> [Reply] {
        let commands = lines.map { line in
            let words = line.split(separator: " ").map { Array($0.utf8) }
            return Command(String(decoding: words[0], as: UTF8.self), arguments: Array(words.dropFirst()))
        }
        let replies = try pipeline(commands)
        for (line, reply) in zip(lines, replies) {
            if let error = reply.error { throw TestFailure("\(line): \(error.code) \(error.message)") }
        }
        return replies
    }
}

/// The servers for tests: Debian's, and those that Scripts/make-venvs installs from PyPI.
public enum ServerProgram: String, CaseIterable, Sendable {
    /// Debian's Redis.
    case debian
    /// Redis 6.2, the oldest that the official library recommends.
    case redis62
    /// Valkey 9.
    case valkey9

    /// The path of the program.
    public var path: String {
        switch self {
        case .debian: "redis-server"
        case .redis62: Scratch.packageRoot + "/.venv/redis6.2/server"
        case .valkey9: Scratch.packageRoot + "/.venv/valkey9/server"
        }
    }
}
