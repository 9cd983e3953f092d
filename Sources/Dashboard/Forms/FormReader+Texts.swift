import JSONText
import Queues

extension FormReader {
    /// Reads JSON text; `{}` where the field is empty.
    mutating func json(from original: [UInt8]? = nil) throws(FormProblem) -> [UInt8] {
        let text = optionalText(from: original) ?? Array("{}".utf8)
        do {
            try JSON.check(text)
        } catch {
            throw problem("is not valid JSON: column \(error.column): expected \(error.expected).")
        }
        return text
    }

    /// Reads JSON text of an object; `{}` where the field is empty.
    mutating func object(from original: [UInt8]? = nil) throws(FormProblem) -> [UInt8] {
        let text = try json(from: original)
        let first = text.first { $0 != 0x20 && $0 != 0x09 && $0 != 0x0A && $0 != 0x0D }
        guard first == UInt8(ascii: "{") else { throw problem("must be a JSON object such as {\"attempts\":3}.") }
        return text
    }

    /// Reads the name of another existing queue, or its `prefix:name`, which takes precedence.
    mutating func otherQueue() throws(FormProblem) -> QueueID {
        guard let word = nextWord() else { throw problem("must be the name of a queue.") }
        let bytes = Array(word.utf8)
        let whole = context.queues.filter { $0.base == bytes }
        let found = whole.isEmpty ? context.queues.filter { $0.name == bytes } : whole
        guard let queue = found.first else { throw problem(unknown(word)) }
        guard found.count == 1 else {
            let names = found.map { Words.name($0.base) }.joined(separator: " or ")
            throw problem("could be several queues; say \(names).")
        }
        guard queue != context.queue else { throw problem("must be another queue; the job is in this one.") }
        return queue
    }

    private func unknown(_ word: String) -> String {
        let names = context.queues.flatMap { [Words.name($0.name), Words.name($0.base)] }
        let hint = Spelling.nearest(to: word, in: names).map { "; did you mean \($0)?" } ?? "."
        return "does not exist: \(Words.name(Array(word.utf8)))" + hint
    }
}
