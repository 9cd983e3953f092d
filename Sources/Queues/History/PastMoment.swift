/// A step of the past of which something is kept.
public struct PastMoment: Hashable, Sendable {
    /// Its beginning, in ms since 1970 on the server's clock. The first moment begins with the second of the first reading:
    /// nothing is known of the time before, though a longer step began then.
    public let time: Milliseconds
    /// Its length, in ms: 1 s, 10 s or 1 min.
    public let step: Milliseconds

    /// The first ms after it.
    var end: Milliseconds { time / step * step + step }
}

extension History {
    /// The first and the latest moment of which something is kept; nil before the first reading.
    public var moments: (first: PastMoment, last: PastMoment)? {
        guard let last = total.tracks[0].latest else { return nil }
        let first = total.tracks.reversed().lazy.compactMap { total.moment(of: $0, at: $0.earliest) }.first
        return (first ?? last, last)
    }

    /// Returns the kept moment at a time, in ms since 1970, in the finest steps; the nearest one where nothing is kept of
    /// that time. Nil before the first reading.
    public func moment(at time: Milliseconds) -> PastMoment? {
        guard let (first, last) = moments else { return nil }
        if time >= last.time { return last }
        let known = max(time, first.time)
        return total.tracks.lazy.compactMap { total.moment(of: $0, at: known) }.first ?? first
    }

    /// Returns the moment before another one; nil where nothing is kept of an earlier time.
    public func moment(before moment: PastMoment) -> PastMoment? {
        total.tracks.lazy.compactMap { total.moment(of: $0, at: moment.time - 1) }.first { $0.time < moment.time }
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
    /// The beginning of the first step, in ms since 1970; nil without one.
    fileprivate var earliest: Milliseconds? { steps.first.map { $0 * step } }
    fileprivate var latest: PastMoment? { steps.last.map { PastMoment(time: $0 * step, step: step) } }
}

extension QueueHistory {
    /// The past in steps of each length, the finest first.
    var tracks: [HistoryTrack] { [seconds, tens, minutes] }

    /// The second of the first reading, in ms since 1970; nil before it.
    private var firstSecond: Milliseconds? { firstSeenAt.map { $0 / 1_000 * 1_000 } }

    /// Returns the step of a track at a time, in ms since 1970; nil where it is not kept.
    fileprivate func moment(of track: HistoryTrack, at time: Milliseconds?) -> PastMoment? {
        guard let time, time >= 0, track.steps.contains(time / track.step) else { return nil }
        return PastMoment(time: max(time / track.step * track.step, firstSecond ?? 0), step: track.step)
    }

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
            let points = track.points(steps)
            let others = points.lastIndex { $0.verdict != verdict }
            if let others {
                let begin = (steps.lowerBound + Int64(others) + 1) * track.step
                // It may have been so in a gap, and before it.
                let isUnknown = points[others].verdict == nil
                return RememberedHealth(verdict, since: min(since, begin), isSinceFirst: isUnknown)
            }
            since = min(since, max(steps.lowerBound * track.step, firstSecond ?? 0))
            time = since - 1
            guard time >= 0 else { break }
        }
        return RememberedHealth(verdict, since: since, isSinceFirst: true)
    }
}
