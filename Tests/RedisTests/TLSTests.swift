import Foundation
import Redis
import TestSupport
import Testing

/// OpenSSL trusts what `SSL_CERT_FILE` names, which is set once, before the first test looks at it.
@Suite struct TLSTests {
    struct Certificates {
        let directory: String
        let trusted: Certificate
        let stranger: Certificate

        init() throws {
            directory = try Scratch.directory()
            trusted = try Certificate(for: "DNS:localhost", in: directory)
            stranger = try Certificate(for: "IP:127.0.0.1", in: directory)
            setenv("SSL_CERT_FILE", trusted.file, 1)
            // OpenSSL reads the file for each connection, so that it stays until the process ends.
            atexit { if let made = try? TLSTests.certificates.get() { Scratch.remove(made.directory) } }
        }
    }

    static let certificates = Result { try Certificates() }

    static func connect(_ server: PrivateRedis, host: String) throws -> Connection {
        try Connection(Endpoint(address: .tcp(host: host, port: try #require(server.tlsPort)), usesTLS: true))
    }

    @Test func talksToATrustedServer() throws {
        let server = try PrivateRedis(certificate: try Self.certificates.get().trusted)
        let connection = try Self.connect(server, host: "localhost")
        let value = [UInt8](repeating: 0x62, count: 3_000_000)
        let replies = try connection.pipeline((0..<8).map { _ in Command("ECHO", value) })
        #expect(replies.count == 8)
        #expect(replies.allSatisfy { $0 == .bulk(value) })
        server.kill()
        guard case .closed = FailureTests.failure({ _ = try connection.send(Command("PING")) }) else {
            Issue.record("still open")
            return
        }
    }

    @Test func verifiesTheName() throws {
        let server = try PrivateRedis(certificate: try Self.certificates.get().trusted)
        let failure = FailureTests.failure { _ = try Self.connect(server, host: "127.0.0.1") }
        #expect(failure == .tls("IP address mismatch"))
    }

    @Test func verifiesTheAuthority() throws {
        let server = try PrivateRedis(certificate: try Self.certificates.get().stranger)
        for host in ["127.0.0.1", "localhost"] {
            let failure = FailureTests.failure { _ = try Self.connect(server, host: host) }
            #expect(failure == .tls("self-signed certificate"))
        }
    }

    @Test func aPlainServerDoesNotSpeakTLS() throws {
        let listener = try Listener()
        defer { listener.close() }
        listener.answerOnce(Array("-ERR unknown command\r\n".utf8), hangUp: false)
        let endpoint = Endpoint(address: .tcp(host: "127.0.0.1", port: listener.port), usesTLS: true)
        #expect(FailureTests.failure { _ = try Connection(endpoint) } == .tls("wrong version number"))
    }

    @Test func aServerThatHangsUpDuringTheHandshake() throws {
        let listener = try Listener()
        defer { listener.close() }
        listener.answerOnce([], hangUp: true)
        let endpoint = Endpoint(address: .tcp(host: "127.0.0.1", port: listener.port), usesTLS: true)
        #expect(FailureTests.failure { _ = try Connection(endpoint) } == .tls("The server closed the connection"))
    }

    @Test func aSilentServerDuringTheHandshake() throws {
        let listener = try Listener()
        defer { listener.close() }
        let endpoint = Endpoint(address: .tcp(host: "127.0.0.1", port: listener.port), usesTLS: true)
        let failure = FailureTests.failure { _ = try Connection(endpoint, timeouts: Timeouts(connect: 50)) }
        #expect(failure == .timedOut(milliseconds: 50))
    }
}
