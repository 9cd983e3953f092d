import Canvas
import Queues

extension State {
    /// Opens the question about a change of the marked jobs, or else of the one under the cursor.
    mutating func ask(_ change: JobChange) {
        switch subject(of: change) {
        case .job(let target)?: ask(Change(.job(change, target)))
        case .selections(let selections)?:
            let words = wordsOfLeft(by: change)
            ask(Change(selections.map { .jobs(change, $0) }))
            if let words { say(.info, words, isLogged: false) }
        case nil: break
        }
    }

    /// Opens the question about a change of the marked queues, or else of the one on the screen.
    mutating func ask(_ change: QueueChange) {
        if let reason = reasonAgainst(change) { return say(.warning, reason, isLogged: false) }
        ask(Change(subjectQueues.map { .queue(change, $0) }))
    }

    /// Opens the question about a change of a queue.
    mutating func ask(_ change: QueueChange, in queue: QueueID) { ask(Change(.queue(change, queue))) }

    /// Opens the question about a change.
    mutating func ask(_ change: Change) {
        guard !change.operations.isEmpty else { return }
        let caution = change.caution(onProduction: settings.isProduction)
        overlay = .question(Question(consequence: .perform(change), caution: caution))
    }

    /// Takes an answer to an inquiry. An answer that nothing waits for is dropped.
    mutating func take(_ finding: Finding, to inquiry: Inquiry) -> [Effect] {
        guard inquiry == self.inquiry else { return [] }
        guard var question, question.inquiry == inquiry else { return takeWanted(finding, to: inquiry) }
        guard question.change?.isPointless(knowing: finding) != true else {
            overlay = nil
            say(.warning, "Nothing was changed: " + Words.obstacle(finding))
            return []
        }
        question.take(finding)
        overlay = .question(question)
        return []
    }

    /// Whether a question waits to be drawn on the terminal.
    public var awaitsDrawing: Bool { question.map { $0.quietSince == nil } ?? false }

    /// Begins the time of reading of a question that was drawn.
    mutating func beginReading() {
        guard var question else { return }
        question.beginReading(at: clock)
        overlay = .question(question)
    }

    /// Takes the key that answers a question.
    mutating func answer(_ question: Question, with key: Key) -> [Effect] {
        // A key that comes before a question can have been read is not an answer, unless it is a no.
        if !question.isRead(at: clock), key != .escape, key != .character("n") {
            if question.quietSince != nil { beginReading() }
            sayTooEarly(question)
            return []
        }
        guard case .name(let name) = question.caution else {
            if key == .character("y") {
                // A change without its finding cannot be confirmed.
                guard question.inquiry == nil else {
                    sayTooEarly(question)
                    return []
                }
                return agree(to: question)
            }
            return decline()
        }
        var question = question
        switch key {
        case .escape: return decline()
        case .enter where question.inquiry != nil: sayTooEarly(question)
        case .enter:
            if question.isNamed(name) { return agree(to: question) }
            say(.warning, "That is not \(Words.name(name)); Esc changes nothing.", isLogged: false)
        default:
            _ = question.field.edit(key)
            overlay = .question(question)
        }
        return []
    }

    /// Shows why a key had no effect yet.
    private mutating func sayTooEarly(_ question: Question) {
        let reason =
            question.inquiry == nil
            ? "What is typed before a question can be read is no answer: once more, please."
            : "Not yet: what it would be done to is still being counted."
        say(.info, reason, isLogged: false)
    }

    private mutating func decline() -> [Effect] {
        overlay = nil
        say(.info, "Nothing was changed.", isLogged: false)
        return []
    }

    private mutating func agree(to question: Question) -> [Effect] {
        overlay = nil
        switch question.consequence {
        case .perform(let change): return send(change, knowing: question.finding)
        case .edit(let draft): return [.edit(draft)]
        case .quit: return [.quit]
        }
    }
}
