import Canvas

extension Form.Kind {
    /// The row of a kind in the table.
    var entry: FormEntry {
        switch self {
        case .delay: .delay
        case .priority: .priority
        case .addLog: .addLog
        case .move: .move
        case .revive: .revive
        case .export: .export
        case .clean: .clean
        case .concurrency: .concurrency
        case .rateLimit: .rateLimit
        case .holdLimiter: .holdLimiter
        case .trimEvents: .trimEvents
        case .addJob: .addJob
        case .removeDeduplication: .removeDeduplication
        case .scheduler: .scheduler
        case .editScheduler(let scheduler, let zone): .editing(scheduler, zone)
        }
    }

    /// The forms that can be opened without reading anything first.
    static let blank: [Form.Kind] = [
        .delay, .priority, .addLog, .move, .revive, .export, .clean, .concurrency, .rateLimit, .holdLimiter,
        .trimEvents,
        .addJob, .removeDeduplication, .scheduler,
    ]
}

extension ActionEntry {
    /// Returns the row of an action that opens a form.
    static func form(
        _ kind: Form.Kind, _ keys: [Key] = [], hiddenNames: [String] = []
    ) -> ActionEntry {
        let (entry, isOfJob) = (kind.entry, kind.entry.object == .job)
        return ActionEntry(
            .form(kind), isOfJob ? .jobs : .queue, entry.title, keys, isOfJob ? .jobs : .anyQueue,
            command: entry.command, hiddenNames: hiddenNames, danger: entry.traits.map { Danger($0) } ?? .none,
            menu: isOfJob ? .job : .queue
        ) { $0.reasonAgainst(kind) }
    }
}
