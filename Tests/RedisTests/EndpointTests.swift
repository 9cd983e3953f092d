import Redis
import Testing

@Suite struct EndpointTests {
    static func tcp(_ host: String, _ port: UInt16) -> Endpoint { Endpoint(address: .tcp(host: host, port: port)) }

    static func with(_ endpoint: Endpoint, _ change: (inout Endpoint) -> Void) -> Endpoint {
        var endpoint = endpoint
        change(&endpoint)
        return endpoint
    }

    static let good: [(String, Endpoint)] = [
        ("redis://", tcp("localhost", 6379)),
        ("redis://cache", tcp("cache", 6379)),
        ("REDIS://cache:6380", tcp("cache", 6380)),
        ("redis://cache:/", tcp("cache", 6379)),
        ("redis://cache/3", with(tcp("cache", 6379)) { $0.database = 3 }),
        ("redis://[::1]:7000/1", with(tcp("::1", 7000)) { $0.database = 1 }),
        ("redis://[fe80::1%25eth0]", tcp("fe80::1%eth0", 6379)),
        ("redis://:secret@cache", with(tcp("cache", 6379)) { $0.password = "secret" }),
        ("redis://:@cache", tcp("cache", 6379)),
        ("redis://ada@cache", with(tcp("cache", 6379)) { $0.user = "ada" }),
        ("redis://ada:@cache", with(tcp("cache", 6379)) { ($0.user, $0.password) = ("ada", "") }),
        (
            "redis://a%3Ada:p%40s%2fs%25:x@cache",
            with(tcp("cache", 6379)) { ($0.user, $0.password) = ("a:da", "p@s/s%:x") }
        ),
        ("redis://ada:p/a?s@s@cache:1", with(tcp("cache", 1)) { ($0.user, $0.password) = ("ada", "p/a?s@s") }),
        ("redis://:p%C3%A9@cache", with(tcp("cache", 6379)) { $0.password = "p\u{e9}" }),
        ("rediss://cache:6380/2", with(tcp("cache", 6380)) { ($0.tls, $0.database) = (TLSSettings(), 2) }),
        ("redis://cache?db=1", with(tcp("cache", 6379)) { $0.database = 1 }),
        (
            "redis://a,b:7000,[::1]:2",
            with(tcp("a", 6379)) { $0.others = [.tcp(host: "b", port: 7000), .tcp(host: "::1", port: 2)] }
        ),
        (
            "rediss://cache?cacert=/a%20b&cacertdir=/d&cert=/c&key=/k&sni=n&tls-server-name=t&insecure",
            with(tcp("cache", 6379)) {
                $0.tls = TLSSettings(
                    authorityFile: "/a b", authorityDirectory: "/d", certificate: "/c", key: "/k", sni: "n",
                    serverName: "t", isVerified: false)
            }
        ),
        (
            "redis-sentinel://ada:pw@s1,s2:1/mymaster/3?sentinel-user=u&sentinel-password=p",
            with(tcp("s1", 26379)) {
                ($0.user, $0.password, $0.database) = ("ada", "pw", 3)
                $0.others = [.tcp(host: "s2", port: 1)]
                $0.sentinel = SentinelSettings(master: "mymaster", user: "u", password: "p")
            }
        ),
        (
            "rediss+sentinel://s1?sentinelMasterId=m",
            with(tcp("s1", 26379)) { ($0.tls, $0.sentinel) = (TLSSettings(), SentinelSettings(master: "m")) }
        ),
        ("redis://cache?tls=true", with(tcp("cache", 6379)) { $0.tls = TLSSettings() }),
        ("redis://cache?cacert=/a&tls=1", with(tcp("cache", 6379)) { $0.tls = TLSSettings(authorityFile: "/a") }),
        ("redis://cache?tls=false", tcp("cache", 6379)),
        ("rediss://cache?tls&insecure=no", with(tcp("cache", 6379)) { $0.tls = TLSSettings() }),
        ("rediss://cache?insecure", with(tcp("cache", 6379)) { $0.tls = TLSSettings(isVerified: false) }),
        ("unix:///run/redis.sock", Endpoint(address: .unix(path: "/run/redis.sock"))),
        ("unix:///run/a@/b%20c?db=4", Endpoint(address: .unix(path: "/run/a@/b c"), database: 4)),
        ("unix://ada:s/x@/run/s", Endpoint(address: .unix(path: "/run/s"), user: "ada", password: "s/x")),
        ("unix:///run/s?password=p%26q&db=0", Endpoint(address: .unix(path: "/run/s"), password: "p&q")),
    ]

