/// The screens on which an action works.
struct Scope: OptionSet, Hashable, Sendable {
    /// One bit a screen, in the order of `ScreenKind`.
    let rawValue: UInt32

    init(rawValue: UInt32) { self.rawValue = rawValue }

    /// These screens.
    init(_ kinds: ScreenKind...) {
        rawValue = ScreenKind.allCases.enumerated().reduce(0) { $0 | (kinds.contains($1.element) ? 1 << $1.offset : 0) }
    }

    /// The screens in it.
    var kinds: [ScreenKind] { ScreenKind.allCases.filter { contains(Scope($0)) } }

    /// Every queue, one a row.
    static let queues = Scope(.queues)
    /// The jobs of a queue.
    static let queue = Scope(.queue)
    /// One job.
    static let job = Scope(.job)
    /// What was said.
    static let messages = Scope(.messages)
    /// What was removed and can be restored.
    static let trash = Scope(.trash)
    /// Job schedulers, of one queue or of all.
    static let schedulers = Scope(.schedulers)
    /// Failed jobs by their cause, of one queue or of all.
    static let causes = Scope(.causes)
    /// What a search has found.
    static let search = Scope(.search)
    /// Everywhere.
    static let all = ScreenKind.allCases.reduce(into: Scope()) { $0.insert(Scope($1)) }
}
