import Queues

extension State {
    /// Takes an answer. An answer to another watch than the present one is dropped.
    mutating func take(_ answer: Answer) {
        guard let watch, answer.watch.satisfies(watch) else { return }
        server = answer.server
        costs.take(answer)
        if case .overview(let overview) = answer.content {
            history.note(overview, at: answer.takenAt, hold: liveAge)
        }
        path.watched.receive(answer, at: clock)
    }

    /// Takes a new state of the connection.
    mutating func take(_ status: ConnectionStatus) {
        let before = connection
        connection = status
        switch status {
        case .connecting: break
        case .connected:
            if downSince != nil { say(.success, "The server answers again.") }
            downSince = nil
        case .down(let trouble, _):
            downSince = downSince ?? clock
            if case .down(trouble, _) = before { return }
            log.append(Notice(kind: .error, text: Words.advice(trouble).text, at: clock))
        }
    }
}
