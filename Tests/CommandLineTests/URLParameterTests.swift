import TestSupport
import Testing

@testable import bulltop

@Suite struct URLParameterTests {
    /// Returns the words of the error of a URL; empty without one.
    private func problem(_ url: String) -> String {
        do throws(UsageError) {
            _ = try StoreFactory.endpoint(url: url, from: "--url", password: nil)
            return ""
        } catch {
            return error.text
        }
    }

    @Test(arguments: [
        ("redis://h?tsl=true", "'tsl' after '?' is no parameter of a URL; did you mean 'tls'?"),
        ("rediss://h?cacrt=ca.pem", "'cacrt' after '?' is no parameter of a URL; did you mean 'cacert'?"),
        ("redis-sentinel://h/m?sentinel-pasword=x", "did you mean 'sentinel-password'?"),
        ("redis://h?Db=1", "did you mean 'db'?"),
        ("redis://h?timeout=1", "'timeout' after '?' is no parameter of a URL; it may"),
        ("redis://h?secret", "what stands after '?' is no parameter of a URL; it may have db=n"),
        ("redis://h?cacert=ca.pem", "'cacert' after '?' is about TLS; give rediss://, rediss-sentinel:// or tls=true"),
        ("redis://h?sentinel-user=x", "'sentinel-user' after '?' is about Sentinels; give redis-sentinel://"),
        ("rediss://h?tls=false", "tls=false contradicts the scheme"),
        ("redis://h?tls=maybe", "'tls' after '?' must be true or false"),
        ("rediss://h?insecure=maybe", "'insecure' after '?' must be true or false"),
    ])
    func aMistakeIsNamed(url: String, words: String) {
        let found = problem(url)
        #expect(found.hasPrefix("--url: ") && found.contains(words), "\(found)")
        #expect(!found.contains("secret"))
    }

    /// Checks with a real server that TLS is used as the parameter says, whatever stands around it.
    @Test func theParameterEncrypts() throws {
        let directory = try Scratch.directory()
        defer { Scratch.remove(directory) }
        let authority = try CertificateAuthority("authority", in: directory)
        let server = try PrivateRedis(certificate: try authority.issue("DNS:localhost"))
        let place = "localhost:\(try #require(server.tlsPort))"
        for (scheme, query, option, status) in [
            ("redis", "tls=true&cacert=\(authority.file)", [], Int32(0)),
            ("redis", "cacert=\(authority.file)&tls=yes", [], 0),
            ("rediss", "tls=true&cacert=\(authority.file)", [], 0),
            ("redis", "tls=true", ["--cacert", authority.file], 0), ("redis", "tls=true&insecure=true", [], 0),
            ("redis", "tls=true&insecure=false", [], 3), ("redis", "tls=false", [], 3),
            ("redis", "tls=false", ["--tls", "--insecure"], 0),
        ] {
            let result = try Program.run(["queues", "--url", "\(scheme)://\(place)/0?\(query)"] + option)
            #expect(result.status == status, "\(scheme) \(query): \(result)")
        }
    }

    /// Checks that a directory of authorities without hashed names is told, and is used once it has them.
    @Test func aDirectoryWithoutHashedNamesIsTold() throws {
        let directory = try Scratch.directory()
        defer { Scratch.remove(directory) }
        let authority = try CertificateAuthority("authority", in: directory)
        let server = try PrivateRedis(certificate: try authority.issue("DNS:localhost"))
        let line = ["queues", "--url", "rediss://localhost:\(try #require(server.tlsPort))"]
        let before = try Program.run(line + ["--cacertdir", directory])
        #expect(before.status == 3 && before.errors.contains("openssl rehash \(directory)"), "\(before)")
        let variable = try Program.run(line, environment: ["SSL_CERT_DIR": directory])
        #expect(variable.errors.contains("openssl rehash \(directory)"), "\(variable)")
        #expect(try Child("openssl", ["rehash", directory]).wait() == 0)
        #expect(try Program.run(line + ["--cacertdir", directory]).status == 0)
    }
}
