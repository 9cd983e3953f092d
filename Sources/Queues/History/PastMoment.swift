/// A step of the past of which something is kept.
public struct PastMoment: Hashable, Sendable {
    /// Its beginning, in ms since 1970 on the server's clock.
    public let time: Milliseconds
    /// Its length, in ms: 1 s, 10 s or 1 min.
    public let step: Milliseconds

    /// The first ms after it.
    var end: Milliseconds { time + step }
}

extension History {
    /// The first and the latest moment of which something is kept; nil before the first reading.
    public var moments: (first: PastMoment, last: PastMoment)? {
        guard let last = total.tracks[0].latest else { return nil }
        return (total.tracks.reversed().compactMap(\.earliest).first ?? last, last)
    }

    /// Returns the kept moment at a time, in ms since 1970, in the finest steps; the nearest one where nothing is kept of
    /// that time. Nil before the first reading.
    public func moment(at time: Milliseconds) -> PastMoment? {
        guard let (first, last) = moments else { return nil }
        if time >= last.time { return last }
        return total.tracks.lazy.compactMap { $0.moment(at: time) }.first ?? first
    }

    /// Returns the moment before another one; nil where nothing is kept of an earlier time.
    public func moment(before moment: PastMoment) -> PastMoment? {
        total.tracks.lazy.compactMap { $0.moment(at: moment.time - 1) }.first { $0.time < moment.time }
    }

    /// Returns the moment after another one; nil behind the latest one.
    public func moment(after moment: PastMoment) -> PastMoment? {
        guard let last = moments?.last, moment.time < last.time else { return nil }
        return self.moment(at: min(moment.end, last.time))
    }

    /// Returns whether anything was read at a moment.
    public func wasRead(at moment: PastMoment) -> Bool { total.point(at: moment).map { $0 != .gap } ?? false }
}

extension HistoryTrack {
    fileprivate var earliest: PastMoment? { steps.first.map { PastMoment(time: $0 * step, step: step) } }
    fileprivate var latest: PastMoment? { steps.last.map { PastMoment(time: $0 * step, step: step) } }

    /// Returns the step at a time; nil where it is not kept.
    func moment(at time: Milliseconds) -> PastMoment? {
        guard time >= 0, steps.contains(time / step) else { return nil }
        return PastMoment(time: time / step * step, step: step)
    }
}

extension QueueHistory {
    /// The past in steps of each length, the finest first.
    var tracks: [HistoryTrack] { [seconds, tens, minutes] }

    /// Returns what is kept of the queue at a moment of the past of all queues; nil where it was not there: not yet, or not
    /// any more.
    func point(at moment: PastMoment) -> HistoryPoint? {
        guard let firstSeenAt, let seenAt, firstSeenAt < moment.end, moment.time <= seenAt else { return nil }
        let track = tracks.first { $0.step >= moment.step && $0.steps.contains(moment.time / $0.step) }
        guard let track else { return .gap }
        let number = moment.time / track.step
        return track.points(number..<number + 1)[0]
    }

    /// Returns since when the queue had been in the state that it had at a moment, as far as that is kept.
    func health(_ verdict: PastVerdict, at moment: PastMoment) -> RememberedHealth {
        var (time, since) = (moment.time, moment.time)
        for track in tracks where track.step >= moment.step && track.steps.contains(time / track.step) {
            let steps = track.steps.lowerBound..<time / track.step + 1
            let others = track.points(steps).lastIndex { $0.verdict != verdict }
            if let others {
                let begin = (steps.lowerBound + Int64(others) + 1) * track.step
                return RememberedHealth(verdict, since: min(since, begin))
            }
            since = min(since, steps.lowerBound * track.step)
            time = since - 1
            guard time >= 0 else { break }
        }
        return RememberedHealth(verdict, since: since, isSinceFirst: true)
    }
}
