import Canvas

extension Form.Kind {
    /// The row of a kind.
    var entry: FormEntry {
        switch self {
        case .delay: .delay
        case .priority: .priority
        case .addLog: .addLog
        case .move: .move
        case .clean: .clean
        case .concurrency: .concurrency
        case .rateLimit: .rateLimit
        case .holdLimiter: .holdLimiter
        case .trimEvents: .trimEvents
        case .addJob: .addJob
        case .freeDeduplication: .freeDeduplication
        case .scheduler: .scheduler
        case .editScheduler(let scheduler): .editing(scheduler)
        }
    }

    /// Those that begin without anything that has to be read first.
    static let blank: [Form.Kind] = [
        .delay, .priority, .addLog, .move, .clean, .concurrency, .rateLimit, .holdLimiter, .trimEvents, .addJob,
        .freeDeduplication, .scheduler,
    ]
}

extension ActionEntry {
    /// The action that asks for the values of a change first.
    static func form(_ kind: Form.Kind, _ keys: [Key] = []) -> ActionEntry {
        let entry = kind.entry
        return ActionEntry(
            .form(kind), entry.title, keys, entry.object == .job ? .jobs : .anyQueue, command: entry.command,
            danger: .changesServer, menu: entry.object == .job ? .job : .queue
        ) { $0.reasonAgainst(kind) }
    }
}
