/// One row of the table of forms: what a form asks for, and what it makes of that.
struct FormEntry: Sendable {
    /// Whose values they are.
    enum Object: Hashable, Sendable { case job, queue }

    /// What it does, as the box, help and palette say it.
    let title: String
    /// What to type in the palette to have it first; nil where the palette does not offer it.
    let command: String?
    let object: Object
    let fields: [FormField]
    /// Reads the fields in their order.
    let read: @Sendable (inout FormReader) throws(FormProblem) -> FormResult

    init(
        _ title: String, command: String?, _ object: Object, _ fields: [FormField],
        read: @escaping @Sendable (inout FormReader) throws(FormProblem) -> FormResult
    ) {
        self.title = title
        self.command = command
        self.object = object
        self.fields = fields
        self.read = read
    }
}

/// A field of a form.
struct FormField: Equatable, Sendable {
    enum Kind: Hashable, Sendable {
        /// Any text.
        case text
        /// The name of a queue that exists.
        case queue
        /// One of these words.
        case choice([String])
    }

    /// What it is called, before the field and at the beginning of sentences.
    let label: String
    /// What can be typed, as a sentence.
    let hint: String
    let initial: String
    let kind: Kind

    init(_ label: String, _ hint: String, initial: String = "", kind: Kind = .text) {
        self.label = label
        self.hint = hint
        self.initial = initial
        self.kind = kind
    }

    /// A choice of words; it begins with the first one.
    static func choice(_ label: String, _ hint: String, _ words: [String]) -> FormField {
        FormField(label, hint, initial: words.first ?? "", kind: .choice(words))
    }
}
