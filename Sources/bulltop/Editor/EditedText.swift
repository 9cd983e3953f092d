internal import Dashboard
internal import JSONText

/// The text of a draft in the editor's file: indented where it was written without line breaks, and compacted again
/// afterwards.
struct EditedText: Sendable {
    /// The initial text of the file.
    let file: [UInt8]
    private let draft: Draft
    /// The spacing of the draft; nil where the file has it unchanged.
    private let spacing: JSON.Spacing?

    /// Creates a draft in the form in which it is edited.
    init(_ draft: Draft) {
        self.draft = draft
        // JSON that is too deep, and other text, is edited unchanged.
        let json = try? JSON(draft.text)
        spacing = [.compact, .spaced].first { json?.text($0) == draft.text }
        file = if let json, spacing != nil { json.text(.indented(2)) + [0x0A] } else { draft.text }
    }

    /// Returns the result of editing, from the text in its file.
    func editing(_ contents: [UInt8]) -> Editing {
        if contents == file { return draft.text == draft.original ? .unchanged : .saved(draft.text) }
        var text = contents
        // Most editors end the last line, which the operator did not ask for.
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
