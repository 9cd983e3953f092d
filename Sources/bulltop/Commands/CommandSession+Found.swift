internal import Queues

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
        return Change(
            queues.flatMap { queue in
                states.map { Operation.jobs(change, Selection(queue: queue, state: $0, scope: .query(query))) }
            })
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
