import Foundation
import Redis
import TestSupport
import Testing

/// Alarms of the configuration in the dashboard, in a real terminal.
@Suite struct AlarmTests {
    /// Starts the dashboard with this configuration.
    private func start(_ bench: DashboardBench, _ configuration: String, until text: String) throws {
        let file = bench.server.directory + "/config"
        try configuration.write(toFile: file, atomically: true, encoding: .utf8)
        try bench.pane.run("export BULLTOP_CONFIG=\(file)")
        try bench.start(until: text)
    }

    @Test func aQueueBeginsToFail() throws {
        let bench = try DashboardBench()
        try bench.addFailed(1...2, to: "bull:hooks")
        let (facts, bytes) = (bench.server.directory + "/facts", bench.server.directory + "/bytes")
        let script = #"sh -c 'echo "$BULLTOP_ALARM|$BULLTOP_CHANGE|$BULLTOP_QUEUE|$BULLTOP_FACTS" >> \#(facts)'"#
        try start(
            bench, "[alarm hooks fail]\nwhen = failed > 2\nexec = \(script)\nbell = true\n", until: " hooks ")
        try bench.pane.record(to: bytes)
        // It acts on another screen, too.
        try bench.open("hooks", "failed", until: "jobs 1-2 of 2")
        try bench.addFailed(3...4, to: "bull:hooks")
        try bench.pane.wait("the alarm") {
            $0.contains("Alarm hooks fail on hooks: failed > 2 (failed is 4).") && $0.contains("1 alarm ")
        }
        func lines() -> [String] {
            ((try? String(contentsOfFile: facts, encoding: .utf8)) ?? "").split(separator: "\n").map(String.init)
        }
        try bench.pane.wait("the command's end") { _ in lines().count == 1 }
        #expect(lines() == ["hooks fail|raised|hooks|failed is 4"])
        #expect(try Data(contentsOf: URL(filePath: bytes)).contains(0x07))
        try bench.pane.type("q")
        try bench.pane.wait("its line") { $0.contains("hooks ■") && $0.contains("alarm hooks fail: failed > 2, since") }
        try bench.send("ZREMRANGEBYRANK bull:hooks:failed 0 2")
        try bench.pane.wait("its end") { $0.contains("Alarm hooks fail on hooks is over: failed is 1.") }
        try bench.pane.wait("the second command's end") { _ in lines().count == 2 }
        try bench.quit()
    }

    /// Checks that a command that cannot be run is reported, and that a bad bell is an error.
    @Test func aCommandThatCannotBeRunIsReported() throws {
        let bench = try DashboardBench()
        try bench.addFailed(1...2, to: "bull:hooks")
        try start(bench, "[alarm a]\nwhen = failed > 1\nexec = no-such-command\n", until: " hooks ")
        try bench.pane.wait(for: "no-such-command could not be run: No such file")
        try bench.quit()
        try start(bench, "[alarm a]\nwhen = failed > 1\nexec = sh -c 'exit 3'\n", until: " hooks ")
        try bench.pane.wait(for: "The command of the alarm a failed: status 3.")
        try bench.quit()
        try start(bench, "[alarm a]\nwhen = failed > 1\nbell = loud\n", until: "bell: 'loud' is not allowed")
    }
}
