public import Queues

/// Values that a change needs, as they are typed: a box with labelled fields over the screen.
public struct Form: Equatable, Sendable {
    /// What a form is for. What it is called and asks for is its `entry`.
    public enum Kind: Hashable, Sendable {
        case delay, priority, addLog, move, revive
        case clean, concurrency, rateLimit, holdLimiter, trimEvents, addJob, removeDeduplication
        /// A new job scheduler.
        case scheduler
        /// A job scheduler as it was read, to be changed.
        case editScheduler(NewScheduler, ClockZone)
    }

    let kind: Kind
    /// What will be changed, in words: `job 42 in email`.
    var subject: String
    /// The fields, as the entry describes them.
    let labels: [FormField]
    /// What is typed, a field for each of the entry's. That of a choice holds the word that is chosen.
    var fields: [TextField]
    /// The field that takes the keys.
    var focus = 0
    /// Why the form could not be applied.
    var problem: FormProblem?

    init(_ kind: Kind, subject: String) {
        self.kind = kind
        self.subject = subject
        labels = kind.entry.fields
        fields = labels.map { TextField($0.initial, limit: Self.limit) }
    }

    /// A field takes no more characters, unless it began with more.
    static let limit = 16_000

    /// As it opens where nothing was typed before: with the values that its context suggests.
    func suggested(in context: FormContext) -> Form {
        guard let text = kind.entry.suggest(context), !fields.isEmpty else { return self }
        var form = self
        form.fields[0] = TextField(text, limit: Self.limit)
        return form
    }

    /// The field that takes the keys, as the entry describes it.
    var focused: FormField { labels[focus] }

    /// Returns what the fields say, or what is wrong with them.
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
