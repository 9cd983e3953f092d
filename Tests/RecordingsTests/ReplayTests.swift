import Foundation
import Queues
import TestSupport
import Testing

@testable import Recordings

/// The store that replays a recording.
@Suite struct ReplayTests {
    private static let queue = QueueID(prefix: Array("bull".utf8), name: Array("email".utf8))

    /// Returns a file with a recording of a number of seconds, and what else is written at its end.
    private func file(_ seconds: Int = 10, isEnded: Bool = true, ending: String = "") throws -> String {
        var writer = RecordingWriter()
        var text = writer.line(Fixture.header)
        for second in 0..<seconds {
            var queue = QueueSummary(id: Self.queue)
            (queue.counts[.waiting], queue.failedPerMinute, queue.completedPerMinute) = (second, 0, 5)
            let time = Fixture.start + Milliseconds(second) * 1_000
            if second == 3 { text += writer.line(RecordedMessage(time: time, text: "it was down")) }
            text += writer.line(Fixture.event(second, of: Self.queue))
            let overview = Overview(queues: [queue], discovery: Discovery(isComplete: true))
            text += writer.line(overview, of: Fixture.server, at: time)
        }
        if isEnded { text += writer.line(.time, at: 0) }
        let path = try Scratch.directory() + "/recording.jsonl"
        try Data(text + Array(ending.utf8)).write(to: URL(fileURLWithPath: path))
        return path
    }

    private func waiting(_ answer: Answer) throws -> Int? {
        guard case .overview(let overview) = answer.content else { throw TestFailure("no overview") }
        return overview.queues.first?.counts[.waiting]
    }

    /// Checks that each reading is answered on its own, at the speed that is wanted.
    @Test(arguments: [(1.0, 1), (4.0, 4), (0.5, 0)]) func timeGoesOnWhileItIsAsked(speed: Double, each: Int) throws {
        let store = ReplayStore(try CheckedRecording(file()), speed: speed)
        var (now, seen): (Milliseconds, [Int?]) = (5, [])
        for _ in 0..<3 {
            var answer = try store.answer(.overview, now: now)
            seen.append(try waiting(answer))
            while answer.isBeginning {
                answer = try store.answer(.overview, now: now)
                seen.append(try waiting(answer))
            }
            now += 1_000
        }
        let last = speed < 1 ? 1 : 2 * each
        #expect(seen.compactMap(\.self).max() == last)
        #expect(Set(seen.compactMap(\.self)) == Set(0...last), "none is left out: \(seen)")
    }

    @Test func aPauseStopsIt() throws {
        let store = ReplayStore(try CheckedRecording(file()), speed: 1)
        _ = try store.answer(.overview, now: 0)
        let answer = try store.answer(.overview, now: 3_600_000)
        #expect(try waiting(answer) ?? 99 <= 2)
    }

    @Test func theLastPictureIsAtTheEnd() throws {
        let store = ReplayStore(try CheckedRecording(file()), speed: nil)
        var answers = [try store.answer(.overview, now: 0)]
        while answers[answers.count - 1].isBeginning { answers.append(try store.answer(.overview, now: 0)) }
        #expect(try answers.map(waiting) == (0..<10).map { $0 })
        let last = answers[answers.count - 1]
        #expect(last.takenAt == Fixture.start + 9_000 && last.server.replay?.isAtEnd == true)
        #expect(answers.flatMap { $0.server.replay?.messages ?? [] } == ["it was down"])
        #expect(last.server.address == Fixture.server.address)
    }

    @Test func eventsComeInParts() throws {
        let store = ReplayStore(try CheckedRecording(file()), speed: 1)
        var (watch, seen): (EventsWatch, [FollowedEvent]) = (EventsWatch(queue: nil), [])
        for second in 0..<20 {
            guard case .events(let part) = try store.answer(.events(watch), now: Milliseconds(second) * 1_000).content
            else { throw TestFailure("no events") }
            #expect(part.offset == watch.known)
            seen += part.events
            watch.known += part.events.count
        }
        #expect(seen == (0..<10).map { Fixture.event($0, of: Self.queue) })
    }

