import Canvas
import Foundation
import Queues
import Testing

@testable import Dashboard

@Suite struct ConnectionTests {
    static let troubles: [Trouble] = [
        .unknownHost("Name or service not known"), .unreachable("Connection refused"), .timedOut(5_000),
        .disconnected("Connection reset by peer"), .tls("wrong version number"), .passwordRequired, .wrongPassword,
        .noPermission("this user has no permissions to run the 'zcard' command"), .notRedis("HTTP/1.1 400 Bad Request"),
        .loading, .busy("BUSY Redis is busy running a script"), .noDatabase(99), .server("ERR unknown command"),
        .silent(10_000), .needsTLS, .needsNoTLS, .sentinel(masters: ["mymaster"]), .sentinel(masters: []),
        .webServer("HTTP/1.1 400 Bad Request"), .masterDown("Link with MASTER is down"), .tooLarge(limit: 1 << 26),
        .clusterDown("The cluster is down"), .certificate(.expired("2026-11-25 08:00:00 UTC")),
        .certificate(.notYetValid("2026-11-25 08:00:00 UTC")), .certificate(.clientCertificateRequired),
        .certificate(.wrongName(expected: "10.0.0.1", names: ["redis.test"])),
        .certificate(.wrongName(expected: "10.0.0.1", names: [])),
        .certificate(.unknownAuthority("self-signed certificate", searched: ["/etc/ssl/certs/ca-certificates.crt"])),
        .certificate(.clientCertificateRefused("unknown ca")),
        .certificate(.file("/none", "No such file or directory")), .certificate(.unhashed("/ca")),
        .onlyFirstDatabase(1), .sentinels(.passwordRequired), .sentinels(.wrongPassword),
        .sentinels(.noPermission("this user has no permissions")), .sentinels(.noSentinel),
        .sentinels(.unwatched("other", watched: ["mymaster"])), .sentinels(.unwatched("other", watched: [])),
        .sentinels(.unnamed(watched: ["a", "b"])), .sentinels(.unnamed(watched: [])), .sentinels(.needsTLS),
        .sentinels(.needsNoTLS), .slotMoving("Multiple keys request"), .unknownCommand("unknown command 'HMGET', with"),
        .failoverOpen,
    ]

    @Test(arguments: troubles) func everyTroubleIsToldWithWhatToTry(_ trouble: Trouble) {
        var scenario = Scenario(columns: 120, rows: 40)
        scenario.send(.connection(.down(trouble, retryAt: Scenario.start + 2_500)))
        #expect(scenario.shows(trouble.heading("127.0.0.1:6379/0")))
        #expect(scenario.shows(" 0 s, retry in 3 s"))
        let advice = Words.advice(trouble)
        #expect(scenario.shows(advice.attempt.split(separator: " ").prefix(5).joined(separator: " ")))
        #expect(advice.text.hasSuffix(".") && advice.attempt.hasSuffix("."))
    }

    /// Checks that no connection is said to be missing to a server that answers, and that one is where there is none.
    @Test(
        arguments: [
            (
                "OFFLINE", "No connection to",
                [.unreachable(""), .disconnected(""), .needsTLS, .notRedis(""), .unknownHost("")]
            ),
            (
                "REFUSED", "refuses to be read",
                [.unknownCommand("unknown command 'SCAN'"), .noPermission(""), .wrongPassword]
            ),
            (
                "REFUSED", "refuses to be read",
                [.notSent(.server("")), .server("DENIED x"), .sentinels(.passwordRequired)]
            ),
            ("NOT READY", "is not ready", [.masterDown(""), .clusterDown("")]), ("BUSY", "is not ready", [.busy("")]),
            ("LOADING", "is not ready", [.loading]), ("NO ANSWER", "No answer from", [.silent(1), .timedOut(1)]),
            ("UNREADABLE", "cannot be read", [.tooLarge(limit: 1), .wrongType("set"), .implausible("-1")]),
        ] as [(String, String, [Trouble])])
    func aServerThatAnswersIsNotGone(badge: String, heading: String, troubles: [Trouble]) {
        for trouble in troubles {
            var scenario = Scenario(columns: 120, rows: 40)
            scenario.send(.connection(.down(trouble, retryAt: Scenario.start + 2_500)))
            #expect(scenario.shows(badge + " 0 s, retry in 3 s") && scenario.shows(heading), "\(trouble)")
        }
    }

