import Canvas
import Queues

/// A reason to look at a queue or the server: one line of the list below the queues.
struct Attention: Equatable, Sendable {
    /// The subject of the line.
    enum Subject: Equatable, Sendable {
        indirect case queue(QueueSummary, Verdict)
        /// A queue with failed jobs, none of which failed lately.
        case oldFailures(QueueSummary)
        case server(ServerVerdict)
        /// Queues that are failing and not listed, since they are hidden.
        case hiddenFailing(Int)
        /// A queue for which an alarm of the operator is raised.
        indirect case alarm(QueueSummary, RaisedAlarm)
        /// The same for a queue of another server.
        indirect case alarmElsewhere(Elsewhere, RaisedAlarm)
    }

    /// A queue of a server that is not on the screen.
    struct Elsewhere: Equatable, Sendable {
        /// The number of the server among all, and its name.
        let server: Int
        let name: String
        let queue: QueueID
        /// The time of its last reading on its clock, ms since 1970.
        let now: Milliseconds
    }

    let subject: Subject

    /// The identity of a line: its subject and its kind.
    struct Key: Hashable, Sendable {
        let queue: QueueID?
        let kind: String

        /// The line about hidden queues.
        static let hidden = Key(queue: nil, kind: "hidden")
    }

    /// The identity among the other lines, the same after the next reading.
    var key: Key {
        switch subject {
        case .queue(let queue, let verdict): Key(queue: queue.id, kind: verdict.word)
        case .oldFailures(let queue): Key(queue: queue.id, kind: "old failures")
        case .alarm(let queue, let raised): Key(queue: queue.id, kind: "alarm " + raised.alarm.name)
        case .alarmElsewhere(let place, let raised):
            Key(
                queue: nil,
                kind: "alarm of \(place.server) " + raised.alarm.name + " " + Words.name(place.queue.base))
        case .hiddenFailing: .hidden
        case .server(let verdict): Key(queue: nil, kind: String(String(describing: verdict).prefix { $0 != "(" }))
        }
    }

    /// The list of jobs that the line is about.
    var list: JobList {
        switch subject {
        case .oldFailures, .queue(_, .failing): .state(.failed)
        case .queue(_, .unlocked): .state(.active)
        case .queue(_, .noProgress), .queue(_, .growing), .queue(_, .missingJobs): .state(.waiting)
        case .queue(_, .parentsBlocked): .state(.waitingChildren)
        case .alarm(_, let raised): raised.alarm.condition.subjects.first?.list ?? .latest
        case .queue, .server, .hiddenFailing, .alarmElsewhere: .latest
        }
    }

    /// Whether it is about schedulers, and not about jobs.
    var isAboutSchedulers: Bool { if case .queue(_, .schedulerStopped) = subject { true } else { false } }

    /// The queue of another server that the line is about; nil for others.
    var elsewhere: Elsewhere? { if case .alarmElsewhere(let place, _) = subject { place } else { nil } }

    /// The queue that the line is about; nil for servers, and for hidden queues.
    var queue: QueueSummary? {
        switch subject {
        case .queue(let queue, _), .oldFailures(let queue), .alarm(let queue, _): queue
        case .server, .hiddenFailing, .alarmElsewhere: nil
        }
    }

    var name: [UInt8] {
        if case .hiddenFailing = subject { return Array("queues".utf8) }
        if let elsewhere { return Array("\(elsewhere.name): ".utf8) + elsewhere.queue.name }
        return queue?.id.name ?? Array("redis".utf8)
    }

    /// Returns the columns for some lines in a number of cells: the column of remedies is as wide as its words, and a
    /// name is cut only where it would take half of the line.
    static func columns(
        of lines: some Sequence<Attention>, _ context: DrawContext, columns: Int, selected: QueueID?
    ) -> [TableColumn<Attention>] {
        let remedies = lines.map { $0.remedy(context).width }.max() ?? 0
        let widths = lines.map { DisplayText(Words.name($0.name), glyphs: context.glyphs).width }
        let name = max(8, NameWidth.fitting(widths, limit: columns / 2, columns: columns))
        return [
            TableColumn("", width: .fixed(1), priority: 9) { $0.sign(context) },
            TableColumn("", width: .fixed(name), priority: 10) { entry in
                let name = DisplayText(Words.name(entry.name), glyphs: context.glyphs)
                return StyledText(name, context[entry.queue != nil && entry.queue?.id == selected ? .title : .text])
            },
            TableColumn("", width: .flexible(min: 12, ideal: 200, max: 400), priority: 8) { $0.words(context) },
            TableColumn("", width: .fixed(min(remedies, 24)), alignment: .right, priority: 5) { $0.remedy(context) },
        ]
    }

