import Queues

/// The order of the lines of the attention pane.
extension Attention {
    /// The number of lines up to which those of one rank and weight are ordered by name; others keep the order of the list.
    private static let namedLimit = 1_000
    /// The rank of failures that are none of the verdicts.
    private static let oldRank: Int16 = 100

    /// Why one of a list of queues needs attention. There may be one for each of a hundred thousand queues, so it is
    /// small, and its line is made where it is shown.
    struct Reason: Equatable, Sendable {
        /// The weight among those of one rank, the greatest first.
        let weight: Int64
        /// The place of the queue in the list; below 0 for a line that is not about one of it, -1 for the first of these.
        let place: Int32
        /// The rank, the lowest first.
        let rank: Int16
        /// The place among the verdicts on the queue; nil for failures that are none of them.
        let verdict: UInt8?

        /// Returns whether it comes before another one whatever their names; nil where they have one rank and weight.
        fileprivate func precedes(_ other: Reason) -> Bool? {
            if rank != other.rank { return rank < other.rank }
            return weight == other.weight ? nil : weight > other.weight
        }
    }

    /// Returns why queues need attention, the gravest first: by their verdicts, then old failures, the latest first. `now` is
    /// the server's clock, in ms since 1970.
    static func reasons(_ queues: [QueueSummary], now: Milliseconds) -> [Reason] {
        var reasons: [Reason] = []
        for (place, queue) in queues.enumerated() {
            let verdicts = queue.health(at: now).verdicts
            for (index, verdict) in verdicts.enumerated() where verdict.wantsAttention {
                let rank = Int16(clamping: verdict.gravity * 2 + verdict.halfStep)
                reasons.append(
                    Reason(
                        weight: verdict.weight(now), place: Int32(clamping: place), rank: rank,
                        verdict: UInt8(clamping: index)))
            }
            guard queue.counts.atLeast(.failed) > 0, !verdicts.contains(where: \.isFailing) else { continue }
            let latest = queue.latestFailureAt ?? .min
            reasons.append(Reason(weight: latest, place: Int32(clamping: place), rank: oldRank, verdict: nil))
        }
        let isNamed = reasons.count <= namedLimit
        reasons.sort { left, right in
            if let precedes = left.precedes(right) { return precedes }
            guard isNamed else { return left.place < right.place }
            return queues[Int(left.place)].id.name.lexicographicallyPrecedes(queues[Int(right.place)].id.name)
        }
        return reasons
    }

    /// Returns the other lines, the gravest first: alarms of all servers, the oldest of them first; the hidden queues that
    /// are failing, which are one line; the server.
    static func besides(
        _ queues: [QueueSummary], hidden: [QueueSummary] = [], server: ServerStatus?, alarms: AlarmBook,
        others: [OtherAlarms] = [], now: Milliseconds
    ) -> [Ranked] {
        var ranked = others.flatMap(\.lines)
        let raised = Set(alarms.raisedQueues)
        for queue in raised.isEmpty ? [] : queues where raised.contains(queue.id) {
            ranked += alarms.raised(for: queue.id).map { raised in
                let age = Format.elapsed(from: raised.since, to: now)
                return Ranked(Attention(subject: .alarm(queue, raised)), raised.alarm.level.attentionRank, age)
            }
        }
        let failing = hidden.compactMap { $0.health(at: now).verdicts.first(where: \.isFailing) }
        if let verdict = failing.first {
            ranked.append(Ranked(Attention(subject: .hiddenFailing(failing.count)), verdict.gravity * 2, .min))
        }
        ranked += (server?.verdicts ?? []).map { Ranked(Attention(subject: .server($0)), 50, 0) }
        return ranked.sorted(by: <)
    }

    /// Returns all lines about some queues, the gravest first. `now` is the server's clock, in ms since 1970.
    static func list(_ queues: [QueueSummary], alarms: AlarmBook = AlarmBook(), now: Milliseconds) -> AttentionList {
        let others = besides(queues, server: nil, alarms: alarms, now: now)
        return AttentionList(queues, reasons(queues, now: now), others, now: now)
    }

    /// A line with its rank, the lowest first, and its weight among those of one rank, the greatest first.
    struct Ranked: Comparable {
        let attention: Attention
        let rank: Int
        let weight: Int64

        init(_ attention: Attention, _ rank: Int, _ weight: Int64) {
            (self.attention, self.rank, self.weight) = (attention, rank, weight)
        }

        static func < (left: Ranked, right: Ranked) -> Bool {
            if left.rank != right.rank { return left.rank < right.rank }
            if left.weight != right.weight { return left.weight > right.weight }
            return left.attention.name.lexicographicallyPrecedes(right.attention.name)
        }
    }
}

/// The lines of the attention pane, the gravest first. Those about queues are made where they are asked for.
struct AttentionList: Equatable, Sendable, RandomAccessCollection {
    private let queues: [QueueSummary]
    private let now: Milliseconds
    private let others: [Attention]
    private let reasons: [Attention.Reason]

    /// Creates a list without lines.
    init() { (queues, now, others, reasons) = ([], 0, [], []) }

    /// Creates the list of the reasons of queues, and of other lines among them; both are in order.
    init(
        _ queues: [QueueSummary], _ reasons: [Attention.Reason], _ others: [Attention.Ranked], now: Milliseconds
    ) {
        (self.queues, self.now) = (queues, now)
        self.others = others.map(\.attention)
        guard !others.isEmpty else {
            self.reasons = reasons
            return
        }
        var (all, next): ([Attention.Reason], Int) = ([], 0)
        all.reserveCapacity(reasons.count + others.count)
        for (index, line) in others.enumerated() {
            let other = Attention.Reason(
                weight: line.weight, place: Int32(clamping: -1 - index), rank: Int16(clamping: line.rank), verdict: nil)
            while next < reasons.count, reasons[next].precedes(other) ?? true {
                all.append(reasons[next])
                next += 1
            }
            all.append(other)
        }
        self.reasons = all + reasons[next...]
    }

    var startIndex: Int { 0 }
    var endIndex: Int { reasons.count }

    subscript(index: Int) -> Attention {
        let reason = reasons[index]
        guard reason.place >= 0 else { return others[-1 - Int(reason.place)] }
        let queue = queues[Int(reason.place)]
        guard let verdict = reason.verdict else { return Attention(subject: .oldFailures(queue)) }
        return Attention(subject: .queue(queue, queue.health(at: now).verdicts[Int(verdict)]))
    }
}
