import Queues

/// Reads the fields of a form one after the other. A problem begins with the label of its field.
struct FormReader {
    let fields: [FormField]
    let texts: [String]
    let context: FormContext
    /// The index of the field that is read next.
    private var position = 0

    init(fields: [FormField], texts: [String], context: FormContext) {
        self.fields = fields
        self.texts = texts
        self.context = context
    }

    /// Reads the next field's text as it was typed.
    private mutating func next() -> String {
        position += 1
        return texts[position - 1]
    }

    /// Reads the next field's text without the blanks around it; nil where nothing is left.
    mutating func nextWord() -> String? {
        let text = next().drop { $0 == " " }
        let word = String(text.reversed().drop { $0 == " " }.reversed())
        return word.isEmpty ? nil : word
    }

    /// Returns a problem with the field that was read last, or with one before it. The words follow its label.
    func problem(_ words: String, before: Int = 0) -> FormProblem {
        let field = position - 1 - before
        return FormProblem(field: field, words: "\(fields[field].label) \(words)")
    }

    /// Returns the problem that a word is not a `thing`.
    private func problem(_ word: String?, mustBe thing: String) -> FormProblem {
        problem("must be \(thing)" + (word.map { ", not \"\(Words.name(Array($0.utf8)))\"." } ?? "."))
    }
}

extension FormReader {
    /// Reads a text that must not be empty. While the text is unchanged, the result is the bytes from which it was
    /// made.
    mutating func text(from original: [UInt8]? = nil) throws(FormProblem) -> [UInt8] {
        guard let text = optionalText(from: original) else { throw problem("must not be empty.") }
        return text
    }

    /// Reads a text; nil where it is empty.
    mutating func optionalText(from original: [UInt8]? = nil) -> [UInt8]? {
        let text = next()
        if let original, text == fields[position - 1].initial { return original }
        return text.isEmpty ? nil : Array(text.utf8)
    }

    /// Reads a word; nil where it is empty.
    mutating func optionalWord() -> String? { nextWord() }

    /// Reads the chosen word.
    mutating func choice() -> String { next() }

    /// Reads a whole number.
    mutating func whole<Number: FixedWidthInteger>(
        _ range: ClosedRange<Number>, or alternative: String = ""
    ) throws(FormProblem) -> Number {
        let word = nextWord()
        if let number = word.flatMap({ WholeText.number($0, in: range) }) { return number }
        let (least, most) = (range.lowerBound, Format.count(Int(range.upperBound)))
        throw problem(word, mustBe: "a whole number from \(least) to \(most)\(alternative)")
    }

    /// Reads a whole number; nil where the field is empty or `none`.
    mutating func optionalWhole<Number: FixedWidthInteger>(
        _ range: ClosedRange<Number>
    ) throws(FormProblem) -> Number? {
        if isNextEmpty { return nil }
        return try whole(range, or: ", or empty")
    }

    /// Whether the next field is empty or `none`; it is skipped then.
    private var isNextEmpty: Bool {
        mutating get {
            let word = nextWord()
            if word == nil || word?.lowercased() == "none" { return true }
            position -= 1
            return false
        }
    }

    /// Reads a length of time of at least `least` ms.
    mutating func duration(from least: Milliseconds = 0) throws(FormProblem) -> Milliseconds {
        let word = nextWord()
        if let length = word.flatMap(TimeText.duration), length >= least { return length }
        throw problem(word, mustBe: "a time such as 90s, 5m, 1h30m" + (least > 0 ? ", at least \(least) ms" : ""))
    }

    /// Reads a length of time; nil where the field is empty or `none`.
    mutating func optionalDuration(from least: Milliseconds = 0) throws(FormProblem) -> Milliseconds? {
        isNextEmpty ? nil : try duration(from: least)
    }

    /// Reads a moment; nil where the field is empty. While the text is unchanged, the result is the moment
    /// from which it was made.
    mutating func optionalMoment(from original: Milliseconds?) throws(FormProblem) -> Milliseconds? {
        guard let word = nextWord() else { return nil }
        if let original, word == fields[position - 1].initial { return original }
        if let moment = context.zone.moment(word, now: context.now) { return moment }
        throw problem(word, mustBe: "a time such as 2026-11-25T20:00 or 20:00")
    }

    /// Reads when a job runs: a length of time from now on, or a moment.
    mutating func runTime() throws(FormProblem) -> RunTime {
        let word = nextWord()
        if let length = word.flatMap(TimeText.duration) { return .after(length) }
        if let moment = word.flatMap({ context.zone.moment($0, now: context.now) }) { return .at(moment) }
        throw problem(word, mustBe: "a time such as 90s, 5m, 1h30m, or such as 2026-11-25T20:00 or 20:00")
    }
}

/// The context in which the values of a form are read.
struct FormContext: Equatable, Sendable {
    /// Our clock, ms since 1970.
    var now: Milliseconds
    /// The queue on the screen.
    var queue: QueueID?
    /// All queues that are known.
    var queues: [QueueID]
    /// The zone in which moments are typed.
    var zone = ClockZone.utc
}

/// The reason why a form cannot be applied.
struct FormProblem: Error, Equatable, Sendable {
    /// The index of the wrong field; nil where it is not known.
    var field: Int?
    /// The error, and what would be right.
    var words: String
}