    /// Each trouble, and words that its explanation must have, in this order.
    static let explanations: [(Trouble, [String])] = [
        (.passwordRequired, ["wants a password", "--askpass", "--password-file", "$BULLTOP_PASSWORD_FILE", "URL"]),
        (.sentinels(.passwordRequired), ["The Sentinel wants a password", "sentinel-password", "sentinel-user"]),
        (.sentinels(.wrongPassword), ["The Sentinel refuses", "sentinel-user and sentinel-password"]),
        (
            .sentinels(.unwatched("other", watched: ["mymaster"])),
            ["The Sentinels do not watch 'other', but mymaster.", "redis-sentinel://HOST:PORT/mymaster"]
        ),
        (.sentinels(.unnamed(watched: ["a", "b"])), ["watch a, b, and the URL names none", "/a"]),
        (.sentinels(.noSentinel), ["no Sentinel", "Use redis:// instead of redis-sentinel://"]),
        (.sentinels(.needsTLS), ["Use rediss-sentinel:// instead of redis-sentinel://"]),
        (.sentinels(.needsNoTLS), ["Use redis-sentinel:// instead of rediss-sentinel://"]),
        (.sentinel(masters: ["m"]), ["redis-sentinel://HOST:PORT/m", "rediss-sentinel:// with TLS"]),
        (.noPermission("no permissions to run the 'scan' command"), ["may not search", "--queue NAME"]),
        (
            .unknownCommand("unknown command 'SCAN', with args beginning with: '0'"),
            ["no command SCAN.", "--queue NAME"]
        ),
        (.unknownCommand("unknown command `HMGET`, with args"), ["no command HMGET.", "rename-command"]),
        (.slotMoving("Multiple keys request"), ["slot", "is moving to another node", "Wait until"]),
        (.onlyFirstDatabase(1), ["a cluster, which has database 0 only", "/1 or db=1"]),
        (.certificate(.unhashed("/ca")), ["/ca has no hashed names", "openssl rehash /ca"]),
    ]

    @Test(arguments: explanations.indices) func anExplanationNamesWhatToChange(_ index: Int) {
        let (trouble, words) = Self.explanations[index]
        var rest = Substring(trouble.explanation)
        for part in words {
            guard let place = rest.range(of: part) else {
                Issue.record("no '\(part)' in '\(trouble.explanation)'")
                return
            }
            rest = rest[place.upperBound...]
        }
    }

    @Test func whatTheProgramHasToSayIsShownAndKept() {
        var scenario = Scenario()
        scenario.begin()
        scenario.send(.noticed("The terminal's type is not known here."))
        #expect(scenario.footer.contains("The terminal's type is not known here."))
        scenario.fill(":messages", "")
        #expect(scenario.shows("The terminal's type is not known here."))
    }

    @Test func theFirstFrameSaysConnecting() {
        #expect(Scenario().shows("Connecting to 127.0.0.1:6379/0"))
    }

    @Test func lastDataStaysWithItsAge() {
        var scenario = Scenario(columns: 120)
        scenario.begin()
        scenario.send(.clock(Scenario.start + 1_000))
        scenario.send(.connection(.down(.disconnected("closed"), retryAt: Scenario.start + 9_000)))
        scenario.send(.clock(Scenario.start + 8_000))
        #expect(scenario.shows("OFFLINE 7 s, retry in 1 s"))
        #expect(scenario.shows("Data is 8 s old."))
        #expect(scenario.shows("email"))
        scenario.send(.connection(.connected))
        #expect(scenario.shows("The server answers again."))
    }

    @Test func nothingMovesOnAQuietScreenUntilTheDataIsOld() {
        var scenario = Scenario()
        scenario.look(Fixture())
        #expect(scenario.state.wakeAt == Scenario.start + scenario.state.liveAge)
        let before = scenario.frame
        scenario.answer(Fixture(), takenAt: Scenario.start)
        #expect(scenario.frame == before)
    }

    @Test func theScreenIsTheSameUntilItIsTimeToWake() {
        var scenario = Scenario()
        scenario.begin()
        scenario.press(.character("0"))
        scenario.send(.connection(.down(.loading, retryAt: Scenario.start + 30_000)))
        for _ in 0..<40 {
            guard let wake = scenario.state.wakeAt else { break }
            let before = scenario.frame
            scenario.send(.clock(wake - 1))
            #expect(scenario.frame == before)
            scenario.send(.clock(wake))
        }
        #expect(scenario.state.clock > Scenario.start + 30_000)
    }

    @Test func changedCountsAreMarkedForOneReading() {
        var scenario = Scenario()
        scenario.begin()
        let quiet = scenario.frame
        var fixture = Fixture()
        fixture.queues[1].counts[.waiting] = 4
        scenario.answer(fixture)
        let changed = scenario.frame
        scenario.answer(fixture)
        #expect(changed != quiet)
        #expect(changed.text == scenario.frame.text)
        #expect(changed != scenario.frame)
    }
}
