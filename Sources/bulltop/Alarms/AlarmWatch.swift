internal import Canvas
internal import Dashboard
internal import JSONText
internal import Queues
internal import Threads

/// The work of `bulltop watch`: it reads queues again and again, and reports what their alarms make of that.
final class AlarmWatch {
    private let session: CommandSession
    private let alarms: [Alarm]
    private let programs: AlarmPrograms
    /// The queues that were named; nil until they are found.
    private var named: [QueueID]?

    /// The time that commands get to end where a look is the only one, in ms.
    private static let patience: Milliseconds = 10_000

    init(_ session: CommandSession, _ alarms: [Alarm]) {
        (self.session, self.alarms) = (session, alarms)
        programs = AlarmPrograms(server: session.source.address)
    }

    /// Looks until the reader goes away. A server that does not answer is asked again.
    func run(every interval: Milliseconds) throws(CommandFailure) {
        var book = AlarmBook(alarms)
        var isDown = false
        while true {
            var changes: [AlarmChange]
            do throws(CommandFailure) {
                let queues = try read()
                changes = book.take(queues, now: WallClock.now, all: session.operands.isEmpty)
                if isDown { session.complain("\(session.source.address): answers again") }
                isDown = false
            } catch {
                guard case .trouble(_, let address) = error, let text = error.text else { throw error }
                if !isDown { session.complain(text) }
                isDown = true
                changes = book.takeSilence(now: WallClock.now, reason: "\(address) does not answer")
            }
            for change in changes {
                try print(change)
                run(for: change)
            }
            try session.output.flush()
            programs.takeProblems().forEach(session.complain)
            guard StandardStream.output.waitWhileRead(milliseconds: interval) else { throw .readerGone }
        }
    }

    /// Looks once, prints what holds or is unknown, and determines the exit status: 1 where a condition holds, else 4
    /// where one is unknown, as all are of a queue that is not there.
    func lookOnce() throws(CommandFailure) {
        let found: [AlarmChange]
        do throws(CommandFailure) { found = try look() } catch {
            guard case .failed(let text) = error else { throw error }
            session.complain(text)
            session.verdict = .partial
            return
        }
        for change in found {
            try print(change)
            run(for: change)
        }
        programs.wait(Self.patience)
        programs.takeProblems().forEach(session.complain)
        let holds = found.contains { $0.kind == .raised }
        session.verdict = holds ? .failure : found.isEmpty ? .success : .partial
    }

    /// Looks once, prints one line for a monitoring system, and determines the exit status that it expects.
    func check() throws(CommandFailure) {
        let found: [AlarmChange]
        do throws(CommandFailure) { found = try look() } catch {
            switch error {
            case .usage, .readerGone, .outputFailed: throw error
            case .trouble, .failed, .refused:
                session.verdict = .check(.unknown)
                return try print(.unknown, "BULLTOP UNKNOWN - " + Self.dataless(error.text ?? ""))
            }
        }
        let (raised, unknown) = (found.filter { $0.kind == .raised }, found.filter { $0.kind == .unknown })
        let critical = raised.filter { $0.alarm.level == .critical }
        let answer: ExitStatus.Check =
            !critical.isEmpty ? .critical : !raised.isEmpty ? .warning : !unknown.isEmpty ? .unknown : .ok
        for change in found { run(for: change) }
        programs.wait(Self.patience)
        programs.takeProblems().forEach(session.complain)
        session.verdict = .check(answer)
        try print(answer, line(answer, critical + raised.filter { $0.alarm.level == .warning } + unknown))
    }

    /// Prints the answer for a monitoring system as its line, or as JSON.
    private func print(_ answer: ExitStatus.Check, _ line: String) throws(CommandFailure) {
        guard session.output.format != .table else { return try session.output.print([line]) }
        let answer = JSON.object([JSON.Member("status", .string(answer.word)), JSON.Member("text", .string(line))])
        try session.output.write(answer.text() + [0x0A])
    }

