import Queues

/// One row of the table of forms: the fields of a form, and what it makes of them.
struct FormEntry: Sendable {
    /// The object of the values.
    enum Object: Hashable, Sendable { case job, queue }

    /// The title in the box, the help and the palette.
    let title: String
    /// The name in the palette; nil where the palette does not offer it.
    let command: String?
    let object: Object
    /// The traits of its change, which do not depend on the typed values; nil where it changes nothing.
    let traits: ChangeTraits?
    let fields: [FormField]
    /// Reads the fields in order.
    let read: @Sendable (inout FormReader) throws(FormProblem) -> FormResult
    /// Returns the initial text of the first field; nil for the field's own.
    let suggest: @Sendable (FormContext) -> String?

    init(
        _ title: String, command: String?, _ object: Object, traits: ChangeTraits? = ChangeTraits(),
        _ fields: [FormField],
        suggest: @escaping @Sendable (FormContext) -> String? = { _ in nil },
        read: @escaping @Sendable (inout FormReader) throws(FormProblem) -> FormResult
    ) {
        self.title = title
        self.command = command
        self.object = object
        self.traits = traits
        self.fields = fields
        self.read = read
        self.suggest = suggest
    }
}
