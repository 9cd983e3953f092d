import Foundation
import TestSupport
import Testing

/// What the dashboard remembers from run to run in a real terminal: sort, theme and connection.
@Suite struct RememberingTests {
    private func bench() throws -> DashboardBench {
        let bench = try DashboardBench(PrivateRedis())
        for (name, count) in [("alpha", 1), ("beta", 2), ("gamma", 3)] {
            try bench.addFailed(1...count, to: "bull:\(name)")
        }
        try bench.pane.run("export XDG_STATE_HOME='\(bench.server.directory)/state'; clear")
        return bench
    }

    /// Waits until the list has the queues in this order.
    private func wait(_ bench: DashboardBench, for order: [String]) throws {
        try bench.pane.wait("the order \(order)") { screen in
            let places = order.compactMap { screen.range(of: $0)?.lowerBound }
            return places.count == order.count && places == places.sorted()
        }
    }

    @Test func sortAndThemeAreThereInTheNextRun() throws {
        let bench = try bench()
        try bench.start(until: "gamma")
        try wait(bench, for: ["gamma", "beta", "alpha"])
        let usual = try bench.pane.styles
        try bench.choose("Name", from: "s")
        try wait(bench, for: ["alpha", "beta", "gamma"])
        try bench.command("theme nord")
        try bench.pane.wait("the colours of nord") { _ in (try? bench.pane.styles.isSubset(of: usual)) == false }
        let nord = try bench.pane.styles.subtracting(usual)
        try bench.quit()

        try bench.start(until: "gamma")
        try wait(bench, for: ["alpha", "beta", "gamma"])
        #expect(try !bench.pane.styles.isDisjoint(with: nord))
        try bench.pane.type("S")
        try wait(bench, for: ["gamma", "beta", "alpha"])
        try bench.quit()

        try bench.start("--theme default", until: "gamma")
        try wait(bench, for: ["gamma", "beta", "alpha"])
        #expect(try bench.pane.styles.isDisjoint(with: nord), "the command line counts more")
        try bench.quit()
        let theme = try bench.pane.answer(to: "'\(Program.path)' --print-config | grep '^theme.*remembered'")
        #expect(theme.hasPrefix("theme = nord "))
    }

    @Test func theConnectionUsedLastIsOpenedUnlessItIsProduction() throws {
        let (bench, other) = (try bench(), try PrivateRedis())
        let config = bench.server.directory + "/config"
        try """
        [connection stage]
        url = unix://\(bench.server.socketPath)
        [connection live]
        url = unix://\(other.socketPath)
        production = true
        """.write(toFile: config, atomically: false, encoding: .utf8)
        let pane = bench.pane
        try pane.run("export BULLTOP_CONFIG='\(config)'; clear")
        func start(_ options: String = "", until text: String) throws -> String {
            try pane.run("clear; '\(Program.path)' --interval 0.2 \(options)")
            return try pane.wait(for: text)
        }
        #expect(try start(until: "localhost:6379").contains("stage") == false)
        try bench.command("server stage")
        try pane.wait(for: "gamma")
        try bench.quit()
        #expect(try start(until: "gamma").contains("stage"))
        try bench.command("server live")
        try pane.wait(for: "PRODUCTION")
        try bench.quit()
        let usual = try start(until: "localhost:6379")
        #expect(!usual.contains("PRODUCTION"))
        try pane.wait(for: "live, used last, is marked as production")
        try bench.quit()
        // A server without a name is none to come back to.
        _ = try start("--url 'unix://\(bench.server.socketPath)'", until: "gamma")
        try bench.quit()
        _ = try start(until: "localhost:6379")
        #expect(try !pane.screen().contains("used last"))
        try bench.quit()
    }

    /// Checks that a directory that cannot be written to is told once, and stops nothing.
    @Test func whereNothingCanBeKeptItSaysSoOnce() throws {
        let bench = try bench()
        try "no directory".write(toFile: bench.server.directory + "/state", atomically: false, encoding: .utf8)
        try bench.start(until: "gamma")
        try bench.choose("Name", from: "s")
        try bench.pane.wait(for: "Nothing is remembered for the next start")
        try bench.command("theme nord")
        try wait(bench, for: ["alpha", "beta", "gamma"])
        try bench.command("messages")
        let screen = try bench.pane.wait(for: "─ Message of ")
        #expect(
            screen.components(separatedBy: "Nothing is remembered").count <= 3, "once in the list, and whole below it")
        try bench.quit()
    }
}
