import Queues

extension State {
    /// Takes an answer. An answer to another watch than the present one is dropped, except for alarms and the history.
    /// `prepared` is the work on an overview, where that was done before.
    mutating func take(_ answer: Answer, prepared: PreparedOverview? = nil) -> [Effect] {
        let effects = noteForAlarms(answer)
        if answer.watch.isAside {
            remember(answer, prepared)
            if case .overview(let overview) = answer.content { path.watched.receive(beside: overview) }
            return effects
        }
        guard let watch, answer.watch.satisfies(watch) else { return effects }
        server = answer.server
        costs.take(answer)
        for message in answer.server.replay?.messages ?? [] { say(.warning, message) }
        remember(answer, prepared)
        if let prepared {
            path.watched.receive(answer, prepared: prepared, at: clock)
        } else {
            path.watched.receive(answer, at: clock)
        }
        return effects
    }

    /// Notes in the history what an answer says of queues.
    private mutating func remember(_ answer: Answer, _ prepared: PreparedOverview?) {
        switch answer.content {
        case .overview(let overview):
            if let prepared {
                history.note(prepared.note, at: answer.takenAt, hold: liveAge)
            } else {
                history.note(overview, at: answer.takenAt, hold: liveAge)
            }
        case .page(let page): history.note(page.queue, at: answer.takenAt, hold: liveAge)
        case .metrics(let metrics):
            if let queue = metrics.summary { history.note(queue, at: answer.takenAt, hold: liveAge) }
        case .job, .schedulers, .causes, .search, .workers, .events, .flow, .pair, .doctor: break
        }
    }

    /// Takes a new state of the connection.
    mutating func take(_ status: ConnectionStatus) -> [Effect] {
        let before = connection
        connection = status
        switch status {
        case .connecting: break
        case .connected:
            if downSince != nil { say(.success, "The server answers again.") }
            downSince = nil
        case .down(let trouble, _):
            downSince = downSince ?? clock
            if case .down(trouble, _) = before { return [] }
            log.append(Notice(kind: .error, text: Words.advice(trouble).text, at: clock))
            return noteSilenceForAlarms()
        }
        return []
    }
}
