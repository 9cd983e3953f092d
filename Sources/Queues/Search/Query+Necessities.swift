extension Query {
    /// A condition that every job fulfils that the query finds: texts that must all be in one of some fields, as far as
    /// that field has no backslash. A server can test it.
    public struct Necessity: Equatable, Sendable {
        /// The texts, in lower case where case is ignored.
        public var texts: [[UInt8]]
        /// Whether letters of ASCII count as equal in any case; other letters never do.
        public var ignoresCase: Bool
        /// The fields.
        public var fields: [SearchField]
        /// Whether the id may contain the texts as well.
        public var includesID: Bool
    }

    /// The conditions that every found job fulfils. They are necessary, not sufficient.
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

    /// The fields that are read whole, and those of which only the part is read from which a cause is made.
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
