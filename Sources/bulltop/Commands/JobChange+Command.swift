internal import Queues

extension CommandEntry {
    /// A command for jobs: those that are named, or all of a state, which is `state` where the command line tells none.
    static func changingJobs(
        _ name: String, state: JobState? = nil, options: [Option] = [], summary: String, details: [String] = [],
        change: @escaping @Sendable (CommandSession) throws(CommandFailure) -> JobChange
    ) -> CommandEntry {
        let bulk = "Without ids it takes --all, --search or --cause: the jobs of a state"
        let standard = state.map { " (\($0.rawValue) without --state)" } ?? ", which --state names"
        return changing(
            name, operands: [.queue, Operand("ID", .any)],
            options: [.everything, .state, .filter, .query, .cause] + options,
            summary: summary,
            details: details + [
                bulk + standard
                    + ", or with --filter those of them that match. With ids, --state refuses jobs in another state.",
                "With --search or --cause further words are further queues, and a state may stand in the query.",
            ]
        ) { session throws(CommandFailure) in
            if let query = try session.wantedQuery {
                let change = try change(session)
                return try session.changeOfFound(change, query, state: state)
            }
            let queue = try session.queue(session.operands[0])
            let change = try change(session)
            guard session.parameters.isForAll else {
                return try session.changeOfJobs(change, queue)
            }
            return try session.changeOfAll(change, queue, state: state)
        }
    }
}

extension CommandSession {
    /// A change of the jobs that are named.
    fileprivate func changeOfJobs(_ change: JobChange, _ queue: QueueID) throws(CommandFailure) -> Change {
        // The same one twice is one.
        var known: Set<JobID> = []
        let ids = operands.dropFirst().map { JobID($0.bytes) }.filter { known.insert($0).inserted }
        guard !ids.isEmpty else { throw .usage(.missingOperand("ID or --all", usage: invocation.entry.usage)) }
        guard parameters.filter == nil else { throw .usage(.conflict("--filter needs --all")) }
        return Change(ids.map { .job(change, .init(queue: queue, job: $0, state: parameters.state)) })
    }

    /// A change of all jobs of a state, or of those that match.
    fileprivate func changeOfAll(
        _ change: JobChange, _ queue: QueueID, state: JobState?
    ) throws(CommandFailure) -> Change {
        guard operands.count == 1 else { throw .usage(.conflict("give ids or --all, not both")) }
        guard let state = parameters.state ?? state else {
            throw .usage(.missingOption("--state STATE", command: "\(invocation.entry.name) --all"))
        }
        // Small letters match in any case.
        let capitals = UInt8(ascii: "A")...UInt8(ascii: "Z")
        let text = parameters.filter?.map { capitals.contains($0) ? $0 | 0x20 : $0 }
        let scope = text.map { Selection.Scope.matching($0) } ?? .all
        return Change(.jobs(change, Selection(queue: queue, state: state, scope: scope)))
    }
}
