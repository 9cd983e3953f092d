import Foundation
import Redis
import TestSupport
import Testing

/// Checks that nothing is changed where nothing may be changed, and that the screen says why.
@Suite struct RefusalTests {
    private func expectUnchanged(_ bench: DashboardBench, since before: Keyspace) throws {
        #expect(KeyspaceComparison().differences(expected: before, actual: try bench.keyspace()) == [])
    }

    @Test func readOnlyRefusesEveryKey() throws {
        let bench = try DashboardBench()
        try bench.addFailed(1...3, to: "bull:email")
        let before = try bench.keyspace()
        let screen = try bench.start("--read-only", until: "email")
        #expect(screen.uppercased().contains("READ"))
        try bench.open("email", "failed", until: "jobs 1-3 of 3")
        for key in ["r", "d", "P", "+", "e"] {
            try bench.pane.type(key)
            try bench.pane.wait(for: "Read-only: bulltop was started with --read-only.")
            try bench.pane.type("u")
            try bench.pane.wait(for: "Nothing is marked")
        }
        for command in ["obliterate", "clean", "delay", "drain", "schedule"] {
            try bench.command(command)
            try bench.pane.wait(for: "Read-only: bulltop was started with --read-only.")
            try bench.pane.press("Escape")
            try bench.pane.wait(without: "Read-only: bulltop")
        }
        try expectUnchanged(bench, since: before)
        try bench.quit()
    }

    @Test func aUserWithoutWriteIsTold() throws {
        let bench = try DashboardBench()
        try bench.addFailed(1...3, to: "bull:email")
        try bench.send("ACL SETUSER look on >secret ~* +@read +info +time +eval +evalsha +client -@write")
        let before = try bench.keyspace()
        try bench.start(as: "look", until: "email")
        try bench.open("email", "failed", until: "jobs 1-3 of 3")
        try bench.pane.type("r")
        try bench.agree(to: "Retry job 3 in email?", until: "the Redis user may not do this")
        try bench.pane.type("Ar")
        try bench.agree(to: "Retry 3 failed jobs of email?", until: "the Redis user may not do this")
        try bench.pane.type("u")
        try bench.command("concurrency")
        try bench.fill("3")
        try bench.agree(to: "Set the concurrency of email to 3?", until: "the Redis user may not do this")
        try expectUnchanged(bench, since: before)
        try bench.quit()
    }

    @Test func aReplicaTakesNoChanges() throws {
        let main = try PrivateRedis(tcp: true)
        let first = try DashboardBench(main)
        try first.addFailed(1...3, to: "bull:email")
        let port = try #require(main.port)
        let bench = try DashboardBench(PrivateRedis(["--replicaof", "127.0.0.1 \(port)"]))
        while try bench.keyspace() != first.keyspace() {}
        try bench.start(until: "email")
        try bench.open("email", "failed", until: "jobs 1-3 of 3")
        try bench.pane.type("r")
        try bench.pane.wait(for: "The server is a replica: it takes no changes.")
        try bench.quit()
    }

    /// Checks that a box or form that does not fit cannot be agreed to, and appears again when there is room.
    @Test func aBoxAndAFormOutliveAScreenOfOneCell() throws {
        let bench = try DashboardBench()
        try bench.addFailed(1...3, to: "bull:email")
        let before = try bench.keyspace()
        try bench.start(until: "email")
        try bench.open("email", "failed", until: "jobs 1-3 of 3")
        try bench.pane.type("Ar")
        try bench.pane.wait(for: "y yes")
        try shrinkAndGrow(bench, typing: "y", until: "Retry 3 failed jobs of email?")
        try bench.pane.type("n")
        try bench.pane.wait(for: "Nothing was changed.")
        try bench.pane.type("u")
        try bench.command("priority")
        try bench.pane.wait(for: "Enter applies")
        try bench.pane.type("17")
        try shrinkAndGrow(bench, typing: "9", until: "Change priority")
        try bench.pane.wait(for: "Priority  17 ")
        try bench.pane.press("Escape")
        try bench.pane.wait(without: "Enter applies")
        try expectUnchanged(bench, since: before)
        try bench.quit()
    }

    private func shrinkAndGrow(_ bench: DashboardBench, typing key: String, until text: String) throws {
        try bench.pane.resize(columns: 1, rows: 1)
        try bench.pane.wait("one cell") { $0.trimmingCharacters(in: .newlines).count <= 1 }
        // Only whole parts of the sentence are drawn, and the last cell of a terminal is never filled.
        try bench.pane.resize(columns: 10, rows: 1)
        try bench.pane.wait("a part of ours") { $0.hasPrefix("Need 20x4") }
        try bench.pane.type(key)
        // When the program has drawn a size, it has read everything that came before that size.
        try bench.pane.resize(columns: 19, rows: 7)
        try bench.pane.wait(for: "have 19x7")
        for (columns, rows) in [(200, 2), (40, 8)] { try bench.pane.resize(columns: columns, rows: rows) }
        try bench.pane.resize(columns: 120, rows: 40)
        try bench.pane.wait(for: text)
    }
}