    /// Checks that all else says that it is not in the recording, and that nothing is changed.
    @Test func whatIsNotRecordedSaysSo() throws {
        let store = ReplayStore(try CheckedRecording(file()), speed: 1)
        let page = PageRequest(queue: Self.queue, list: .latest, order: .newestFirst, offset: 0, limit: 9)
        for watch in [Watch.page(page), .job(JobRequest(queue: Self.queue, id: JobID("1"))), .doctor, .workers(nil)] {
            #expect(!watch.isRecorded)
            #expect(throws: Trouble.server("not in the recording")) { try store.answer(watch, now: 0) }
        }
        #expect(throws: Trouble.notRecorded) { try store.storedJobs([], of: Self.queue) }
        let target = Operation.Target(queue: Self.queue, job: JobID("1"), state: .failed)
        #expect(store.find(.data(target), now: 0) == .refused(.invalid("It is not in the recording.")))
        let outcome = store.perform(.queue(.pause, Self.queue), now: 0, keeping: .none) { _ in true }
        #expect(outcome == .refused(.readOnlyServer))
    }

    @Test func anInsightThatWasNotRecordedSaysSo() throws {
        let store = ReplayStore(try CheckedRecording(file()), speed: 1)
        let answer = try store.answer(.overview(OverviewRequest(explained: Self.queue)), now: 0)
        guard case .overview(let overview) = answer.content else { throw TestFailure("no overview") }
        #expect(overview.insight?.isComplete == true)
        #expect(overview.insight?.unreadable.entries.first?.part.trouble.reason == "not in the recording")
    }

    /// Checks that a torn last line loses only itself, wherever it is torn.
    @Test(arguments: [1, 10, 200]) func aTornLineLosesOnlyItself(length: Int) throws {
        let whole = #"{"type":"overview","time":1795475100000,"queues":[{"prefix":"bull","name":"x"}]"#
        let path = try file(isEnded: false, ending: String(whole.prefix(length)))
        let recording = try CheckedRecording(path)
        #expect(recording.isTorn && !recording.isEnded)
        #expect(recording.times == Fixture.start...Fixture.start + 9_000)
        let store = ReplayStore(recording, speed: nil)
        var answer = try store.answer(.overview, now: 0)
        while answer.isBeginning { answer = try store.answer(.overview, now: 0) }
        #expect(try waiting(answer) == 9)
    }

    /// Checks the error for what is no recording, with the line.
    @Test(arguments: [
        ("", 1, "the file is empty"), ("hello\n", 1, "it is not JSON"), ("{}\n", 1, "it is not a recording of bulltop"),
        (#"{"type":"recording","format":9}"# + "\n", 1, "its form is 9"),
        ("[1]\n", 1, "it is not an object"),
    ])
    func aFileThatIsNoRecordingIsRefused(text: String, line: Int, words: String) throws {
        let path = try Scratch.directory() + "/file"
        try text.write(toFile: path, atomically: false, encoding: .utf8)
        do throws(CheckedRecording.Failure) {
            _ = try CheckedRecording(path)
            Issue.record("it is taken for a recording")
        } catch {
            #expect(error.line == line && error.words.hasPrefix(words), "\(error)")
        }
    }

    @Test(arguments: [
        ("{\"type\":\"overview\"}\n", "time or queues"), ("nonsense\n", "it is not JSON"), ("{}\n", "it has no type"),
        (#"{"type":"overview","time":-1,"queues":[]}"# + "\n", "time or queues"),
        (#"{"type":"overview","time":1,"queues":[{}]}"# + "\n", "prefix or name"),
    ])
    func aWrongLineIsNamed(ending: String, words: String) throws {
        let path = try file(isEnded: false, ending: ending)
        do throws(CheckedRecording.Failure) {
            _ = try CheckedRecording(path)
            Issue.record("it is taken for a recording")
        } catch {
            #expect(error.line == 23 && error.words.hasPrefix(words), "\(error)")
        }
    }

    @Test func linesOfOtherTypesAreSkipped() throws {
        let recording = try CheckedRecording(file(ending: #"{"type":"weather","rain":true}"# + "\n"))
        #expect(!recording.isTorn && recording.isEnded)
    }

    @Test func aFileThatCannotBeOpenedSaysWhy() {
        let failure = #expect(throws: CheckedRecording.Failure.self) { try CheckedRecording("/nonexistent/file") }
        #expect(failure?.line == 0 && failure?.words == "No such file or directory")
    }
}
