import Canvas
import Dashboard
import Foundation
import QueueStore
import Queues
import Redis
import TestSupport
import Themes

/// Measures frames of a large model: thousands of marks, a full trash, a thousand schedulers, a long log.
struct SceneBenchmark {
    private static let size = Size(columns: 200, rows: 50)
    private let store: QueueStore
    private var state: State

    /// Adds a line for each of these frames, and one for the slowest key that led to them.
    static func run(into report: inout Report) throws {
        let server = try PrivateRedis()
        defer { server.stop() }
        let connection = try server.connect()
        try Population.fill(connection, failedJobs: 50_000)
        try Population.fill(connection, schedulers: 1_000)
        var scene = try SceneBenchmark(StoreBenchmark.discovered(server.endpoint))
        try scene.press(.enter, .character("5"))
        // The pages have 44 jobs.
        for _ in 0..<228 { try scene.press(.character("a"), .pageDown) }
        try scene.measure("10,000 marks", showing: "032 marked", into: &report)
        try scene.press(.character("d"))
        try scene.measure("10,000 marks and the box", showing: "032 failed jobs of failures", into: &report)
        scene.readQuestion()
        try scene.press(.character("y"))
        try scene.performAll()
        try scene.press(.character("U"))
        try scene.measure("a full trash", showing: "kept until bulltop ends", into: &report)
        let queue = QueueID(prefix: Array("bull".utf8), name: Array("failures".utf8))
        for _ in 0..<500 { scene.take(.performed(.queue(.pause, queue), .done)) }
        try scene.press(.escape)
        try scene.type(":log")
        try scene.measure("500 lines of the log", showing: "failures", into: &report)
        try scene.press(.escape)
        try scene.type(":schedulers")
        try scene.measure("1,000 schedulers", showing: "report-1", into: &report)
        try scene.press(.character("e"))
        try scene.measure("a form over 1,000 schedulers", showing: "Enter", into: &report)
        report.add("slowest key meanwhile: update of the model", scene.slowest, "ms", budget: 16)
    }

    /// The longest time of the model for some keys, in ms.
    private var slowest = 0.0
    private var effects: [Effect] = []

    private init(_ store: QueueStore) throws {
        self.store = store
        state = State(
            settings: Settings(address: "bench", themes: Themes.all), size: Self.size, now: nowMilliseconds())
        take(.connection(.connected))
        try read()
    }

    private mutating func take(_ message: Message) {
        let before = state
        let time = ContinuousClock().measure {
            effects += update(&state, message)
            _ = state != before
        }
        if case .inputs = message { slowest = max(slowest, time.milliseconds) }
    }

    /// Presses keys one after the other, each after the answers for the one before.
    private mutating func press(_ keys: Key...) throws {
        for key in keys {
            take(.inputs([.key(key)]))
            try read()
        }
    }

    /// Lets the time of reading a question pass, before which an answer does not count.
    private mutating func readQuestion() {
        take(.drawn)
        take(.clock(nowMilliseconds() + Question.readingTime))
    }

    private mutating func type(_ command: String) throws {
        for character in command { try press(.character(character)) }
        try press(.enter)
    }

    private mutating func read() throws {
        if let watch = state.watch { take(.answered(try store.answer(watch, now: nowMilliseconds()))) }
        if let inquiry = state.inquiry { take(.found(inquiry, store.find(inquiry, now: nowMilliseconds()))) }
    }

    private mutating func performAll() throws {
        for case .perform(let operation, let budget) in effects {
            let outcome = store.perform(operation, now: nowMilliseconds(), keeping: budget) { _ in true }
            take(.performed(operation, outcome))
        }
        try read()
    }

    private func measure(_ what: String, showing words: String, into report: inout Report) throws {
        let text = Dashboard.render(state, size: Self.size).text.joined(separator: "\n")
        guard text.contains(words) else { throw TestFailure("«\(words)» is not on the screen:\n\(text)") }
        let time = medianMilliseconds { _ = Dashboard.render(state, size: Self.size) }
        report.add("render of a frame, 200x50: \(what)", time, "ms", budget: 2)
    }
}
