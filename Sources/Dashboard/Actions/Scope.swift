/// The screens on which an action works.
struct Scope: OptionSet, Hashable, Sendable {
    /// One bit for each screen, in the order of `ScreenKind`.
    let rawValue: UInt32

    init(rawValue: UInt32) { self.rawValue = rawValue }

    /// Creates a scope of these screens.
    init(_ kinds: ScreenKind...) {
        rawValue = ScreenKind.allCases.enumerated().reduce(0) { $0 | (kinds.contains($1.element) ? 1 << $1.offset : 0) }
    }

    /// The screens in it.
    var kinds: [ScreenKind] { ScreenKind.allCases.filter { contains(Scope($0)) } }

    /// The list of all queues.
    static let queues = Scope(.queues)
    /// The jobs of a queue.
    static let queue = Scope(.queue)
    /// One job.
    static let job = Scope(.job)
    /// The messages.
    static let messages = Scope(.messages)
    /// The trash.
    static let trash = Scope(.trash)
    /// Job schedulers, of one queue or of all.
    static let schedulers = Scope(.schedulers)
    /// Failed jobs by their cause, of one queue or of all.
    static let causes = Scope(.causes)
    /// The jobs that a search has found.
    static let search = Scope(.search)
    /// All screens.
    static let all = ScreenKind.allCases.reduce(into: Scope()) { $0.insert(Scope($1)) }
}
