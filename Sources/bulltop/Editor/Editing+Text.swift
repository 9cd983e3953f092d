internal import Dashboard
internal import JSONText

extension Editing {
    /// How a draft was left, by the text that is in its file.
    init(_ contents: [UInt8], of draft: Draft) {
        var text = contents
        // Most editors end the last line, which is no wish of the operator.
        if text.last == 0x0A, draft.text.last != 0x0A { text.removeLast() }
        if text == draft.original {
            self = .unchanged
            return
        }
        do {
            try JSON.check(text)
            self = .saved(text)
        } catch {
            self = .invalid(text, "\(error).")
        }
    }
}
