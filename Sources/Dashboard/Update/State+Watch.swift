public import Queues

extension State {
    /// What is to be read from the server; nil while the screen is frozen and has what it shows.
    public var watch: Watch? {
        let screen = path.watched
        return frozenAt != nil && screen.isLoaded ? nil : screen.watch
    }

    /// When `render` may draw something else although nothing happens, on our clock in ms since 1970; nil for never.
    ///
    /// Ages of jobs are counted up to the reading they come from, so only what is said of the reading itself moves.
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

    /// When the data on the screen came, on our clock; nil before it did.
    var receivedAt: Milliseconds? { path.watched.reading?.receivedAt }

    /// When the data on the screen was read, on the server's clock; our clock before any was.
    var takenAt: Milliseconds { path.watched.reading?.takenAt ?? clock }

    /// The age of the data on the screen, in ms; nil before there is any.
    var dataAge: Milliseconds? { receivedAt.map { max(0, Format.elapsed(from: $0, to: clock)) } }

    /// Data younger than this is live, in ms: of readings that are due no more than one is missing.
    var liveAge: Milliseconds { settings.interval * 2 + 500 }

    /// How long the server has not answered, in ms.
    var downFor: Milliseconds { max(0, Format.elapsed(from: downSince ?? clock, to: clock)) }

    /// Whether the data on the screen is out of date because the server does not answer.
    var isStale: Bool { if case .down = connection { true } else { false } }
}

extension State {
    /// What is to be found out on the server, once: before the question that is open can be answered, or for the editor.
    public var inquiry: Inquiry? { question?.inquiry ?? (overlay == nil ? wanted : nil) }
}
