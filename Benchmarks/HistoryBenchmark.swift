import Canvas
import Dashboard
import Foundation
import QueueStore
import Queues
import Redis
import TestSupport
import Themes

/// Measures what is remembered: a chart over 24 hours, the memory of the history, and a dashboard that is left open while
/// queues are busy, beside htop.
struct HistoryBenchmark {
    /// The release binary that is measured.
    let program: String
    private static let day: Milliseconds = 86_400_000

    func run(into report: inout Report) throws {
        try chart(into: &report)
        for queues in [200, 2_000] { memory(of: queues, into: &report) }
        try busy(into: &report)
        try many(into: &report)
    }

    /// Draws the metrics of a queue over 24 hours, which were seen minute by minute.
    private func chart(into report: inout Report) throws {
        let server = try PrivateRedis()
        defer { server.stop() }
        try Population.fill(server.connect(), queues: 1)
        let store = try StoreBenchmark.discovered(server.endpoint)
        let size = Size(columns: 200, rows: 50)
        let end = nowMilliseconds()
        var state = State(settings: Settings(address: "bench", themes: Themes.all), size: size, now: end - Self.day)
        _ = update(&state, .connection(.connected))
        for (minute, time) in stride(from: end - Self.day, through: end, by: 60_000).enumerated() {
            _ = update(&state, .clock(time))
            guard let watch = state.watch else { throw TestFailure("the list of queues reads nothing") }
            var answer = try store.answer(watch, now: end)
            answer.takenAt = time
            if case .overview(var overview) = answer.content {
                overview.queues[0].counts[.waiting] = minute * 37 % 1_000
                overview.queues[0].counts[.active] = minute * 13 % 100
                answer.content = .overview(overview)
            }
            _ = update(&state, .answered(answer))
        }
        for key in [Key.character("M"), .character("4")] {
            _ = update(&state, .inputs([.key(key)]))
            if let watch = state.watch { _ = update(&state, .answered(try store.answer(watch, now: end))) }
        }
        let text = render(state, size: size).text.joined(separator: "\n")
        guard text.contains("24 h"), text.contains("waiting") else { throw TestFailure("no chart of 24 h:\n\(text)") }
        let time = medianMilliseconds { _ = render(state, size: size) }
        report.add("render of a frame, 200x50: charts of 24 h", time, "ms", budget: 2)
    }

    /// Fills a history with a day in which a tenth of the queues change at each reading: each minute, and each second of the
    /// last ten minutes.
    private func memory(of count: Int, into report: inout Report) {
        var overview = Overview(
            queues: (0..<count).map { index in
                var queue = QueueSummary(id: QueueID(prefix: Array("bull".utf8), name: Array("queue-\(index)".utf8)))
                for state in JobState.allCases { queue.counts[state] = index }
                (queue.completedPerMinute, queue.failedPerMinute) = (index % 50, 0)
                return queue
            }, discovery: Discovery(isComplete: true))
        var history = History()
        let end = nowMilliseconds()
        let times =
            Array(stride(from: end - Self.day, to: end - 600_000, by: 60_000))
            + Array(stride(from: end - 600_000, through: end, by: 1_000))
        for (round, time) in times.enumerated() {
            for index in stride(from: round % 10, to: count, by: 10) {
                overview.queues[index].counts[.waiting] = round * 31 % 5_000
                overview.queues[index].completedPerMinute = round * 7 % 300
            }
            history.note(overview, at: time, hold: 90_000)
        }
        let name = "history of a day, \(count) queues"
        report.add("\(name): memory, as it counts it", Double(history.size) / 1e6, "MB", budget: 2)
        report.add("\(name): queues with a past of their own", Double(history.queues.count), "")
    }

    /// Leaves the demo open at 120x40 beside htop, for BENCH_MINUTES minutes; one where that is not set.
    private func busy(into report: inout Report) throws {
        let minutes = ProcessInfo.processInfo.environment["BENCH_MINUTES"].flatMap(Int.init) ?? 1
        let demo = try PseudoTerminal([program, "demo"], columns: 120, rows: 40)
        let htop = try PseudoTerminal(["/usr/bin/htop"], columns: 120, rows: 40)
        _ = try demo.wait(for: "queues")
        var (bytes, floor) = (0, 0)
        let end = ContinuousClock.now + .seconds(60 * minutes)
        while ContinuousClock.now < end {
            bytes += demo.listen(for: .milliseconds(100))
            floor += htop.listen(for: .milliseconds(100))
        }
        let seconds = Double(60 * minutes)
        report.add(
            "bytes to the terminal a second, 120x40, \(minutes) busy min; htop's as the floor", Double(bytes) / seconds,
            "bytes", budget: 6_000, floor: Double(floor) / seconds)
        report.add("memory after them", Double(demo.peakMemory) / 1e6, "MB", budget: 24)
    }

    /// Opens 10,000 and 100,000 queues.
    private func many(into report: inout Report) throws {
        for (count, budget) in [(10_000, 40.0), (100_000, 160.0)] {
            let server = try PrivateRedis()
            defer { server.stop() }
            try Population.fill(server.connect(), idleQueues: count)
            let terminal = try PseudoTerminal(
                [program, "--url", "unix://" + server.socketPath], columns: 120, rows: 40)
            _ = try terminal.wait(for: "queue-0000")
            _ = terminal.listen(for: .seconds(20))
            var times: [Double] = []
            for key in ["j", "k", "j", "k", "j", "k", "j", "k", "j", "k", "j"] {
                let (before, typed) = (terminal.output.count, ContinuousClock.now)
                terminal.type(key)
                times.append((try terminal.nextPause(after: before) - typed).milliseconds)
                _ = terminal.listen(for: .milliseconds(300))
            }
            report.add("\(count) queues: key to repaint", times.sorted()[5], "ms", budget: 16)
            report.add("\(count) queues: slowest of \(times.count) keys", times.max() ?? 0, "ms")
            report.add("\(count) queues: memory", Double(terminal.peakMemory) / 1e6, "MB", budget: budget)
        }
    }
}
