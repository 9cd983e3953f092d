import Canvas
import Dashboard
import Foundation
import QueueStore
import Queues
import Redis
import TestSupport
import Themes

/// What a frame costs where the model holds much: thousands of marks, a full trash, a thousand schedulers, a long log.
struct SceneBenchmark {
    private static let size = Size(columns: 200, rows: 50)
    private let store: QueueStore
    private var state: State

    /// Adds a line for the dearest of these frames, and for the dearest key that led to them.
    static func run(into report: inout Report) throws {
        let server = try PrivateRedis()
        defer { server.stop() }
        let connection = try server.connect()
        try Population.fill(connection, failedJobs: 50_000)
        try Population.fill(connection, schedulers: 1_000)
        var scene = try SceneBenchmark(StoreBenchmark.discovered(server))
        var frames: [(what: String, milliseconds: Double)] = []
        try scene.press(.enter, .character("5"))
        // Pages of marks.
        for _ in 0..<250 { try scene.press(.character("a"), .pageDown) }
        frames.append(("10,000 marks", scene.frame()))
        try scene.press(.character("d"))
        frames.append(("10,000 marks and the box", scene.frame()))
        try scene.press(.character("y"))
        try scene.performAll()
        try scene.press(.character("U"))
        frames.append(("a full trash", scene.frame()))
        // Each fills a line of the log.
        for _ in 0..<500 { try scene.press(.character("U")) }
        try scene.press(.escape)
        try scene.type(":log")
        frames.append(("500 lines of the log", scene.frame()))
        try scene.press(.escape)
        try scene.type(":schedulers")
        frames.append(("1,000 schedulers", scene.frame()))
        try scene.press(.character("e"))
        frames.append(("a form over 1,000 schedulers", scene.frame()))
        for (what, milliseconds) in frames {
            report.add("render of a frame, 200x50: \(what)", milliseconds, "ms", budget: 2)
        }
        report.add("slowest key meanwhile: update of the model", scene.slowest, "ms", budget: 16)
    }

    /// The longest time that the model took for some keys, in ms.
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

    /// Presses keys one after the other, each once what the one before wanted to know is there.
    private mutating func press(_ keys: Key...) throws {
        for key in keys {
            take(.inputs([.key(key)]))
            try read()
        }
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

    private func frame() -> Double {
        medianMilliseconds { _ = Dashboard.render(state, size: Self.size) }
    }
}
