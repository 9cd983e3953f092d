import Queues

/// The forms of changes of a queue.
extension FormEntry {
    static let clean = FormEntry(
        "Clean jobs by state and age", command: "clean", .queue,
        traits: QueueChange.clean(CleanRequest(state: .completed, grace: 0)).traits,
        [
            .choice("State", "Space or a letter chooses the state.", CleanRequest.states.map(\.rawValue)),
            FormField("Older than", "Minimum age: 90s, 5m, 3d, or ms; empty takes all."),
            FormField("Limit", "Maximum number of jobs to remove; empty for no limit."),
            FormField("Name", "Only jobs of this name; empty for any."),
        ]
    ) { reader throws(FormProblem) in
        let state = JobState(rawValue: reader.choice()) ?? .completed
        let grace = try reader.optionalDuration() ?? 0
        let limit = try reader.optionalWhole(ChangeBound.limit) ?? 0
        return .queue(.clean(CleanRequest(state: state, grace: grace, limit: limit, name: reader.optionalText())))
    }

    static let concurrency = FormEntry(
        "Set concurrency", command: "concurrency", .queue,
        [FormField("Jobs", "Maximum number of active jobs, all workers together; empty lifts it.")]
    ) { reader throws(FormProblem) in .queue(.setConcurrency(try reader.optionalWhole(ChangeBound.jobs))) }

    static let rateLimit = FormEntry(
        "Set rate limit", command: "rate-limit", .queue,
        [
            FormField("Jobs", "Maximum number of jobs that start in the time below; empty lifts it."),
            FormField("Time", "500 (ms), 10s, 1m; empty lifts the limit."),
        ]
    ) { reader throws(FormProblem) in
        let most = try reader.optionalWhole(ChangeBound.jobs)
        let duration = try reader.optionalDuration(from: ChangeBound.shortest)
        switch (most, duration) {
        case (nil, nil): return .queue(.setRateLimit(nil))
        case (let most?, let duration?): return .queue(.setRateLimit(RateLimit(max: most, duration: duration)))
        case (nil, _?): throw reader.problem("must be a number of jobs; both fields empty lift the limit.", before: 1)
        case (_?, nil): throw reader.problem("must be a time such as 10s; both fields empty lift the limit.")
        }
    }

    static let holdLimiter = FormEntry(
        "Hold new jobs for a time", command: "hold", .queue,
        [FormField("For", "5m, 1h30m, or ms; workers obey where a rate limit is set.")]
    ) { reader throws(FormProblem) in .queue(.holdLimiter(try reader.duration(from: ChangeBound.shortest))) }

    static let trimEvents = FormEntry(
        "Trim events", command: "trim-events", .queue,
        [FormField("Keep", "Number of newest events to keep, about; 0 removes all.")]
    ) { reader throws(FormProblem) in .queue(.trimEvents(keeping: try reader.whole(ChangeBound.kept))) }

    static let addJob = FormEntry(
        "Add a job", command: "add", .queue,
        [
            FormField("Name", "The name of the job."),
            FormField("Data", "JSON; empty for {}."),
            FormField("Options", "A JSON object, such as {\"attempts\":3}; empty for none."),
        ]
    ) { reader throws(FormProblem) in
        let name = try reader.text()
        let data = try reader.json()
        return .queue(.add(NewJob(name: name, data: data, options: try reader.object())))
    }

    static let removeDeduplication = FormEntry(
        "Remove deduplication key by id", command: "remove-deduplication-id", .queue,
        [FormField("Id", "The deduplication id. Jobs with it can then be added again.")]
    ) { reader throws(FormProblem) in .queue(.removeDeduplication(try reader.text())) }
}
