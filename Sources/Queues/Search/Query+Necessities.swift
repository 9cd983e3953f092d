extension Query {
    /// A condition that every job fulfils that the query finds: texts that must all be in one of some fields, as far as that
    /// has no backslash. A server can test it.
    public struct Necessity: Equatable, Sendable {
        /// The texts, in lower case where case is ignored.
        public var texts: [[UInt8]]
        /// Whether only the letters of ASCII in any case count as the same.
        public var ignoresCase: Bool
        /// The fields.
        public var fields: [SearchField]
        /// Whether the id may hold the texts as well.
        public var includesID: Bool
    }

    /// What must be so of every job that the query finds; not all that it asks.
    public var necessities: [Necessity] {
        terms.compactMap { term in
            guard !term.isNegated, case .pattern(let pattern) = term.condition else { return nil }
            let texts = pattern.texts
            guard !texts.isEmpty else { return nil }
            switch term.subject {
            case .anything:
                return Necessity(
                    texts: texts, ignoresCase: pattern.ignoresCase, fields: term.subject.fields, includesID: true)
            case .text(let field), .path(let field, _):
                return Necessity(texts: texts, ignoresCase: pattern.ignoresCase, fields: [field], includesID: false)
            case .id, .queue, .state, .cause, .log, .number:
                return nil
            }
        }
    }

    /// The fields that are read whole, and those of which only as much is needed as a cause is made from.
    public var fieldsByUse: (whole: Set<SearchField>, forCause: Set<SearchField>) {
        terms.reduce(into: ([], [])) { use, term in
            if term.subject == .cause {
                use.forCause.formUnion(term.subject.fields)
            } else {
                use.whole.formUnion(term.subject.fields)
            }
        }
    }
}
