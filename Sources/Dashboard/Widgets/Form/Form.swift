public import Queues

/// The form of a change: a box over the screen with labelled fields.
public struct Form: Equatable, Sendable {
    /// The kind of a form. Its title and fields are in its `entry`.
    public enum Kind: Hashable, Sendable {
        case delay, priority, addLog, move, revive, export
        case clean, concurrency, rateLimit, holdLimiter, trimEvents, addJob, removeDeduplication
        /// A new job scheduler.
        case scheduler
        /// A job scheduler as it was read, to be edited.
        case editScheduler(NewScheduler, ClockZone)
    }

    let kind: Kind
    /// The object of the change, in words: `job 42 in email`.
    var subject: String
    /// The fields, as the entry describes them.
    let labels: [FormField]
    /// The typed texts, one for each field of the entry. A choice has the chosen word.
    var fields: [TextField]
    /// The index of the field that takes the keys.
    var focus = 0
    /// The reason why the form could not be applied; nil without one.
    var problem: FormProblem?

    init(_ kind: Kind, subject: String) {
        self.kind = kind
        self.subject = subject
        labels = kind.entry.fields
        fields = labels.map { TextField($0.initial, limit: Self.limit) }
    }

    /// The maximum number of characters of a field, unless it began with more.
    static let limit = 16_000

    /// Returns the form as it opens for the first time, with the values that its context suggests.
    func suggested(in context: FormContext) -> Form {
        guard let text = kind.entry.suggest(context), !fields.isEmpty else { return self }
        var form = self
        form.fields[0] = TextField(text, limit: Self.limit)
        return form
    }

    /// The field that takes the keys, as the entry describes it.
    var focused: FormField { labels[focus] }

    /// Returns the change that the fields ask for. Throws what is wrong with them.
    func result(in context: FormContext) throws(FormProblem) -> FormResult {
        var reader = FormReader(fields: labels, texts: fields.map(\.text), context: context)
        return try kind.entry.read(&reader)
    }

    /// Shows why the form could not be applied, and moves to the wrong field.
    mutating func fail(_ problem: FormProblem) {
        self.problem = problem
        focus = problem.field ?? focus
    }

    /// Returns the form as it is opened again later, with its texts.
    func reopened(for subject: String) -> Form {
        var form = self
        (form.subject, form.focus, form.problem) = (subject, 0, nil)
        return form
    }
}
