import Dashboard
import Queues
import Redis
import TestSupport
import Testing
import Threads

@testable import bulltop

/// The threads that change the server and answer inquiries.
@Suite struct ChangerTests {
    private let server: PrivateRedis
    private let connection: Connection
    private let mailbox = Mailbox<Message>()
    private let queue = QueueID(prefix: Array("bull".utf8), name: Array("q".utf8))

    init() throws {
        server = try PrivateRedis()
        connection = try server.connect()
        _ = try connection.send(Command("HSET", "bull:q:meta", "version", "bullmq:6.2.0"))
    }

    private func fill(_ count: Int) throws {
        let script = """
            for i = 1, \(count) do
                redis.call('HSET', 'bull:q:' .. i, 'name', 'n', 'data', '{}', 'opts', '{}', 'timestamp', i)
                redis.call('ZADD', 'bull:q:failed', i, i)
            end
            """
        if let error = try connection.send(Command("EVAL", script, "0")).error { throw TestFailure(error.message) }
    }

    private var retryAll: Operation { .jobs(.retry(), Selection(queue: queue, state: .failed, scope: .all)) }

    private func retry(_ id: String) -> Operation {
        .retry(Operation.Target(queue: queue, job: JobID(id), state: .failed))
    }

    /// Returns the messages until `isLast` was true `count` times.
    private func news(_ count: Int = 1, until isLast: (Message) -> Bool) -> [Message] {
        var all: [Message] = []
        while all.count(where: isLast) < count, mailbox.bell.wait(milliseconds: 30_000) { all += mailbox.takeAll() }
        return all
    }

    private func isPerformed(_ message: Message) -> Bool {
        if case .performed = message { true } else { false }
    }

    private func isProgress(_ message: Message) -> Bool {
        if case .progressed = message { true } else { false }
    }

    private func tally(_ messages: [Message], of operation: Operation) throws -> Tally {
        for case .performed(operation, .counted(let tally)) in messages { return tally }
        throw TestFailure("no tally of \(operation): \(messages)")
    }

    private func length(_ key: String) throws -> Int64? {
        try connection.send(Command(key == "bull:q:failed" ? "ZCARD" : "LLEN", key)).integer
    }

    @Test func aStopEndsWhatIsUnderWayAndLeavesWhatWaits() throws {
        try fill(200_000)
        let changer = Changer(server.source, to: mailbox)
        defer { changer.stop() }
        let single = retry("200000")
        let pause = Operation.queue(.pause, queue)
        changer.perform(retryAll, keeping: .none)
        changer.perform(single, keeping: .none)
        changer.perform(pause, keeping: .none)
        let begun = news(until: isProgress)
        guard case .progressed(retryAll, let progress)? = begun.first(where: isProgress) else {
            throw TestFailure("\(begun)")
        }
        #expect(progress.elapsed >= 100 && progress.total == 200_000 && progress.tried < 200_000)
        changer.cancel()
        let ended = news(3, until: isPerformed)
        let all = try tally(ended, of: retryAll)
        #expect(all.done > 0 && all.left == 200_000 - all.done && all.trouble == nil)
        #expect(try length("bull:q:failed") == all.left.map(Int64.init))
        #expect(try tally(ended, of: single).left == 1)
        #expect(try tally(ended, of: single).done == 0)
        #expect(try tally(ended, of: pause).left == nil)
        #expect(try connection.send(Command("HEXISTS", "bull:q:meta", "paused")).integer == 0)
        changer.perform(single, keeping: .none)
        #expect(news(until: isPerformed).filter(isPerformed) == [.performed(single, .done)])
    }

    @Test func whatIsDoneSoonShowsNoProgressAndKeepsWhatItRemoves() throws {
        try fill(3)
        let changer = Changer(server.source, to: mailbox)
        defer { changer.stop() }
        let removal = Operation.jobs(.remove(), Selection(queue: queue, state: .failed, scope: .all))
        changer.perform(removal, keeping: .ofScreen)
        let messages = news(until: isPerformed)
        #expect(messages.count == 1)
        #expect(try tally(messages, of: removal).removed.map(\.id) == ["1", "2", "3"].map { JobID($0) })
    }

    @Test func anInquiryIsAnsweredAndAnotherOneEndsIt() throws {
        try fill(10)
        let inspector = Inspector(server.source, to: mailbox)
        let failed = Inquiry.selections([Selection(queue: queue, state: .failed, scope: .all)])
        let data = Inquiry.data(Operation.Target(queue: queue, job: JobID("1"), state: .failed))
        inspector.find(data)
        #expect(news { _ in true } == [.found(data, .data(Array("{}".utf8)))])
        // It hangs until another one is asked for; the first one is then not answered.
        server.pause()
        inspector.find(failed)
        inspector.find(nil)
        inspector.find(data)
        server.resume()
        #expect(news { _ in true } == [.found(data, .data(Array("{}".utf8)))])
        inspector.stop()
        #expect(mailbox.takeAll().isEmpty)
    }

    @Test func anInquiryWithoutAServerFails() throws {
        server.kill()
        let inspector = Inspector(server.source, to: mailbox)
        defer { inspector.stop() }
        let inquiry = Inquiry.scheduler(queue, id: [])
        inspector.find(inquiry)
        guard case .found(inquiry, .failed(.unreachable))? = news(until: { _ in true }).first else {
            Issue.record("no failure")
            return
        }
    }
}
