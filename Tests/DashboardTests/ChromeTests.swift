import Canvas
import Queues
import Testing

@testable import Dashboard

/// The surroundings of a screen's rows: tabs, header, and the screens of the program itself.
@Suite struct ChromeTests {
    /// Checks that each tab has its digit before its name, and a dot for no jobs; other screens of the queue come last.
    @Test func tabsNameTheirDigits() {
        var scenario = Scenario(columns: 200, rows: 50)
        scenario.open("5")
        #expect(
            scenario.shows(
                " 1 latest  2 waiting 204  3 active 12  4 completed 1.20 M  5 failed 12 431  6 delayed 3  8 prioritized ·  "
                    + "9 waiting-children ·  F causes  W workers  M metrics  E events  7 schedulers "),
            "\(scenario.text[2])")
        for (digit, title) in [("8", "prioritized"), ("9", "waiting-children"), ("7", "schedulers")] {
            scenario.type(digit)
            #expect(scenario.text[0].contains("email › \(title)") || scenario.text[0].contains("› \(title)"))
        }
    }

    /// Checks that a screen without messages has no lines, no rule and no column for changes.
    @Test func messagesBeginEmpty() {
        var scenario = Scenario(columns: 120, rows: 40)
        scenario.begin()
        scenario.fill(":messages", "")
        #expect(scenario.shows("There are no messages yet."))
        #expect(!scenario.shows("Changed on") && !scenario.text.dropFirst(3).contains { $0.contains("───") })
        scenario.send(.noticed("The terminal is odd."))
        #expect(scenario.shows("─ Message of ") && !scenario.shows("Changed on"))
    }

    /// Checks that the name of the connection stays while half of the line is left for the path; the address is left
    /// out first.
    @Test(arguments: [(40, true), (100, true), (120, true)]) func theLabelStays(_ columns: Int, _ stays: Bool) {
        var scenario = Scenario(columns: columns, rows: 30, isProduction: true, label: "eu-1")
        scenario.open("5")
        #expect(scenario.text[0].contains("eu-1") == stays, "\(scenario.text[0])")
        #expect(scenario.text[0].contains("failed"))
    }

    /// Checks that a certificate that is not verified is told in the colour of errors, on every screen.
    @Test func whatIsNotVerifiedIsRed() throws {
        var scenario = Scenario(columns: 80, rows: 10, isUnverified: true)
        scenario.begin()
        try expectGolden(scenario.frame, "unverified")
        for _ in 0..<2 {
            let runs = scenario.frame.styleRuns(row: 0)
            let warning = runs.first { $0.text.contains("TLS not verified") }
            #expect(warning?.style == scenario.state.theme[.error], "\(runs)")
            scenario.type("5")
        }
    }

    /// Checks that the primaries of a cluster are listed, with the reason where one does not answer.
    @Test func aClusterHasItsNodes() throws {
        var fixture = Fixture()
        fixture.server.nodes = [
            ServerNode(address: "10.0.0.1:6379", slots: 5_461, replicas: 1),
            ServerNode(address: "10.0.0.2:6379", slots: 5_462, replicas: 2),
            ServerNode(address: "10.0.0.3:6379", slots: 5_461, replicas: 0, problem: "Connection refused"),
        ]
        fixture.server.keyTracking = .turnedOff
        var scenario = Scenario(columns: 80, rows: 24)
        scenario.begin(fixture)
        scenario.fill(":server", "")
        try expectGolden(scenario.frame, "server-cluster")
    }

    /// Checks that the server behind Sentinels has its address on the screen: the given one is that of the Sentinels.
    @Test(arguments: [false, true]) func theServerThatAnswersIsNamed(isReplica: Bool) {
        var fixture = Fixture()
        fixture.server.address = "mymaster via 127.0.0.1:26379"
        fixture.server.isReplica = isReplica
        fixture.server.nodes = [ServerNode(address: "10.0.0.7:6380", slots: nil, replicas: 0)]
        var scenario = Scenario(columns: 120, rows: 40)
        scenario.begin(fixture)
        scenario.fill(":server", "")
        #expect(scenario.shows(isReplica ? "replica        10.0.0.7:6380" : "primary        10.0.0.7:6380"))
        fixture.server.nodes[0].address = fixture.server.address
        scenario.answer(fixture)
        #expect(!scenario.shows("10.0.0.7:6380"))
    }

    /// Checks that the cost of reading is on a screen of its own.
    @Test func theServerHasAScreen() {
        var scenario = Scenario(columns: 120, rows: 40)
        scenario.begin()
        #expect(!scenario.shows("round trip"))
        scenario.fill(":server", "")
        for words in [
            "version        redis 7.0.15", "role           primary", "commands       130", "a refresh      every 1 s",
        ] {
            #expect(scenario.shows(words), "\(scenario.text)")
        }
        var unread = Fixture()
        unread.server = ServerStatus(address: "127.0.0.1:6379")
        scenario.answer(unread)
        #expect(
            scenario.shows("memory         ? it does not say") && scenario.shows("role           ? it does not say"))
    }
}
