import Canvas
public import Queues

/// Values that a change needs, as they are typed: a box with labelled fields over the screen.
public struct Form: Equatable, Sendable {
    /// What a form is for. What it is called and asks for is its `entry`.
    public enum Kind: Hashable, Sendable {
        case delay, priority, addLog, move
        case clean, concurrency, rateLimit, trimEvents, addJob, freeDeduplication
        /// A new job scheduler.
        case scheduler
        /// A job scheduler as it was read, to be changed.
        case editScheduler(NewScheduler)
    }

    let kind: Kind
    /// What will be changed, in words: `job 42 in email`.
    var subject: String
    /// The fields, as the entry describes them.
    let labels: [FormField]
    /// What is typed, a field for each of the entry's. That of a choice holds the word that is chosen.
    private(set) var fields: [TextField]
    /// The field that takes the keys.
    private(set) var focus = 0
    /// Why the form could not be applied.
    private(set) var problem: FormProblem?

    init(_ kind: Kind, subject: String) {
        self.kind = kind
        self.subject = subject
        labels = kind.entry.fields
        fields = labels.map { TextField($0.initial, limit: Self.limit) }
    }

    /// A field takes no more characters, unless it began with more.
    static let limit = 16_000

    /// The field that takes the keys, as the entry describes it.
    var focused: FormField { labels[focus] }

    /// What the fields say, or what is wrong with them.
    func result(in context: FormContext) throws(FormProblem) -> FormResult {
        var reader = FormReader(fields: labels, texts: fields.map(\.text), context: context)
        return try kind.entry.read(&reader)
    }

    /// Says why it could not be applied, and goes to the field that is wrong.
    mutating func fail(_ problem: FormProblem) {
        self.problem = problem
        focus = problem.field ?? focus
    }

    /// As it is opened again later: with what was typed.
    func reopened(for subject: String) -> Form {
        var form = self
        (form.subject, form.focus, form.problem) = (subject, 0, nil)
        return form
    }
}

extension Form {
    /// Takes a key.
    mutating func press(_ key: Key) {
        switch key {
        case .tab, .down, .control("n"): focus = (focus + 1) % fields.count
        case .backTab, .up, .control("p"): focus = (focus + fields.count - 1) % fields.count
        default:
            let before = fields[focus].text
            if case .choice(let words) = focused.kind {
                choose(key, among: words)
            } else {
                _ = fields[focus].edit(key)
            }
            if fields[focus].text != before { problem = nil }
        }
    }

    /// Goes to another word: the one after or before, or the next one with this letter.
    private mutating func choose(_ key: Key, among words: [String]) {
        let index = words.firstIndex(of: fields[focus].text) ?? 0
        switch key {
        case .character(" "), .right: fields[focus] = TextField(words[(index + 1) % words.count])
        case .left: fields[focus] = TextField(words[(index + words.count - 1) % words.count])
        case .character(let letter):
            let others = words[(index + 1)...] + words[...index]
            let word = others.first { $0.hasPrefix(String(letter).lowercased()) }
            if let word { fields[focus] = TextField(word) }
        default: break
        }
    }

    /// Takes pasted text as text. Line breaks and tabs become blanks; what is longer than the field takes is refused whole.
    mutating func paste(_ text: String) {
        let line = String(text.map { $0.isNewline || $0 == "\t" ? " " : $0 })
        guard case .choice = focused.kind else {
            let isTaken = fields[focus].characters.count + line.count <= fields[focus].limit
            problem = isTaken ? nil : FormProblem(field: focus, words: tooLong(line.count))
            if isTaken { fields[focus].insert(line) }
            return
        }
        problem = FormProblem(field: focus, words: "Text cannot be pasted here; Space changes the choice.")
    }

    private func tooLong(_ count: Int) -> String {
        "The pasted text has \(Format.count(count, "character")), too many for a field: it takes "
            + "\(Format.count(fields[focus].limit))."
    }
}