    private func line(_ answer: ExitStatus.Check, _ found: [AlarmChange]) -> String {
        let named = found.prefix(5).map { change in
            let facts = change.facts.isEmpty ? "" : " (\(change.facts))"
            let words = change.kind == .unknown ? "unknown: " : ""
            return Self.dataless("\(session.shown(change.queue.name)): \(words)\(change.alarm.name)\(facts)")
        }
        let rest = found.count > named.count ? ["and \(found.count - named.count) more"] : []
        let text = found.isEmpty ? "no condition holds" : (named + rest).joined(separator: "; ")
        let count = found.count { $0.kind == .raised }
        return "BULLTOP \(answer.word) - \(text) | conditions=\(count)"
    }

    /// Returns a text without bars: what follows one is data for the monitoring system.
    private static func dataless(_ text: String) -> String { String(text.map { $0 == "|" ? "/" : $0 }) }

    /// Returns the conditions that hold now, as raised, and those that are unknown. How long is not known.
    private func look() throws(CommandFailure) -> [AlarmChange] {
        let now = WallClock.now
        let queues = try read()
        return queues.flatMap { queue -> [AlarmChange] in
            alarms.filter { $0.watches(queue.id) }.compactMap { alarm -> AlarmChange? in
                let kind: AlarmChange.Kind
                switch alarm.condition.truth(of: queue, now: now) {
                case .no: return nil
                case .yes: kind = .raised
                case .unknown: kind = .unknown
                }
                var change = AlarmChange(alarm: alarm, queue: queue.id, kind: kind, time: now, since: now)
                change.evidence = alarm.condition.evidence(of: queue, now: now)
                return change
            }
        }
    }

    /// Reads the queues, and the times of finished jobs of those whose alarms need them.
    private func read() throws(CommandFailure) -> [QueueSummary] {
        var queues = try readQueues()
        guard let timed = TimedQueues(alarms) else { return queues }
        let wanted = queues.map(\.id).filter(timed.contains)
        let times = try session.ask { store throws(Trouble) in
            try store.finishedTimes(of: wanted, now: WallClock.now)
        }
        for index in queues.indices { queues[index].finishedTimes = times[queues[index].id] }
        return queues
    }

    private func readQueues() throws(CommandFailure) -> [QueueSummary] {
        guard !session.operands.isEmpty else { return try session.allQueues() }
        if named == nil { named = try session.queues(session.operands) }
        let ids = named ?? []
        return try session.ask { store throws(Trouble) in try store.summaries(of: ids, now: WallClock.now) }
    }

    private func run(for change: AlarmChange) {
        if let problem = programs.run(for: change) { session.complain(problem) }
    }

    private func print(_ change: AlarmChange) throws(CommandFailure) {
        guard session.output.format == .table else {
            return try session.output.write(JSON.change(change).text() + [0x0A])
        }
        let time = Format.time(change.time, in: session.zone) + " " + session.zone.name(at: change.time)
        let facts = change.facts.isEmpty ? "" : ": " + change.facts
        let kind = DisplayText(change.kind.rawValue).padded(to: 7).plain
        try session.output.print([
            "\(time)  \(kind)  \(session.shown(change.queue.name))  \(change.alarm.title)\(facts)"
        ])
    }
}

extension Alarm {
    /// Its name and its condition; once where they are the same.
    fileprivate var title: String { name == condition.text ? name : "\(name): \(condition.text)" }
}

extension JSON {
    fileprivate static func change(_ change: AlarmChange) -> JSON {
        .object([
            Member("time", .number(change.time)), Member("alarm", .string(change.alarm.name)),
            Member("level", .string(change.alarm.level.rawValue)),
            Member("condition", .string(change.alarm.condition.text)), Member("prefix", .bytes(change.queue.prefix)),
            Member("queue", .bytes(change.queue.name)), Member("change", .string(change.kind.rawValue)),
            Member("since", .number(change.since)),
            Member("values", .object(values(change.evidence.values))),
            Member("health", change.evidence.health.map { JSON.string($0) } ?? .null),
            Member("reason", change.reason.map { JSON.string($0) } ?? .null),
        ])
    }

    /// Returns the values, and behind those of times the number of jobs that they are of.
    private static func values(_ values: [AlarmValue]) -> [Member] {
        var members: [Member] = []
        for value in values {
            members.append(Member(JSONString(value.subject.name), .number(value.value)))
            guard case .time(let span, _) = value.subject else { continue }
            let name = JSONString(span.rawValue + ".sampled")
            if !members.contains(where: { $0.name == name }) { members.append(Member(name, .number(value.sampled))) }
        }
        return members
    }
}
