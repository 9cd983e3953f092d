internal import Canvas
internal import Dashboard
internal import JSONText
internal import Queues
internal import Threads

/// The values of options.
enum OptionValue {
    /// Returns seconds with a decimal point, as ms.
    static func interval(_ text: String) throws(UsageError) -> Milliseconds {
        let isPlain = text.utf8.allSatisfy { (0x30...0x39).contains($0) || $0 == UInt8(ascii: ".") }
        guard isPlain, let seconds = Double(text), (0.1...3_600).contains(seconds) else {
            throw .badValue("--interval", text, allowed: "seconds from 0.1 to 3600")
        }
        return Milliseconds((seconds * 1_000).rounded())
    }

    /// Returns columns and rows, 1x1 to 1000x1000.
    static func size(_ text: String) throws(UsageError) -> Size {
        let parts = text.split(separator: "x", omittingEmptySubsequences: false)
        let numbers = parts.compactMap { WholeText.number(String($0), in: 1...1_000) }
        guard parts.count == 2, numbers.count == 2 else {
            throw .badValue("--size", text, allowed: "columns x rows, such as 120x40, each from 1 to 1000")
        }
        return Size(columns: numbers[0], rows: numbers[1])
    }

    /// Returns one of some words.
    static func choice(_ name: String, _ word: Argument, of choices: [String]) throws(UsageError) -> String {
        if choices.contains(word.text) { return word.text }
        throw .badValue(name, word.text, allowed: choices.joined(separator: ", "))
    }

    /// Returns a whole number, in decimal digits.
    static func whole<Number: FixedWidthInteger>(
        _ name: String, _ word: Argument, in range: ClosedRange<Number>
    ) throws(UsageError) -> Number {
        guard let number = WholeText.number(word.text, in: range) else {
            throw .badValue(name, word.text, allowed: "a whole number from \(range.lowerBound) to \(range.upperBound)")
        }
        return number
    }

    /// Returns a length of time, in ms.
    static func duration(
        _ name: String, _ word: Argument, from least: Milliseconds = 0
    ) throws(UsageError) -> Milliseconds {
        if let length = TimeText.duration(word.text), length >= least { return length }
        throw .badValue(name, word.text, allowed: "\(least) ms or more, such as 500, 90s, 5m or 1h30m")
    }

    /// Returns a moment, to be resolved once the zone is known.
    static func moment(_ name: String, _ word: Argument) throws(UsageError) -> TypedMoment {
        if let moment = TypedMoment(word.text) { return moment }
        throw .badValue(
            name, word.text, allowed: "ms since 1970, or a time such as 2026-11-25T20:00, 20:00 or 2026-11-25T20:00Z")
    }

    /// Returns a JSON text; from standard input where the word is a dash.
    static func json(_ name: String, _ word: Argument) throws(UsageError) -> [UInt8] {
        let text = word.bytes == Array("-".utf8) ? StandardInput.all() : word.bytes
        do {
            try JSON.check(text)
        } catch {
            throw .badJSON(name, problem: error.description)
        }
        return text
    }
}
