import Queues
import Testing

/// Alarms from reading to reading, on a scripted clock.
@Suite struct AlarmBookTests {
    /// A book of one alarm and one queue, whose failures a minute are given at each second.
    private struct Script {
        var book: AlarmBook
        let id: QueueID

        init(_ condition: String, name: String = "webhooks", queues: [String] = []) throws {
            let alarm = Alarm(
                name: "x", condition: try AlarmCondition(condition), queues: queues.map { Array($0.utf8) })
            book = AlarmBook([alarm])
            id = QueueID(prefix: Array("bull".utf8), name: Array(name.utf8))
        }

        /// Takes a reading at a second, and returns the changes: `raised 5` was so since second 5.
        mutating func take(_ failures: Int?, at second: Int64) -> [String] {
            var queue = QueueSummary(id: id)
            queue.failedPerMinute = failures
            return book.take([queue], now: second * 1_000, all: true).map(Self.text)
        }

        static func text(_ change: AlarmChange) -> String { "\(change.kind.rawValue) \(change.since / 1_000)" }
    }

    /// A reading at a second and the changes that it brings.
    private struct Step {
        let second: Int64
        let failures: Int?
        let changes: [String]

        init(_ second: Int64, _ failures: Int?, _ changes: String...) {
            (self.second, self.failures, self.changes) = (second, failures, changes)
        }
    }

    private static let scripts: [(condition: String, steps: [Step])] = [
        ("failed/min > 10", [Step(0, 3), Step(1, 11, "raised 1"), Step(2, 12), Step(3, 10, "cleared 3"), Step(4, 9)]),
        // It has to hold for the whole time, and not to hold for as long.
        (
            "failed/min > 10 for 10s",
            [
                Step(0, 11), Step(9, 11), Step(10, 11, "raised 0"), Step(11, 3), Step(20, 3), Step(21, 3, "cleared 11"),
            ]
        ),
        // A short return begins the time anew, in both directions.
        (
            "failed/min > 10 for 10s",
            [
                Step(0, 11), Step(5, 3), Step(6, 11), Step(15, 11), Step(16, 11, "raised 6"), Step(17, 3), Step(20, 11),
                Step(21, 3), Step(30, 3), Step(31, 3, "cleared 21"),
            ]
        ),
        // What is unknown raises and clears nothing, is said once, and begins the time anew.
        (
            "failed/min > 10 for 10s",
            [
                Step(0, 11), Step(5, nil, "unknown 5"), Step(6, nil), Step(8, 11, "known 8"), Step(12, 11),
                Step(18, 11, "raised 8"), Step(19, nil, "unknown 19"), Step(60, nil), Step(61, 12, "known 61"),
                Step(62, 1), Step(72, 1, "cleared 62"),
            ]
        ),
        (
            "failed/min > 10",
            [
                Step(0, nil, "unknown 0"), Step(1, 11, "raised 1"), Step(2, nil, "unknown 2"), Step(3, 0, "cleared 3"),
            ]
        ),
        // A clock that is set back neither raises nor clears before the time has passed on it.
        ("failed/min > 10 for 10s", [Step(100, 11), Step(50, 11), Step(59, 11), Step(60, 11, "raised 50")]),
    ]

    @Test(arguments: scripts.indices) func runs(_ index: Int) throws {
        var script = try Script(Self.scripts[index].condition)
        for step in Self.scripts[index].steps {
            #expect(script.take(step.failures, at: step.second) == step.changes, "at \(step.second)")
        }
    }

    /// Checks that a vanished queue and a server that does not answer leave alarms as they were, unknown.
    @Test func silenceClearsNothing() throws {
        var script = try Script("failed/min > 10")
        #expect(script.take(11, at: 0) == ["raised 0"] && script.book.raisedCount == 1)
        let silent = script.book.takeSilence(now: 1_000, reason: "no answer")
        #expect(silent.map(Script.text) == ["unknown 1"] && silent.first?.facts == "no answer")
        #expect(script.book.takeSilence(now: 2_000, reason: "no answer").isEmpty)
        #expect(script.take(11, at: 3) == ["known 3"])
        let gone = script.book.take([], now: 4_000, all: true)
        #expect(gone.map(Script.text) == ["unknown 4"] && gone.first?.facts == "the queue is gone")
        #expect(script.book.take([], now: 5_000, all: true).isEmpty && script.book.raisedCount == 1)
        #expect(script.take(0, at: 6) == ["cleared 6"] && script.book.raisedCount == 0)
        #expect(script.book == AlarmBook(script.book.alarms))
    }

    /// Checks that a time which was running when the server fell silent begins anew.
    @Test func silenceBeginsTheTimeAnew() throws {
        var script = try Script("failed/min > 10 for 10s")
        #expect(script.take(11, at: 0).isEmpty)
        #expect(script.book.takeSilence(now: 5_000, reason: "no answer").isEmpty)
        #expect(script.take(11, at: 12).isEmpty && script.take(11, at: 22) == ["raised 12"])
    }

    @Test(arguments: [
        ([], true), (["webhooks"], true), (["bull:webhooks"], true), (["email", "webhooks"], true), (["web"], false),
        (["shop:webhooks"], false),
    ]) func watchesTheQueuesThatAreNamed(_ queues: [String], _ watches: Bool) throws {
        var script = try Script("failed/min > 10", queues: queues)
        #expect(script.take(11, at: 0).isEmpty != watches)
        #expect(script.book.raised(for: script.id).isEmpty != watches)
    }

    @Test func theCriticalOnesComeFirst() throws {
        let condition = try AlarmCondition("failed > 0")
        var queue = QueueSummary(id: QueueID(prefix: [1], name: [2]))
        queue.counts[.failed] = 1
        var book = AlarmBook(
            [Alarm.Level.warning, .critical].map { Alarm(name: $0.rawValue, condition: condition, level: $0) })
        #expect(book.take([queue], now: 0, all: false).count == 2)
        #expect(book.raised(for: queue.id).map(\.alarm.name) == ["critical", "warning"])
    }
}
