/// A field of a form.
struct FormField: Equatable, Sendable {
    enum Kind: Hashable, Sendable {
        /// Any text.
        case text
        /// The name of an existing queue.
        case queue
        /// One of these words.
        case choice([String])
    }

    /// The label before the field and at the beginning of sentences.
    let label: String
    /// The hint on what can be typed, as a sentence.
    let hint: String
    let initial: String
    let kind: Kind

    init(_ label: String, _ hint: String, initial: String = "", kind: Kind = .text) {
        self.label = label
        self.hint = hint
        self.initial = initial
        self.kind = kind
    }

    /// Returns the field for a choice of words; it begins with the first one.
    static func choice(_ label: String, _ hint: String, _ words: [String]) -> FormField {
        FormField(label, hint, initial: words.first ?? "", kind: .choice(words))
    }
}