    @Test(arguments: good.indices) func reads(_ index: Int) throws {
        let (url, expected) = Self.good[index]
        #expect(try Endpoint(url: url) == expected, "\(url)")
    }

    static let bad: [(String, EndpointError)] = [
        ("", .scheme(nil)),
        ("cache:6379", .scheme(nil)),
        ("redis:/cache", .scheme(nil)),
        ("http://cache", .scheme("http")),
        ("my secret://cache", .scheme(nil)),
        ("redis://[::1", .host),
        ("redis://[::1]x", .host),
        ("redis://[]", .host),
        ("redis://ca%00che", .host),
        ("redis://cache:0", .port),
        ("redis://cache:65536", .port),
        ("redis://cache:+80", .port),
        ("redis://cache:secret", .port),
        ("redis://::1", .port),
        ("redis://cache/x", .database),
        ("redis://cache/-1", .database),
        ("redis://cache/99999999999999999999", .database),
        ("redis://cache/2147483648", .database),
        ("redis://cache/1/2", .database),
        ("redis://cache?database=1", .unknownParameter("database")),
        ("redis://cache?db=1&database=1", .unknownParameter("database")),
        // What has no value, or is no word, may be a part of a password.
        ("redis://cache?secret", .unknownParameter(nil)),
        ("redis://cache?s%65cret=1", .unknownParameter(nil)),
        ("redis://cache?=1", .unknownParameter(nil)),
        ("redis://cache?cacert=/a", .needsTLS(.authorityFile)),
        ("redis://cache?tls=false&insecure=true", .needsTLS(.insecure)),
        ("redis://cache?tls=on", .truth(.tls)),
        ("rediss://cache?insecure=maybe", .truth(.insecure)),
        ("rediss://cache?tls=false", .contradictsTLS),
        ("rediss-sentinel://cache?tls=no", .contradictsTLS),
        ("redis://cache?master=x", .needsSentinels(.masterName)),
        ("redis://cache?sentinel-password=x", .needsSentinels(.sentinelPassword)),
        ("redis://a,b:x", .port),
        ("redis-sentinel://a/m%/0", .percentEscape(.master)),
        ("redis-sentinel://a/m/x", .database),
        ("rediss://cache?sni=%", .percentEscape(.parameter)),
        ("redis://a%:x@cache", .percentEscape(.user)),
        ("redis://a:%f@cache", .percentEscape(.password)),
        ("redis://a:%ff@cache", .percentEscape(.password)),
        ("redis://%zz", .percentEscape(.host)),
        ("unix://", .missingPath),
        ("unix:///", .missingPath),
        ("unix://run/redis.sock", .missingPath),
        ("unix:///a%00b", .missingPath),
        ("unix:///run/%4", .percentEscape(.path)),
        ("unix:///run/s?db=x", .database),
        ("unix:///run/s?db=%", .percentEscape(.database)),
        ("unix:///run/s?database=1", .unknownParameter("database")),
    ]

    @Test(arguments: bad.indices) func refuses(_ index: Int) {
        let (url, error) = Self.bad[index]
        #expect(throws: error, "\(url)") { try Endpoint(url: url) }
    }

    @Test func hidesTheCredentials() throws {
        let endpoint = try Endpoint(url: "rediss://ada:secret@[::1]:7000/2")
        var dumped = ""
        dump(endpoint, to: &dumped)
        for text in [endpoint.display, "\(endpoint)", String(reflecting: endpoint), dumped] {
            #expect(!text.contains("secret") && !text.contains("ada"))
        }
        #expect(endpoint.display == "[::1]:7000")
        #expect(try Endpoint(url: "redis://cache").display == "cache:6379")
        #expect(try Endpoint(url: "unix://ada:secret@/run/s?db=1").display == "/run/s")
    }
}
