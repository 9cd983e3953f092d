import Dashboard
import Foundation
import Queues
import TestSupport
import Testing
import Threads

@testable import bulltop

/// Commands and threads depend only on the protocol of a store, so they work on a recording as on a server.
@Suite struct StoreSeamTests {
    private static let queue = QueueID(prefix: Array("bull".utf8), name: Array("email".utf8))
    private static let id = JobID("7")

    private static var recording: Recording {
        var recording = Recording()
        var summary = QueueSummary(id: queue)
        summary.counts[.failed] = 1
        var row = JobRow(id: id, state: .failed)
        row.name = Array("welcome".utf8)
        var detail = JobDetail(row: row)
        detail.logs.total = 2
        let status = ServerStatus(address: "recorded")
        func answer(_ watch: Watch, _ content: Answer.Content) -> Answer {
            Answer(watch: watch, content: content, server: status, cost: ReadCost(), takenAt: 0)
        }
        let page = PageRequest(queue: queue, list: .state(.failed), order: .newestFirst, offset: 0, limit: 25)
        let scheduler = JobScheduler(
            queue: queue, id: Array("daily".utf8), nextRun: 5, pendingJob: JobID("repeat:daily:5"))
        recording.answers = [
            answer(.overview, .overview(Overview(queues: [summary], discovery: Discovery(isComplete: true)))),
            answer(.page(page), .page(JobPage(queue: summary, total: 1, rows: [row]))),
            answer(.job(JobRequest(queue: queue, id: id)), .job(detail)),
            answer(.schedulers(queue), .schedulers(JobSchedulers(schedulers: [scheduler], total: 1))),
        ]
        recording.queues = [summary]
        recording.jobs = [
            StoredJob(queue: queue, id: id, state: .failed, fields: [Array("name".utf8): Array("welcome".utf8)])
        ]
        recording.logs = [id: [Array("first".utf8), Array("second".utf8)]]
        recording.workers = [Worker(queue: queue, name: Array("mail-1".utf8), address: Array("10.0.0.1:1".utf8))]
        var node = FlowNode(queue: queue, id: id)
        node.name = Array("welcome".utf8)
        recording.flows = [id: Flow(ancestors: [], job: node)]
        let fields = [QueueEvent.Field(Array("event".utf8), Array("added".utf8))]
        recording.events = [queue: [QueueEvent(id: Array("5-0".utf8), fields: fields)]]
        return recording
    }

    private func source(_ recording: Recording) -> StoreSource {
        StoreSource(address: "recorded", database: 0, prefixes: [Target.standardPrefix]) { _ in
            RecordedStore(recording)
        }
    }

    private func run(_ words: [String], _ recording: Recording) throws -> (status: Int32, output: String) {
        let invocation = try Invocation(words)
        var output: [UInt8] = []
        func session(_ options: SessionOptions) -> CommandSession {
            CommandSession(invocation, options, Environment(), source(recording)) { bytes in
                output += bytes
                return .done
            }
        }
        let status: Int32
        switch invocation.purpose {
        case .task(.reading(let options, let read)):
            let session = session(options)
            status =
                session.run { () throws(CommandFailure) in
                    try read(session)
                    return .success
                }.code
        case .task(.changing(let options, let plan)):
            let session = session(options.session)
            status = session.run { () throws(CommandFailure) in try ChangeRunner.run(session, options, plan) }.code
        case .help, .version, .task: throw TestFailure("\(words) needs no store")
        }
        return (status, String(decoding: output, as: UTF8.self))
    }

    @Test(arguments: [
        ("queues --jsonl", #""failed":1"#), ("counts email --jsonl", #""failed":1"#),
        ("jobs email --state failed", "welcome"), ("jobs email --state failed --jsonl", #""id":"7""#),
        ("export email --state failed --limit 25 --order desc", #""name":"welcome""#), ("job email 7", "welcome"),
        ("logs email 7", "first\nsecond\n"), ("logs email 7 --limit 1", "second\n"), ("events email", "added"),
        ("workers email", "mail-1"), ("flow email 7", "welcome email:7"),
        ("schedulers email --jsonl", #""key":"daily""#),
    ])
    func aCommandReadsARecording(command: String, expected: String) throws {
        let result = try run(command.split(separator: " ").map(String.init), Self.recording)
        #expect(result.status == 0)
        #expect(result.output.contains(expected), "\(result.output)")
    }

    @Test func aRecordingIsNotChanged() throws {
        let result = try run(["retry", "email", "7", "--json"], Self.recording)
        #expect(result.status == 5)
        #expect(result.output.contains(#""readOnlyServer""#))
    }

    @Test func aStoreThatCannotBeOpenedSaysWhy() throws {
        var recording = Recording()
        recording.trouble = .unreachable("gone")
        #expect(try run(["queues"], recording).status == 3)
    }

    @Test func thePollerReadsARecording() throws {
        let mailbox = Mailbox<Message>()
        let poller = Poller(source(Self.recording), interval: 100, watch: .overview, to: mailbox)
        defer { poller.stop() }
        var messages: [Message] = []
        while messages.count < 2, mailbox.bell.wait(milliseconds: 30_000) { messages += mailbox.takeAll() }
        #expect(messages.first == .connection(.connected))
        #expect(messages.contains { $0.answer == Self.recording.answers[0] })
    }

    /// Checks that a new kind of store changes the factory and nothing else of the executable.
    @Test func onlyTheFactoryNamesAKindOfStore() throws {
        let root = Scratch.packageRoot + "/Sources/bulltop"
        let files = try #require(FileManager.default.enumerator(atPath: root)).compactMap { $0 as? String }
            .filter { $0.hasSuffix(".swift") }
        #expect(files.count > 40)
        let named = try files.filter { file in
            let text = try String(contentsOfFile: root + "/" + file, encoding: .utf8)
            let code = text.split(separator: "\n").filter { !$0.drop { $0 == " " }.hasPrefix("//") }
            return code.contains { $0.contains(/import (QueueStore|Redis)\b|\b(QueueStore|Endpoint|RedisError)\b/) }
        }
        #expect(named == ["Store/StoreFactory.swift"])
    }
}
