import Canvas
import Dashboard
import Foundation
import QueueStore
import Queues
import Redis
import TestSupport
import Themes
import Threads

/// Measures the screen: a frame, a key, start-up, memory, idling. The program runs in a real pseudo-terminal.
struct ScreenBenchmark {
    /// The release binary that is measured.
    let program: String
    private let size = Size(columns: 200, rows: 50)

    func run(into report: inout Report) throws {
        let server = try PrivateRedis()
        defer { server.stop() }
        try Population.fill(server.connect(), queues: 200)
        try render(server, into: &report)
        try startUp(server, into: &report)
        try idle(server, into: &report)
        try million(into: &report)
        try trash(into: &report)
        try largeValue(into: &report)
    }

    private func render(_ server: PrivateRedis, into report: inout Report) throws {
        let store = QueueStore(endpoint: server.endpoint, prefixes: [Array("bull".utf8)], stop: nil)
        try store.connect()
        while try store.discover(now: nowMilliseconds()) {}
        let answer = try store.answer(.overview, now: nowMilliseconds())
        var state = State(
            settings: Settings(address: "bench", themes: Themes.all), size: size, now: nowMilliseconds())
        for message in [Message.connection(.connected), .answered(answer)] { _ = update(&state, message) }
        let rendering = medianMilliseconds { _ = Dashboard.render(state, size: size) }
        report.add("render of a frame, 200x50", rendering, "ms", budget: 2)
    }

    private func startUp(_ server: PrivateRedis, into report: inout Report) throws {
        var times: [Double] = []
        for _ in 0..<9 {
            let terminal = try start(server)
            times.append((try terminal.wait(for: "200 queues") - terminal.started).milliseconds)
        }
        var pings: [Double] = []
        for _ in 0..<9 {
            let ping = try PseudoTerminal(
                ["/usr/bin/redis-cli", "-s", server.socketPath, "PING"], columns: 80, rows: 24)
            pings.append((try ping.wait(for: "PONG") - ping.started).milliseconds)
        }
        let (time, floor) = (times.sorted()[4], pings.sorted()[4])
        report.add("shell to first complete frame, 200 queues", time, "ms", floor: floor)
        report.add("shell to first complete frame: to redis-cli PING", time / floor, "", budget: 3)
        var versions: [Double] = []
        for _ in 0..<9 {
            let version = try PseudoTerminal([program, "--version"], columns: 80, rows: 24)
            versions.append((try version.wait(for: "bulltop") - version.started).milliseconds)
        }
        report.add("bulltop --version", versions.sorted()[4], "ms", budget: 10)
    }

    private func idle(_ server: PrivateRedis, into report: inout Report) throws {
        let terminal = try start(server)
        _ = try terminal.wait(for: "200 queues")
        report.add("bytes of the first frames, 200x50", Double(terminal.output.count), "bytes")
        // By then, data that is read only after the first frame is on the screen.
        _ = terminal.listen(for: .seconds(3))
        var times: [Double] = []
        for key in ["j", "k", "j", "k", "G", "g", "S", "S", "j"] {
            let (before, typed) = (terminal.output.count, ContinuousClock.now)
            terminal.type(key)
            times.append((try terminal.nextPause(after: before) - typed).milliseconds)
        }
        report.add("key to repaint, 200x50", times.sorted()[4], "ms", budget: 16)
        let cpu = terminal.cpuMilliseconds
        let bytes = terminal.listen(for: .seconds(10))
        report.add("idle for 10 s: bytes to the terminal", Double(bytes), "bytes")
        report.add("idle for 10 s: CPU", (terminal.cpuMilliseconds - cpu) / 100, "%", budget: 0.5)
        report.add("memory, 200 queues", Double(terminal.peakMemory) / 1e6, "MB", budget: 24)
    }

    private func million(into report: inout Report) throws {
        let server = try PrivateRedis()
        defer { server.stop() }
        let connection = try server.connect()
        try Population.fill(connection, queues: 2_000)
        try Population.fill(connection, failedJobs: 1_000_000)
        let terminal = try start(server)
        _ = try terminal.wait(for: "failures")
        terminal.type("/failures\r")
        _ = terminal.listen(for: .seconds(1))
        terminal.type("5")
        _ = try terminal.wait(for: "1000000", after: terminal.output.count)
        report.add(
            "memory, 2,000 queues and 1,000,000 failed jobs", Double(terminal.peakMemory) / 1e6, "MB", budget: 24)
    }

    /// Removes more than the trash holds.
    private func trash(into report: inout Report) throws {
        let server = try PrivateRedis()
        defer { server.stop() }
        try Population.fill(server.connect(), failedJobs: 100_000)
        let terminal = try start(server)
        _ = try terminal.wait(for: "failures")
        for (keys, answer) in [("\r5", "100"), ("Ad", "y yes"), ("y", "can be restored: U")] {
            let before = terminal.output.count
            terminal.type(keys)
            _ = try terminal.wait(for: answer, after: before)
        }
        report.add("memory, a full trash", Double(terminal.peakMemory) / 1e6, "MB")
    }

    /// Measures a command that reads a job whose data is larger than its budget of memory.
    private func largeValue(into report: inout Report) throws {
        let server = try PrivateRedis()
        defer { server.stop() }
        let script = Script(
            Array("redis.call('HSET', 'bull:large:1', 'data', '\"' .. string.rep('x', 60000000) .. '\"')".utf8))
        let connection = try server.connect()
        try connection.send(lines: [
            "HSET bull:large:meta version bullmq:6.1.2", "ZADD bull:large:failed 1 1",
            "HSET bull:large:1 name n opts {} timestamp 1 finishedOn 1",
        ])
        if let error = try connection.run(script, keys: [], arguments: []).error { throw error }
        for words in [
            ["job", "large", "1", "--json"], ["jobs", "large", "--json"], ["export", "large", "--state=failed"],
        ] {
            let child = try ChildProcess.start(
                [program] + words + ["--url", "unix://" + server.socketPath], streams: [.file("/dev/null", as: 1)])
            var (status, usage) = (Int32(), rusage())
            wait4(child, &status, 0, &usage)
            guard status == 0 else { throw TestFailure("\(words): status \(status)") }
            report.add(
                "memory, \(words[0]) with data of 60 MB", Double(usage.ru_maxrss) * 1_024 / 1e6, "MB", budget: 48)
        }
    }

    private func start(_ server: PrivateRedis) throws -> PseudoTerminal {
        try PseudoTerminal(
            [program, "--url", "unix://" + server.socketPath], columns: UInt16(size.columns), rows: UInt16(size.rows))
    }
}
