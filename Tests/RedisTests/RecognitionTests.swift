import Foundation
import Redis
import TestSupport
import Testing

/// Checks that an unexpected service at a port is recognized and named.
@Suite struct RecognitionTests {
    private func failure(
        _ port: UInt16, tls: TLSSettings? = nil, timeouts: Timeouts = Timeouts()
    ) -> RedisError? {
        let endpoint = Endpoint(address: .tcp(host: "127.0.0.1", port: port), tls: tls)
        return FailureTests.failure { _ = try Connection(endpoint, name: "bulltop", timeouts: timeouts) }
    }

    /// The answers of ports to the first bytes, whether they hang up after it, and the expected error without and with
    /// TLS.
    static let ports: [(answer: String, hangUp: Bool, plain: RedisError, secure: RedisError)] = [
        (
            "HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n", true, .http("HTTP/1.1 400 Bad Request"),
            .http("HTTP/1.1 400 Bad Request")
        ),
        (
            "SSH-2.0-OpenSSH_9.2\r\n", false, .protocolViolation("SSH-2.0-OpenSSH_9.2"),
            .protocolViolation("SSH-2.0-OpenSSH_9.2")
        ),
        ("ERROR\r\n", false, .protocolViolation("ERROR"), .protocolViolation("ERROR")),
        ("\u{15}\u{3}\u{3}\u{0}\u{2}\u{2}\u{46}", true, .wantsTLS, .wantsTLS),
        (
            "-NOAUTH Authentication required.\r\n", false,
            .refused(ServerError(code: "NOAUTH", message: "Authentication required.")), .wantsPlain
        ),
        (
            "-DENIED Redis is running in protected mode\r\n", true,
            .refused(ServerError(code: "DENIED", message: "Redis is running in protected mode")), .wantsPlain
        ),
        ("", true, .closed("The server closed the connection"), .tls(.other("The server closed the connection"))),
    ]

    @Test(arguments: ports.indices) func namesWhatAnswers(_ index: Int) throws {
        let port = Self.ports[index]
        let listener = try Listener()
        defer { listener.close() }
        listener.answerAll(Array(port.answer.utf8), hangUp: port.hangUp)
        #expect(failure(listener.port) == port.plain)
        // A fatal alert ends OpenSSL's handshake before any other check.
        if port.plain != .wantsTLS {
            #expect(failure(listener.port, tls: TLSSettings(isVerified: false)) == port.secure)
        }
    }

    @Test(arguments: [false, true]) func aRealPortWithTLS(wantsCertificate: Bool) throws {
        let papers = try TLSTests.papers.get()
        let server = try PrivateRedis(
            ["--tls-ca-cert-file", papers.authority.file, "--tls-auth-clients", wantsCertificate ? "yes" : "no"],
            certificate: papers.local)
        #expect(failure(try #require(server.tlsPort)) == .wantsTLS)
    }

    @Test func aRealPortWithoutTLS() throws {
        let server = try PrivateRedis(["--requirepass", "x"], tcp: true)
        #expect(failure(try #require(server.port), tls: TLSSettings()) == .wantsPlain)
    }

    @Test func aSentinel() throws {
        let directory = try Scratch.directory()
        defer { Scratch.remove(directory) }
        let port = try Scratch.freePort()
        try """
        port \(port)
        bind 127.0.0.1
        dir \(directory)
        sentinel monitor mymaster 127.0.0.1 1 1
        """.write(toFile: directory + "/conf", atomically: false, encoding: .utf8)
        let child = try Child("redis-server", [directory + "/conf", "--sentinel"], output: directory + "/log")
        defer {
            child.send(SIGKILL)
            _ = child.wait()
        }
        try eventually("an answer") { failure(port) != .unreachable("Connection refused") }
        #expect(failure(port) == .sentinel(masters: ["mymaster"]))
        // The refusals of a Sentinel do not matter.
        let endpoint = Endpoint(address: .tcp(host: "127.0.0.1", port: port), password: "x", database: 2)
        #expect(
            FailureTests.failure { _ = try Connection(endpoint, name: "bulltop") } == .sentinel(masters: ["mymaster"]))
    }

    @Test func aStoppedServerIsToldFromALostHost() throws {
        let server = try PrivateRedis(tcp: true)
        let port = try #require(server.port)
        let short = Timeouts(connect: 2_000, reply: 50)
        let connection = try Connection(Endpoint(address: .tcp(host: "127.0.0.1", port: port)), timeouts: short)
        server.pause()
        #expect(FailureTests.failure { _ = try connection.send(Command("PING")) } == .silent(milliseconds: 50))
        #expect(failure(port, timeouts: short) == .silent(milliseconds: 50))
        server.resume()
    }
}
