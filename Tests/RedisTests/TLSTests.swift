import Foundation
import TestSupport
import Testing

@testable import Redis

/// TLS with real certificates, and a real server that uses them.
@Suite struct TLSTests {
    /// Two authorities and their certificates, which are created once.
    struct Papers {
        let directory: String
        let authority: CertificateAuthority
        let stranger: CertificateAuthority
        let local: Certificate
        let tunnelled: Certificate
        let expired: Certificate
        let client: Certificate
        let strange: Certificate

        init() throws {
            directory = try Scratch.directory()
            authority = try CertificateAuthority("authority", in: directory)
            stranger = try CertificateAuthority("stranger", in: directory)
            local = try authority.issue("DNS:localhost")
            tunnelled = try authority.issue("DNS:redis.test", "IP:10.1.2.3")
            expired = try authority.issue("DNS:localhost", days: -1)
            client = try authority.issue("DNS:client")
            strange = try stranger.issue("DNS:client")
            // The tests run at the same time, and the files are needed until the last one ends.
            atexit { if let made = try? TLSTests.papers.get() { Scratch.remove(made.directory) } }
        }
    }

    static let papers = Result { try Papers() }

    let papers: Papers

    init() throws { papers = try Self.papers.get() }

    private func server(_ certificate: Certificate, clients: String = "no", protocols: String = "TLSv1.2 TLSv1.3")
        throws
        -> PrivateRedis
    {
        try PrivateRedis(
            [
                "--tls-ca-cert-file", papers.authority.file, "--tls-auth-clients", clients, "--tls-protocols",
                protocols,
            ], certificate: certificate)
    }

    private func connect(
        _ server: PrivateRedis, host: String = "localhost", _ change: (inout TLSSettings) -> Void = { _ in }
    ) throws -> Connection {
        var settings = TLSSettings(authorityFile: papers.authority.file)
        change(&settings)
        return try Connection(
            Endpoint(address: .tcp(host: host, port: try #require(server.tlsPort)), tls: settings), name: "bulltop")
    }

    private func failure(_ body: () throws -> Void) -> TLSFailure? {
        guard case .tls(let failure) = FailureTests.failure(body) else { return nil }
        return failure
    }

    @Test func talksToATrustedServer() throws {
        let server = try server(papers.local)
        let connection = try connect(server)
        let value = [UInt8](repeating: 0x62, count: 3_000_000)
        let replies = try connection.pipeline((0..<8).map { _ in Command("ECHO", value) })
        #expect(replies.count == 8)
        #expect(replies.allSatisfy { $0 == .bulk(value) })
        #expect(!connection.hasEnded())
        server.kill()
        guard case .closed = FailureTests.failure({ _ = try connection.send(Command("PING")) }) else {
            Issue.record("still open")
            return
        }
        #expect(connection.hasEnded())
    }

    @Test func knowsWhenAnIdleConnectionHasEnded() throws {
        let server = try server(papers.local)
        let connection = try connect(server)
        let identity = try #require(connection.identity?.connection)
        #expect(!connection.hasEnded())
        #expect(try server.connect().send(Command("CLIENT", "KILL", "ID", String(identity))).integer == 1)
        try eventually { connection.hasEnded() }
    }

    @Test func verifiesTheNameApartFromTheAddress() throws {
        let server = try server(papers.tunnelled)
        for host in ["localhost", "127.0.0.1"] {
            let found = failure { _ = try connect(server, host: host) }
            #expect(found == .wrongName(expected: host, names: ["redis.test", "10.1.2.3"]))
            for name in ["redis.test", "10.1.2.3"] {
                #expect(try connect(server, host: host) { $0.serverName = name }.send(Command("PING")).text == "PONG")
            }
            #expect(try connect(server, host: host) { $0.sni = "redis.test" }.send(Command("PING")).text == "PONG")
            #expect(failure { _ = try connect(server, host: host) { $0.serverName = "other.test" } } != nil)
        }
    }

    @Test func verifiesTheAuthority() throws {
        let server = try server(papers.local)
        let other = papers.stranger.file
        let found = failure { _ = try connect(server) { $0.authorityFile = other } }
        guard case .unknownAuthority(_, [other]) = found else {
            Issue.record("\(String(describing: found))")
            return
        }
        #expect(
            try connect(server) { ($0.authorityFile, $0.isVerified) = (nil, false) }.send(Command("PING")).text
                == "PONG")
    }

    @Test func verifiesTheTime() throws {
        guard case .expired(let time) = failure({ _ = try connect(try server(papers.expired)) }) else {
            Issue.record("accepted")
            return
        }
        #expect(time.hasSuffix(" UTC") && time.count == "2026-11-25 08:00:00 UTC".count)
    }

    @Test(arguments: ["TLSv1.2", "TLSv1.3"]) func presentsACertificate(_ version: String) throws {
        let server = try server(papers.local, clients: "yes", protocols: version)
        #expect(failure { _ = try connect(server) } == .certificateRequired)
        let (client, strange) = (papers.client, papers.strange)
        let connection = try connect(server) { ($0.certificate, $0.key) = (client.file, client.key) }
        #expect(try connection.send(Command("PING")).text == "PONG")
        let refused = failure { _ = try connect(server) { ($0.certificate, $0.key) = (strange.file, strange.key) } }
        guard case .certificateRefused = refused else {
            Issue.record("\(String(describing: refused))")
            return
        }
    }

    @Test func namesTheFileThatCannotBeUsed() throws {
        let server = try server(papers.local)
        let (client, missing) = (papers.client, papers.directory + "/none.pem")
        #expect(
            failure { _ = try connect(server) { $0.authorityFile = missing } }
                == .file(missing, "No such file or directory"))
        #expect(
            failure { _ = try connect(server) { $0.certificate = missing } }
                == .file(missing, "No such file or directory"))
        let wrong = failure { _ = try connect(server) { ($0.certificate, $0.key) = (client.file, papers.strange.key) } }
        #expect(wrong == .file(papers.strange.key, "key values mismatch"))
        #expect(
            failure { _ = try connect(server) { $0.certificate = client.file } }
                == .file(client.file, "it has no private key that can be read: --key"))
        #expect(
            failure { _ = try connect(server) { $0.key = client.key } }
                == .file(client.key, "no certificate is given with it: --cert"))
    }

    @Test func findsTheAuthoritiesWhereSystemsKeepThem() throws {
        let (file, directory) = (papers.authority.file, papers.directory)
        let own = try Authorities.chosen(TLSSettings(authorityFile: file)) { _ in "/other" }
        #expect(own.searched == [file])
        let variables = ["SSL_CERT_FILE": file, "SSL_CERT_DIR": directory + ":/tmp"]
        #expect(try Authorities.chosen(TLSSettings()) { variables[$0] }.searched == [file, directory, "/tmp"])
        for variable in ["SSL_CERT_FILE", "SSL_CERT_DIR"] {
            #expect(throws: RedisError.tls(.file("/none", "No such file or directory"))) {
                try Authorities.chosen(TLSSettings()) { $0 == variable ? "/none" : nil }
            }
        }
        let partly = ["SSL_CERT_FILE": file, "SSL_CERT_DIR": "/none:\(directory)"]
        #expect(try Authorities.chosen(TLSSettings()) { partly[$0] }.searched == [file, directory])
        let system = try Authorities.chosen(TLSSettings()) { _ in nil }
        #expect(Authorities.systemFiles.contains { system.files == [$0] } || system.files.isEmpty)
        #expect(!Authorities().places.isEmpty)
    }
}
