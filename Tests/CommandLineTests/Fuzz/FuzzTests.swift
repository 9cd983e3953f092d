import Foundation
import TestSupport
import Testing

@testable import bulltop

/// Replies of a real server, changed on their way, for every command and screen: whatever a server sends, nothing
/// traps, nothing hangs, and the terminal is restored. `make fuzz RUNS=10000 SEED=1` does more of it.
@Suite struct FuzzTests {
    private static func setting(_ name: String, or standard: UInt64) -> UInt64 {
        ProcessInfo.processInfo.environment[name].flatMap(UInt64.init) ?? standard
    }

    private static let runs = setting("RUNS", or: 1_000)
    private static let seed = setting("SEED", or: 1)
    /// The place of a trap is printed only where that is requested.
    private static let backtrace = "enable=\(setting("BACKTRACE", or: 0) == 1 ? "yes,color=no,interactive=no" : "no")"
    private static let shards: UInt64 = 4
    /// One in this number of runs is of a screen.
    private static let screenEvery: UInt64 = 25
    /// The time after which a run counts as hanging, in s.
    private static let patience = 60.0

    private static let commands: [String] = {
        let lines = EveryCommandTests.runs.values.joined().map(\.line).filter {
            !$0.hasPrefix("help") && !$0.hasPrefix("completion")
        }
        return (lines + ["--once", "jobs email --state failed --jsonl", "counts email --json"]).sorted()
    }()

    @Test(arguments: 0..<shards) func nothingThatAServerSaysTrapsOrHangs(shard: UInt64) throws {
        let bench = try CommandBench()
        let proxy = try MutatingProxy(server: bench.server.socketPath, path: bench.server.directory + "/proxy")
        for number in stride(from: shard, to: Self.runs, by: Int(Self.shards)) {
            let seed = Self.seed &* 1_000_003 &+ number
            try bench.send("FLUSHALL")
            try bench.addQueue()
            proxy.begin(seed: seed)
            var dice = Dice(seed: seed)
            if number % Self.screenEvery == 0 {
                try runScreen(proxy, &dice, seed: seed)
            } else {
                try runCommand(proxy, &dice, seed: seed)
            }
        }
    }

    private func runCommand(_ proxy: MutatingProxy, _ dice: inout Dice, seed: UInt64) throws {
        let line = (dice.pick(Self.commands) ?? "queues") + (dice.happens(30) ? " --json" : "")
        let words = line.split(separator: " ").map(String.init).filter { !line.hasPrefix("--once") || $0 == "--once" }
        let errors = proxy.path + "-errors"
        let child = try Child(
            Program.path, words, errors: errors,
            environment: Program.environment.merging([
                "BULLTOP_URL": "unix://\(proxy.path)", "SWIFT_BACKTRACE": "enable=no",
            ]) { $1 })
        let limit = Date().addingTimeInterval(Self.patience)
        var status: Int32?
        while status == nil, Date() < limit {
            status = child.poll()
            if status == nil { usleep(2_000) }
        }
        if status == nil {
            child.send(SIGKILL)
            _ = child.wait()
        }
        let said = (try? String(contentsOfFile: errors, encoding: .utf8)) ?? ""
        let story = "SEED \(seed): \(line): \(status.map(String.init) ?? "hangs"): \(said.suffix(600))"
        #expect(status.map { $0 < 128 } == true, "\(story)")
    }

    private func runScreen(_ proxy: MutatingProxy, _ dice: inout Dice, seed: UInt64) throws {
        let words = [Program.path, "--url", "unix://\(proxy.path)", "--interval", "0.1"]
        let pty = try Pty(words, environment: ["SWIFT_BACKTRACE": Self.backtrace])
        try pty.pump("a picture of SEED \(seed)") { pty.output.count > 500 }
        let keys = ["\r", "j", "k", "]", "[", "\u{1B}", "S", "s", "?", "G", "g", "L", " ", "a", "\t", "M", "E"]
        for _ in 0..<12 {
            pty.send(dice.pick(keys) ?? "j")
            let count = pty.output.count
            try? pty.pump("an answer", within: 0.3) { pty.output.count > count }
        }
        let code = try end(pty, seed)
        let said = String(decoding: pty.output.suffix(600), as: UTF8.self).debugDescription
        #expect(code == 0, "SEED \(seed): the screen ended with \(code): \(said)")
        #expect(pty.modes == pty.modesBefore, "SEED \(seed)")
    }

    /// Quits by two Ctrl-C in a row, which always work, whatever is open or waited for.
    private func end(_ pty: Pty, _ seed: UInt64) throws -> Int32 {
        for _ in 0..<2 { pty.send("\u{3}") }
        if let code = try? pty.exitCode(within: Self.patience) { return code }
        throw TestFailure("SEED \(seed): the screen hangs: \(String(decoding: pty.output.suffix(600), as: UTF8.self))")
    }
}
