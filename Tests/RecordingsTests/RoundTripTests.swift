import JSONText
import Queues
import TestSupport
import Testing

@testable import Recordings

/// What is written is what is read: every value, and what changes from line to line.
@Suite struct RoundTripTests {
    private func line(_ text: [UInt8]) throws -> RecordedLine { try RecordedLine(text.dropLast()[...]) }

    @Test(arguments: 0..<30 as Range<UInt64>) func aQueueIsReadAsItWasWritten(seed: UInt64) throws {
        var dice = Dice(seed: seed)
        let queues = (0..<20).map { Fixture.queue($0, &dice) }.sorted { $0.id < $1.id }
        var overview = Overview(queues: queues, discovery: Discovery(isComplete: true))
        overview.insight = Fixture.insight(into: queues[0].id)
        overview.minutes = [Fixture.minutes(of: queues[1].id)]
        var writer = RecordingWriter()
        let text = writer.line(overview, of: Fixture.server, at: Fixture.start)
        #expect(text.last == 0x0A && !text.dropLast().contains(0x0A))
        guard case .overview(let read) = try line(text) else { throw TestFailure("no overview") }
        #expect(read.time == Fixture.start && read.isWhole && read.isComplete)
        #expect(read.server == Fixture.server)
        for (read, queue) in zip(read.queues, queues) { #expect(read == queue) }
        #expect(read.queues.count == queues.count)
        #expect(read.insight == overview.insight && read.minutes == overview.minutes)
    }

    @Test func onlyWhatHasChangedIsWrittenAgain() throws {
        var dice = Dice(seed: 1)
        var queues = (0..<5).map { Fixture.queue($0, &dice) }.sorted { $0.id < $1.id }
        var writer = RecordingWriter()
        func write(_ seconds: Milliseconds) throws -> RecordedOverview {
            let overview = Overview(queues: queues, discovery: Discovery())
            let text = writer.line(overview, of: Fixture.server, at: Fixture.start + seconds * 1_000)
            guard case .overview(let read) = try line(text) else { throw TestFailure("no overview") }
            return read
        }
        #expect(try write(0).queues.count == 5)
        #expect(try write(1).queues.isEmpty)
        queues[2].counts[.active] = 77
        let gone = queues.remove(at: 4).id
        let third = try write(2)
        #expect(third.queues.map(\.id) == [queues[2].id] && third.gone == [gone] && !third.isWhole)
        #expect(try write(60).isWhole && writer.queueCount == 4)
        #expect(writer.counts.overviews == 4)
    }

    @Test func eventsAndMessagesAreReadAsTheyWereWritten() throws {
        var writer = RecordingWriter()
        let queue = QueueID(prefix: [0xFF], name: Array("email".utf8))
        for index in 0..<2 {
            let event = Fixture.event(index, of: queue)
            guard case .event(let read) = try line(writer.line(event)) else { throw TestFailure("no event") }
            #expect(read == event)
        }
        let message = RecordedMessage(time: 5, text: "the server \"answers\" again")
        guard case .message(let read) = try line(writer.line(message)) else { throw TestFailure("no message") }
        #expect(read == message)
        guard case .end = try line(writer.line(.signal, at: 9)) else { throw TestFailure("no end") }
    }

    @Test func theHeaderIsReadAsItWasWritten() throws {
        var header = Fixture.header
        header.thresholds[.failing] = 120_000
        let text = RecordingWriter().line(header)
        #expect(try RecordingHeader(JSON(line: text[...])) == header)
    }

    /// Checks that a value of another kind is unknown, and never a zero.
    @Test(arguments: ["-1", "1.5", "\"7\"", "null", "[]", "99999999999999999999"])
    func aCountThatIsNoneIsUnknown(value: String) throws {
        let text = #"{"prefix":"bull","name":"q","counts":{"active":\#(value)},"workers":\#(value)}"#
        let queue = try QueueSummary(recorded: JSON(text.utf8))
        #expect(queue.counts[.active] == nil && queue.counts[.failed] == nil && queue.evidence.workers == nil)
    }
}
