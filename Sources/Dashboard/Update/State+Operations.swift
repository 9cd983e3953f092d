import Canvas
import Queues

extension State {
    /// Asks whether something is to be done to the job under the cursor.
    mutating func ask(_ verb: Verb) {
        guard let target else { return }
        let operation = verb.operation(on: target)
        let children = jobView?.detail?.content?.children.total
        overlay = .question(Question(operation: operation, text: Words.question(operation, children: children)))
    }

    /// Takes the answer to a question: only `y` is a yes.
    mutating func answer(_ question: Question, with key: Key) -> [Effect] {
        overlay = nil
        guard key == .character("y") else {
            say(.info, "Nothing was changed.", isLogged: false)
            return []
        }
        return send(question.operation)
    }

    /// The one door through which changes leave the model, and where read-only mode stands.
    private mutating func send(_ operation: Operation) -> [Effect] {
        if let reason = reasonAgainstChanges {
            say(.warning, reason)
            return []
        }
        pending.insert(operation)
        say(.info, Words.progress(operation))
        return [.perform(operation, keeping: .none)]
    }
}
