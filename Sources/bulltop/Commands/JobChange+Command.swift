internal import Queues

/// The options that choose jobs without naming their ids.
struct JobChoice: CommandOptions {
    /// Whether all jobs of a state are chosen.
    var isForAll = false
    /// The state that the jobs must be in.
    var state: JobState?
    /// The text that ids, names or failed reasons must contain.
    var filter: [UInt8]?
    var found = QueryOptions()

    static let options: [OptionBinding<JobChoice>] =
        [.everything(\.isForAll), .state(\.state), .filter(\.filter)] + QueryOptions.options.on(\.found)
}

/// The options of a command for jobs: the choice of jobs, and its own.
struct JobCommandOptions<Own: CommandOptions>: CommandOptions {
    var choice = JobChoice()
    var own = Own()

    static var options: [OptionBinding<Self>] { JobChoice.options.on(\.choice) + Own.options.on(\.own) }
}

extension CommandEntry {
    /// The help on choosing jobs, for every command that changes some.
    private static let bulk =
        "Jobs are named by their ids, or chosen by --all, --search or --cause: the jobs of a state, which --state or the "
        + "query names, or with --filter those of them that match. With ids, --state refuses jobs in another state. With "
        + "--search or --cause further words are further queues."

    /// Returns a command for jobs: the named ones, or all of a state, which is `state` by default.
    static func changingJobs<Own: CommandOptions>(
        _ name: String, _ own: Own.Type, state: JobState? = nil, summary: String, details: [String] = [],
        change: @escaping @Sendable (CommandSession, Own) throws(CommandFailure) -> JobChange
    ) -> CommandEntry {
        let standard = state.map { ["Without --state, \($0.rawValue) jobs are meant."] } ?? []
        return changing(
            name, JobCommandOptions<Own>.self, operands: [.queue, Operand("ID", .any)], summary: summary,
            details: [(details + standard).joined(separator: " ")].filter { !$0.isEmpty } + [bulk]
        ) { session, options throws(CommandFailure) in
            let choice = options.choice
            if let query = try choice.found.parsed(session) {
                let change = try change(session, options.own)
                return try session.changeOfFound(change, query, choice, state: state)
            }
            let queue = try session.queue(session.operands[0])
            let change = try change(session, options.own)
            guard choice.isForAll else { return try session.changeOfJobs(change, queue, choice) }
            return try session.changeOfAll(change, queue, choice, state: state)
        }
    }
}

extension CommandSession {
    /// Returns a change of the named jobs.
    fileprivate func changeOfJobs(
        _ change: JobChange, _ queue: QueueID, _ choice: JobChoice
    ) throws(CommandFailure) -> Change {
        // A repeated id counts once.
        var known: Set<JobID> = []
        let ids = operands.dropFirst().map { JobID($0.bytes) }.filter { known.insert($0).inserted }
        guard !ids.isEmpty else { throw .usage(.missingOperand("ID or --all", usage: entry.usage)) }
        guard choice.filter == nil else { throw .usage(.conflict("--filter needs --all")) }
        return Change(ids.map { .job(change, .init(queue: queue, job: $0, state: choice.state)) })
    }

    /// Returns a change of all jobs of a state, or of the matching ones.
    fileprivate func changeOfAll(
        _ change: JobChange, _ queue: QueueID, _ choice: JobChoice, state: JobState?
    ) throws(CommandFailure) -> Change {
        guard operands.count == 1 else { throw .usage(.conflict("give ids or --all, not both")) }
        guard let state = choice.state ?? state else {
            throw .usage(.missingOption("--state STATE", command: "\(entry.name) --all"))
        }
        // Small letters match in any case.
        let capitals = UInt8(ascii: "A")...UInt8(ascii: "Z")
        let text = choice.filter?.map { capitals.contains($0) ? $0 | 0x20 : $0 }
        let scope = text.map { Selection.Scope.matching($0) } ?? .all
        return Change(.jobs(change, Selection(queue: queue, state: state, scope: scope)))
    }
}
