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
    /// Returns what the first field may hold at the beginning; nil for nothing else than what it always holds.
    let suggest: @Sendable (FormContext) -> String?

    init(
        _ title: String, command: String?, _ object: Object, _ fields: [FormField],
        suggest: @escaping @Sendable (FormContext) -> String? = { _ in nil },
        read: @escaping @Sendable (inout FormReader) throws(FormProblem) -> FormResult
    ) {
        self.title = title
        self.command = command
        self.object = object
        self.fields = fields
        self.read = read
        self.suggest = suggest
    }
}
