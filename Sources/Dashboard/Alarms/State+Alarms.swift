public import Queues

/// The alarms of the operator, on every screen.
extension State {
    /// The watch that is read beside `watch`, so that the history goes on, alarms act whatever is on the screen, and the screen
    /// of a queue learns what a page does not tell; nil where the screen itself reads all queues. A frozen screen reads for alarms only.
    public var aside: Watch? {
        if alarms.alarms.isEmpty, watch == nil { return nil }
        if case .overview? = watch { return nil }
        let queue = frozenAt == nil ? path.watched.describedQueue : nil
        var request = OverviewRequest(explained: queue)
        request.isAside = true
        request.timed = queue.map { TimedQueues($0, and: alarms.timed) } ?? alarms.timed
        return .overview(request)
    }

    /// Gives a reading of all queues to the alarms. The beginning of one is no reading: what it lacks is not unknown.
    mutating func noteForAlarms(_ answer: Answer) -> [Effect] {
        guard case .overview(let overview) = answer.content, !answer.isBeginning else { return [] }
        return say(alarms.take(overview.queues, now: answer.takenAt, all: overview.discovery.isComplete))
    }

    /// Notes that the server does not answer: nobody knows whether an alarm still holds.
    mutating func noteSilenceForAlarms() -> [Effect] {
        say(alarms.takeSilence(now: clock, reason: "the server does not answer"))
    }

    /// The number of changes of one reading that are messages of their own.
    private static let messageLimit = 20

    /// Writes the changes of alarms into the messages, shows the gravest, and returns what they cause.
    private mutating func say(_ changes: [AlarmChange]) -> [Effect] {
        guard !changes.isEmpty else { return [] }
        let ranked = changes.sorted { $0.rank < $1.rank }
        let notices = ranked.map { Notice(kind: $0.noticeKind, text: Words.alarmChange($0), at: clock) }
        for notice in notices.prefix(Self.messageLimit).reversed() { log.append(notice) }
        let rest = changes.count - Self.messageLimit
        if rest > 0 {
            log.append(Notice(kind: .warning, text: "Alarms changed for \(rest) more queues.", at: clock))
        }
        let raised = ranked.count { $0.kind == .raised }
        if let first = ranked.first, first.isShown {
            var shown = notices[0]
            if raised > 1 {
                shown.text = "\(raised) alarms were raised; \(keys[.visit(.messages)]) lists them."
            }
            notice = shown
        }
        let rings = changes.contains { $0.kind == .raised && $0.alarm.rings }
        return changes.filter { !$0.alarm.command.isEmpty && $0.kind != .known }.map { .alarm($0) }
            + (rings ? [.ring] : [])
    }
}

extension AlarmChange {
    /// The order of messages: what was raised comes first, then what is over.
    fileprivate var rank: Int {
        switch kind {
        case .raised: alarm.level == .critical ? 0 : 1
        case .cleared: 2
        case .unknown: 3
        case .known: 4
        }
    }

    /// Whether it is shown in the bottom line, and not only in the messages.
    fileprivate var isShown: Bool { kind == .raised || kind == .cleared }

    fileprivate var noticeKind: Notice.Kind {
        switch kind {
        case .raised: alarm.level == .critical ? .error : .warning
        case .cleared: .success
        case .unknown: .warning
        case .known: .info
        }
    }
}
