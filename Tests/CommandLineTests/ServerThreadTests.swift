import Dashboard
import Queues
import Redis
import TestSupport
import Testing
import Threads

@testable import bulltop

@Suite struct ServerThreadTests {
    @Test func theWaitGrowsToHalfAMinute() {
        var backoff = Backoff()
        let waits = (0..<8).map { _ in backoff.wait() }
        for (wait, longest) in zip(waits, [500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000] as [Int64]) {
            #expect((longest * 4 / 5...longest).contains(wait))
        }
        backoff.reset()
        #expect(backoff.wait() <= 500)
    }

    /// Returns the messages until `isLast`, and ends after a time even where none comes.
    private func news(_ mailbox: Mailbox<Message>, until isLast: (Message) -> Bool) -> [Message] {
        var all: [Message] = []
        while mailbox.bell.wait(milliseconds: 30_000) {
            all += mailbox.takeAll()
            if all.contains(where: isLast) { break }
        }
        return all
    }

    private func poller(_ server: PrivateRedis, _ mailbox: Mailbox<Message>, watch: Watch? = .overview) -> Poller {
        Poller(server.source, interval: 100, watch: watch, to: mailbox)
    }

    private func names(_ message: Message) -> [String] {
        guard let answer = message.answer, case .overview(let overview) = answer.content else { return [] }
        return overview.queues.map { String(decoding: $0.id.name, as: UTF8.self) }
    }

    @Test func newQueuesAppear() throws {
        let server = try PrivateRedis()
        let connection = try server.connect()
        _ = try connection.send(Command("HSET", "bull:first:meta", "opts.maxLenEvents", "10000"))
        let mailbox = Mailbox<Message>()
        let poller = poller(server, mailbox)
        defer { poller.stop() }
        let first = news(mailbox) { names($0) == ["first"] }
        #expect(first.first == .connection(.connected))
        #expect(first.last.map(names) == ["first"])
    }

    @Test func aServerThatComesBackIsReadAgain() throws {
        let server = try PrivateRedis()
        let mailbox = Mailbox<Message>()
        let poller = poller(server, mailbox)
        defer { poller.stop() }
        _ = news(mailbox) { $0 == .connection(.connected) }
        server.kill()
        let down = news(mailbox) { if case .connection(.down) = $0 { true } else { false } }
        #expect(!down.isEmpty)
        try server.restart()
        poller.give(.refresh)
        let up = news(mailbox) { $0 == .connection(.connected) }
        #expect(up.contains(.connection(.connected)))
    }

    /// Checks that a failover is followed when the Sentinels announce it: the next turn is an hour away.
    @Test func aFailoverIsFollowedWhenItIsAnnounced() throws {
        let sentinels = try PrivateSentinels()
        let source = StoreFactory.source(at: try sentinels.endpoint, prefixes: [Array("bull".utf8)])
        let mailbox = Mailbox<Message>()
        let poller = Poller(source, interval: 3_600_000, watch: .overview, to: mailbox)
        defer { poller.stop() }
        func readsFrom(_ index: Int) -> Bool {
            let address = "127.0.0.1:\(sentinels.servers[index].port ?? 0)"
            return news(mailbox) { message in
                if let answer = message.answer {
                    answer.server.nodes.map(\.address) == [address]
                } else {
                    false
                }
            }.contains { $0.answer != nil }
        }
        #expect(readsFrom(0))
        try eventually("a failover") {
            try sentinels.send(sentinels.ports[1], "SENTINEL", "FAILOVER", "mymaster").text == "OK"
        }
        #expect(readsFrom(1))
    }

    @Test func aSearchThatIsNotPermittedIsSaidAllTheTime() throws {
        let server = try PrivateRedis()
        _ = try server.connect().send(Command("ACL", "SETUSER", "default", "-scan"))
        let mailbox = Mailbox<Message>()
        let poller = poller(server, mailbox)
        defer { poller.stop() }
        var refusals = 0
        let all = news(mailbox) { message in
            if case .connection(.down(.noPermission, _)) = message { refusals += 1 }
            return refusals > 2
        }
        #expect(!all.contains(.connection(.connected)))
    }

    @Test func nothingIsReadWhereNothingIsShown() throws {
        let server = try PrivateRedis()
        let mailbox = Mailbox<Message>()
        let poller = poller(server, mailbox, watch: nil)
        let connected = news(mailbox) { $0 == .connection(.connected) }
        #expect(connected == [.connection(.connected)])
        poller.give(.watch(.overview))
        #expect(news(mailbox) { $0.answer != nil }.isEmpty == false)
        poller.stop()
    }

    @Test func aServerThatHangsDoesNotKeepTheProgram() throws {
        let server = try PrivateRedis()
        let mailbox = Mailbox<Message>()
        let poller = poller(server, mailbox)
        _ = news(mailbox) { $0 == .connection(.connected) }
        server.pause()
        poller.give(.refresh)
        let changer = Changer(server.source, to: mailbox)
        let queue = QueueID(prefix: Array("bull".utf8), name: Array("q".utf8))
        changer.perform(.retry(Operation.Target(queue: queue, job: JobID("1"), state: .failed)), keeping: .none)
        let inspector = Inspector(server.source, to: mailbox)
        inspector.find(.selections([Selection(queue: queue, state: .failed, scope: .all)]))
        // Each call returns after its thread has ended.
        poller.stop()
        changer.stop()
        inspector.stop()
        server.resume()
    }

    @Test func operationsTellWhatBecameOfThem() throws {
        let server = try PrivateRedis()
        _ = try server.connect().send(Command("HSET", "bull:q:meta", "version", "bullmq:6.2.0"))
        let mailbox = Mailbox<Message>()
        let changer = Changer(server.source, to: mailbox)
        defer { changer.stop() }
        let queue = QueueID(prefix: Array("bull".utf8), name: Array("q".utf8))
        let operation = Operation.retry(Operation.Target(queue: queue, job: JobID("1"), state: .failed))
        changer.perform(operation, keeping: .none)
        #expect(news(mailbox) { _ in true } == [.performed(operation, .refused(.vanished))])
        server.kill()
        changer.perform(operation, keeping: .none)
        let failed = news(mailbox) { _ in true }
        guard case .performed(operation, .failed(.unreachable))? = failed.first else {
            Issue.record("\(failed)")
            return
        }
    }
}

extension PrivateRedis {
    /// The queues under the default prefix.
    var source: StoreSource { StoreFactory.source(at: endpoint, prefixes: [Target.standardPrefix]) }
}