    private func sign(_ context: DrawContext) -> StyledText {
        switch subject {
        case .queue(_, let verdict): StyledText(verdict.sign(context.glyphs), context[verdict.role])
        case .server: StyledText(context.glyphs.warning, context[.warning])
        case .hiddenFailing: StyledText(context.glyphs.failure, context[.error])
        case .alarm(_, let raised), .alarmElsewhere(_, let raised):
            StyledText(context.glyphs.alarm, context[raised.alarm.level.role])
        case .oldFailures: StyledText(context.glyphs.dot, context[.muted])
        }
    }

    private func words(_ context: DrawContext) -> StyledText {
        switch subject {
        case .queue(let queue, let verdict):
            let words = DisplayText(
                Words.evidence(verdict, of: queue, now: context.now), glyphs: context.glyphs)
            let text = StyledText(words, context[verdict.isFailing ? .error : .text])
            return verdict.isFailing ? text + failure(of: queue, context) : text
        case .oldFailures(let queue):
            let age =
                queue.latestFailureAt.map { ", \(Format.age(Format.elapsed(from: $0, to: context.now))) ago" } ?? ""
            let words = "\(Format.shortCount(queue.counts.atLeast(.failed))) failed\(age)"
            return StyledText(DisplayText(words), context[.failed]) + failure(of: queue, context)
        case .hiddenFailing(let count):
            return StyledText(DisplayText(Words.hiddenFailing(count)), context[.error])
        case .server(let verdict):
            return StyledText(DisplayText(Words.verdict(verdict), glyphs: context.glyphs), context[.text])
        case .alarm(_, let raised), .alarmElsewhere(_, let raised):
            let words = Words.alarm(raised, now: elsewhere?.now ?? context.now, in: context.zone)
            return StyledText(DisplayText(words, glyphs: context.glyphs), context[raised.alarm.level.role])
        }
    }

    private func failure(of queue: QueueSummary, _ context: DrawContext) -> StyledText {
        let words = (queue.latestFailure ?? []).firstLine
        guard !words.isEmpty else { return StyledText() }
        return StyledText(": " + DisplayText(words, glyphs: context.glyphs), context[.text])
    }

    private func remedy(_ context: DrawContext) -> StyledText {
        if case .hiddenFailing = subject {
            return StyledText(DisplayText(context.keys[.screen(.showHidden)]), context[.key])
        }
        guard case .queue(_, let verdict) = subject, let remedy = verdict.remedy else { return StyledText() }
        // No permission would show the workers of a replica.
        if remedy == .permitWorkers, context.isOfReplica { return StyledText("see the primary", context[.key]) }
        return StyledText(DisplayText(Words.remedy(remedy, context.keys)), context[.key])
    }
}

extension Words {
    /// Returns the words for hidden queues that are failing.
    fileprivate static func hiddenFailing(_ count: Int) -> String {
        count == 1 ? "1 hidden queue is failing" : "\(Format.count(count)) hidden queues are failing"
    }
}

extension Verdict {
    /// Whether jobs have failed lately.
    var isFailing: Bool {
        switch self {
        case .failing: true
        case .remembered(let past): past.verdict == .failing
        default: false
        }
    }

    /// The rank within a gravity: a queue that was paused by a person is less urgent than one that makes no progress by
    /// itself.
    var halfStep: Int { isPaused ? 1 : 0 }

    /// Whether it says that the queue is paused.
    var isPaused: Bool {
        switch self {
        case .noProgress(.paused, _, _): true
        case .remembered(let past): past.verdict == .paused
        default: false
        }
    }

    /// Returns the order of verdicts of one gravity: failures by their number, queues without progress by their age.
    func weight(_ now: Milliseconds) -> Int64 {
        switch self {
        case .failing(let failed, _, _, _): Int64(failed)
        case .unlocked(let jobs): Int64(jobs.count)
        case .noProgress(.paused, let waiting, _): Int64(waiting)
        case .noProgress(_, _, let since): since.map { Format.elapsed(from: $0, to: now) } ?? .min
        case .growing(_, let arriving, let leaving): Int64(arriving - leaving)
        case .unreadable, .schedulerStopped, .parentsBlocked, .unmanaged, .missingJobs, .working, .idle: 0
        case .remembered(let past): past.since.map { Format.elapsed(from: $0, to: now) } ?? 0
        }
    }
}
