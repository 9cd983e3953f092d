internal import Dashboard
internal import JSONText

extension Editing {
    /// How a draft was left, by the text that is in its file.
    ///
    /// Whoever leaves a text that is no JSON as it was gives it up; otherwise it could only be left by a failure.
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
            self = text == draft.text ? .unchanged : .invalid(text, Self.sentence(error))
        }
    }

    private static func sentence(_ error: JSONError) -> String {
        "It is no JSON: \(error)."
    }
}
