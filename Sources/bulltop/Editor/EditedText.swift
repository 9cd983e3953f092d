internal import Dashboard
internal import JSONText

/// How a draft lies in the editor's file: indented where it was written without line breaks, and turned back afterwards.
struct EditedText: Sendable {
    /// What the file has at first.
    let file: [UInt8]
    private let draft: Draft
    /// How the draft was written; nil where it lies in the file as it is.
    private let spacing: JSON.Spacing?

    /// Creates a draft in the form in which it is edited.
    init(_ draft: Draft) {
        self.draft = draft
        // What is too deep, or no JSON, is edited as it is.
        let json = try? JSON(draft.text)
        spacing = [.compact, .spaced].first { json?.text($0) == draft.text }
        file = if let json, spacing != nil { json.text(.indented(2)) + [0x0A] } else { draft.text }
    }

    /// Returns how the draft was left, by the text that is in its file.
    func editing(_ contents: [UInt8]) -> Editing {
        if contents == file { return draft.text == draft.original ? .unchanged : .saved(draft.text) }
        var text = contents
        // Most editors end the last line, which is no wish of the operator.
        if text.last == 0x0A, draft.text.last != 0x0A { text.removeLast() }
        if text == draft.original { return .unchanged }
        do {
            try JSON.check(text)
        } catch {
            return .invalid(text, "\(error).")
        }
        let stored = spacing.flatMap { spacing in (try? JSON(text))?.text(spacing) } ?? text
        return stored == draft.original ? .unchanged : .saved(stored)
    }
}
