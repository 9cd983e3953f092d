internal import Queues
internal import Threads

extension CommandSession {
    /// Returns a change of the jobs that a query finds in some queues. `state` is the default state.
    func changeOfFound(
        _ change: JobChange, _ query: Query, _ choice: JobChoice, state: JobState?
    ) throws(CommandFailure) -> Change {
        guard !choice.isForAll, choice.filter == nil else {
            throw .usage(.conflict("--search and --cause choose the jobs: leave out --all and --filter"))
        }
        let queues = try queues(operands).filter(query.admits)
        guard !queues.isEmpty else { throw .failed("the query admits none of the queues") }
        let states = try statesOfFound(query, choice, state)
        var query = query
        if choice.found.cause != nil, choice.found.query == nil { query.meaning = try meaning(of: query, in: queues) }
        return Change(
            queues.flatMap { queue in
                states.map { Operation.jobs(change, Selection(queue: queue, state: $0, scope: .query(query))) }
            })
    }

    /// Returns the words for the cause that a query asks for: the reason of the first job that has it; nil where none has.
    private func meaning(of query: Query, in queues: [QueueID]) throws(CommandFailure) -> String? {
        let request = SearchRequest(query, in: queues, state: .failed)
        return try ask { store throws(Trouble) in
            let search = try store.search(request)
            while let found = try search.next(now: WallClock.now) {
                guard let first = found.first else { continue }
                return shown(Fingerprint(reason: first.match.text).text)
            }
            return nil
        }
    }

    /// Returns the states in which jobs are searched: those of the option, else those of the query, else the command's
    /// default.
    private func statesOfFound(
        _ query: Query, _ choice: JobChoice, _ usual: JobState?
    ) throws(CommandFailure) -> [JobState] {
        if let state = choice.state { return [state] }
        if choice.found.cause != nil { return [.failed] }
        if query.states.count < JobState.allCases.count { return JobState.allCases.filter(query.states.contains) }
        guard let usual else {
            throw .usage(.missingOption("--state STATE, or state: in the query", command: entry.name))
        }
        return [usual]
    }
}
