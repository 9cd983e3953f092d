/// An event of note in the past: a queue began to fail, was paused, or lost its last worker while jobs waited.
public struct PastEvent: Hashable, Sendable {
    /// The beginning of the step in which it was seen, in ms since 1970 on the server's clock.
    public let time: Milliseconds
    /// The queue.
    public let queue: QueueID
    /// The verdict that it got: `failing`, `paused` or `noWorker`.
    public let verdict: PastVerdict

    /// The verdicts whose beginning is an event of note.
    public static let verdicts: Set<PastVerdict> = [.failing, .paused, .noWorker]
}

extension History {
    /// Returns the latest event of note before a moment; nil where none is kept.
    public func event(before moment: PastMoment) -> PastEvent? {
        events.filter { $0.time < moment.time }.max { $0.isBefore($1) }
    }

    /// Returns the first event of note after a moment; nil where there was none since.
    public func event(after moment: PastMoment) -> PastEvent? {
        events.filter { $0.time >= moment.end }.min { $0.isBefore($1) }
    }

    /// Returns the other events of note that began in the same step as one, the gravest first.
    public func events(beside event: PastEvent) -> [PastEvent] {
        events.filter { $0.time == event.time && $0 != event }.sorted { $0.isBefore($1) }
    }

    /// All events of note that are kept, in no order.
    var events: [PastEvent] {
        queues.flatMap { queue in
            self[queue]?.beginnings.map { PastEvent(time: $0.time, queue: queue, verdict: $0.verdict) } ?? []
        }
    }
}

extension PastEvent {
    /// Returns whether it comes first; of those of one time the graver one does.
    fileprivate func isBefore(_ other: PastEvent) -> Bool {
        if time != other.time { return time < other.time }
        return verdict == other.verdict ? queue < other.queue : verdict.rawValue < other.verdict.rawValue
    }
}

extension QueueHistory {
    /// The times at which it got a verdict of note after another one. What it had at the first reading is no event.
    fileprivate var beginnings: [(time: Milliseconds, verdict: PastVerdict)] {
        var found: [(time: Milliseconds, verdict: PastVerdict)] = []
        var before: PastVerdict?
        let ends = [nil] + tracks.map { track in track.steps.first.map { $0 * track.step } }
        // Each track ends where the finer one begins: that one is more exact.
        for (track, end) in zip(tracks, ends).reversed() {
            track.forEach { number, point in
                guard (number + 1) * track.step <= end ?? .max, let verdict = point.verdict else { return }
                defer { before = verdict }
                guard let before, before != verdict, PastEvent.verdicts.contains(verdict) else { return }
                found.append((number * track.step, verdict))
            }
        }
        return found
    }
}
