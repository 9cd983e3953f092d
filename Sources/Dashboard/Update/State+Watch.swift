public import Queues

extension State {
    /// The watch that is read from the server; nil while the screen is frozen and complete.
    public var watch: Watch? {
        let screen = path.watched
        // Of a server that is not shown, the counts are enough.
        if path.isBehind { return timed(.overview) }
        return frozenAt != nil && screen.isLoaded ? nil : timed(screen.watch)
    }

    /// Returns a watch of all queues with the times that alarms need; another one as it is.
    private func timed(_ watch: Watch?) -> Watch? {
        guard case .overview(var request)? = watch, let timed = alarms.timed else { return watch }
        request.timed = timed
        return .overview(request)
    }

    /// The time at which `render` may draw something else although nothing happens, on our clock, in ms since 1970; nil
    /// for never.
    ///
    /// Ages of jobs are counted up to their reading, so only what is shown about the reading itself moves.
    public var wakeAt: Milliseconds? {
        var times = [path.top.wakeAt(in: self)].compactMap(\.self)
        if let readAt = question?.readAt { times.append(readAt) }
        if let notice, let lifetime = notice.lifetime { times.append(notice.at + lifetime) }
        if let frozenAt { times.append(clock + Format.timeToNextAge(Format.elapsed(from: frozenAt, to: clock))) }
        if let dataAge {
            let rest = dataAge < liveAge ? liveAge - dataAge : Format.timeToNextAge(dataAge)
            times.append(clock + rest)
        }
        if case .down(_, let retryAt) = connection {
            times.append(clock + Format.timeToNextAge(downFor))
            if retryAt > clock { times.append(retryAt - (retryAt - clock - 1) / 1_000 * 1_000) }
        }
        return times.filter { $0 > clock }.min()
    }

    /// The arrival of the data on the screen, on our clock; nil before it.
    var receivedAt: Milliseconds? { path.watched.reading?.receivedAt }

    /// The time of the data on the screen, on the server's clock; our clock before the first data.
    var takenAt: Milliseconds { path.watched.reading?.takenAt ?? clock }

    /// The age of the data on the screen, in ms; nil before the first data.
    var dataAge: Milliseconds? { receivedAt.map { max(0, Format.elapsed(from: $0, to: clock)) } }

    /// The age below which data is live, in ms: at most one due reading is missing.
    var liveAge: Milliseconds { interval * 2 + 500 }

    /// The time since when the server has not answered, in ms.
    var downFor: Milliseconds { max(0, Format.elapsed(from: downSince ?? clock, to: clock)) }

    /// Whether the data on the screen is out of date because the server does not answer.
    var isStale: Bool { if case .down = connection { true } else { false } }
}

extension State {
    /// The inquiry to the server: for the open question, or for an editor, a form or `:go`.
    public var inquiry: Inquiry? { question?.inquiry ?? (overlay == nil ? wanted : nil) }
}
