internal import Dashboard
internal import JSONText
internal import Queues

extension CommandEntry {
    static let jobs = reading(
        "jobs", operands: [.queue], options: [.state, .limit, .offset, .filter, .order],
        summary: "List jobs of a queue.",
        details: [
            "Without --state, the \(PageRequest.latestDepth) that were added last, whatever their state. Without --limit, "
                + "\(JobPager.standardLimit) of them. Payloads are read only for JSON.",
            "A filter looks at the first \(JobRow.textLimit) bytes of names and failures; --offset and --limit then count "
                + "what it has found.",
        ]
    ) { session throws(CommandFailure) in
        var pager = JobPager(try session.queue(session.operands[0]), session.parameters)
        guard session.output.format == .table else {
            while let rows = try pager.next(session) { try session.printJobs(rows, of: pager.queue) }
            return try session.output.endList()
        }
        var rows: [JobRow] = []
        while let more = try pager.next(session) { rows += more }
        try session.output.print(session.listing.lines(rows, of: pager.list))
    }

    static let export = reading(
        "export", operands: [.queue], options: [.state, .limit, .offset, .filter, .order],
        summary: "Print all jobs of a state for import, one line of JSON each.",
        details: [
            "The oldest come first, unless --order says otherwise, so that jobs that are added meanwhile move none of them. "
                + "What import takes of a job are its name, data and opts, its priority and when it runs."
        ]
    ) { session throws(CommandFailure) in
        guard session.parameters.state != nil else {
            throw .usage(.missingOption("--state STATE", command: "export"))
        }
        var parameters = session.parameters
        parameters.limit = parameters.limit ?? .max
        parameters.order = parameters.order ?? .oldestFirst
        var pager = JobPager(try session.queue(session.operands[0]), parameters)
        while let rows = try pager.next(session) { try session.printJobs(rows, of: pager.queue) }
        try session.output.endList()
    }
}

extension CommandSession {
    /// Prints jobs whole, item by item. One that has vanished since is left out.
    fileprivate func printJobs(_ rows: [JobRow], of queue: QueueID) throws(CommandFailure) {
        // One pipeline's worth at a time: the memory of this is bounded, however many jobs there are.
        for start in stride(from: 0, to: rows.count, by: 50) {
            let part = Array(rows[start..<min(start + 50, rows.count)])
            let jobs = try ask { store throws(Trouble) in try store.storedJobs(part, of: queue) }
            for job in jobs { try output.print(item: .job(job)) }
        }
    }
}
