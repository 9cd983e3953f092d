import Queues

extension State {
    /// Takes a reading. One that is not for what is on the screen (any more) is dropped.
    mutating func take(_ answer: Answer) {
        guard let watch, answer.watch.satisfies(watch) else { return }
        server = answer.server
        costs.take(answer)
        switch (answer.watch, answer.content) {
        case (.overview, .overview(let overview)): queues.receive(snapshot(overview, of: answer))
        case (.page(let request), .page(let page)):
            let snapshot = snapshot(page, of: answer)
            queueScreen?.receive(snapshot, to: request)
        case (.job(let request), .job(let detail)):
            let snapshot = snapshot(detail, of: answer)
            jobView?.receive(snapshot, to: request)
        case (.overview, _), (.page, _), (.job, _), (.schedulers, _): break
        }
    }

    private func snapshot<Content>(_ content: Content, of answer: Answer) -> Snapshot<Content> {
        Snapshot(content: content, takenAt: answer.takenAt, receivedAt: clock)
    }

    /// Takes news of the connection.
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
