import Canvas
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
        .certificate(.file("/none", "No such file or directory")),
    ]

    @Test(arguments: troubles) func everyTroubleIsToldWithWhatToTry(_ trouble: Trouble) {
        var scenario = Scenario(columns: 120, rows: 40)
        scenario.send(.connection(.down(trouble, retryAt: Scenario.start + 2_500)))
        let title = trouble.isRefusal ? "127.0.0.1:6379/0 refuses to be read" : "No connection to 127.0.0.1:6379/0"
        #expect(scenario.shows(title))
        #expect(scenario.shows(" 0 s, retry in 3 s"))
        let advice = Words.advice(trouble)
        #expect(scenario.shows(advice.attempt.split(separator: " ").prefix(5).joined(separator: " ")))
        #expect(advice.text.hasSuffix(".") && advice.attempt.hasSuffix("."))
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
