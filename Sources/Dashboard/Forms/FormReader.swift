import Queues

/// Reads the fields of a form one after the other. What is wrong with one is said with its label.
struct FormReader {
    let fields: [FormField]
    let texts: [String]
    let context: FormContext
    /// The field that is read next.
    private var position = 0

    init(fields: [FormField], texts: [String], context: FormContext) {
        self.fields = fields
        self.texts = texts
        self.context = context
    }

    /// Returns the next field's text as it was typed.
    private mutating func next() -> String {
        position += 1
        return texts[position - 1]
    }

    /// Returns the next field's text without blanks around it; nil where nothing is left.
    mutating func nextWord() -> String? {
        let text = next().drop { $0 == " " }
        let word = String(text.reversed().drop { $0 == " " }.reversed())
        return word.isEmpty ? nil : word
    }

    /// Returns a problem at the field that was read last, or at one before it. The words follow its label.
    func problem(_ words: String, before: Int = 0) -> FormProblem {
        let field = position - 1 - before
        return FormProblem(field: field, words: "\(fields[field].label) \(words)")
    }

    /// Returns the complaint about a word that is no `thing`.
    private func problem(_ word: String?, mustBe thing: String) -> FormProblem {
        problem("must be \(thing)" + (word.map { ", not \"\(Words.name(Array($0.utf8)))\"." } ?? "."))
    }
}

extension FormReader {
    /// Returns a text that must not be empty. As long as it is not changed, it stands for the bytes that it was made
    /// from.
    mutating func text(from original: [UInt8]? = nil) throws(FormProblem) -> [UInt8] {
        guard let text = optionalText(from: original) else { throw problem("must not be empty.") }
        return text
    }

    /// Returns a text; nil where it is empty.
    mutating func optionalText(from original: [UInt8]? = nil) -> [UInt8]? {
        let text = next()
        if let original, text == fields[position - 1].initial { return original }
        return text.isEmpty ? nil : Array(text.utf8)
    }

    /// Returns a word; nil where it is empty.
    mutating func optionalWord() -> String? { nextWord() }

    /// Returns the word that is chosen.
    mutating func choice() -> String { next() }

    /// Returns a whole number.
    mutating func whole<Number: FixedWidthInteger>(
        _ range: ClosedRange<Number>, or alternative: String = ""
    ) throws(FormProblem) -> Number {
        let word = nextWord()
        if let number = word.flatMap({ WholeText.number($0, in: range) }) { return number }
        let (least, most) = (range.lowerBound, Format.count(Int(range.upperBound)))
        throw problem(word, mustBe: "a whole number from \(least) to \(most)\(alternative)")
    }

    /// Returns a whole number; nil where the field is empty or says `none`.
    mutating func optionalWhole<Number: FixedWidthInteger>(
        _ range: ClosedRange<Number>
    ) throws(FormProblem) -> Number? {
        if isNextEmpty { return nil }
        return try whole(range, or: ", or empty")
    }

    /// Whether the next field is empty or says `none`; then it is skipped.
    private var isNextEmpty: Bool {
        mutating get {
            let word = nextWord()
            if word == nil || word?.lowercased() == "none" { return true }
            position -= 1
            return false
        }
    }

    /// Returns a length of time of at least `least` ms.
    mutating func duration(from least: Milliseconds = 0) throws(FormProblem) -> Milliseconds {
        let word = nextWord()
        if let length = word.flatMap(TimeText.duration), length >= least { return length }
        throw problem(word, mustBe: "a time such as 90s, 5m, 1h30m" + (least > 0 ? ", at least \(least) ms" : ""))
    }

    /// Returns a length of time; nil where the field is empty or says `none`.
    mutating func optionalDuration(from least: Milliseconds = 0) throws(FormProblem) -> Milliseconds? {
        isNextEmpty ? nil : try duration(from: least)
    }

    /// Returns a moment; nil where the field is empty. As long as the text is not changed, it is the moment that it was
    /// made from.
    mutating func optionalMoment(from original: Milliseconds?) throws(FormProblem) -> Milliseconds? {
        guard let word = nextWord() else { return nil }
        if let original, word == fields[position - 1].initial { return original }
        if let moment = context.zone.moment(word, now: context.now) { return moment }
        throw problem(word, mustBe: "a time such as 2026-11-25T20:00 or 20:00")
    }

    /// Returns when a job is to run: a length of time from now on, or a moment.
    mutating func runTime() throws(FormProblem) -> RunTime {
        let word = nextWord()
        if let length = word.flatMap(TimeText.duration) { return .after(length) }
        if let moment = word.flatMap({ context.zone.moment($0, now: context.now) }) { return .at(moment) }
        throw problem(word, mustBe: "a time such as 90s, 5m, 1h30m, or such as 2026-11-25T20:00 or 20:00")
    }
}

/// What the values of a form mean something by.
struct FormContext: Equatable, Sendable {
    /// Our clock, ms since 1970.
    var now: Milliseconds
    /// The queue on the screen.
    var queue: QueueID?
    /// All queues that are known.
    var queues: [QueueID]
    /// The zone that moments are typed in.
    var zone = ClockZone.utc
}

/// Why a form cannot be applied.
struct FormProblem: Error, Equatable, Sendable {
    /// The field that is wrong, from 0; nil where that is not known.
    var field: Int?
    /// What is wrong, and what would be right.
    var words: String
}
