internal import Dashboard
internal import JSONText
internal import Queues

extension CommandEntry {
    static let job = reading(
        "job", operands: [.queue, .job], summary: "Show all details of a job.",
        details: ["Data, options, return value and stack traces are shown in full."]
    ) { session throws(CommandFailure) in
        let queue = try session.queue(session.operands[0])
        let (detail, job) = try session.job(session.operands[1], of: queue)
        guard session.output.format == .table else { return try session.output.print(JSON.job(job)) }
        let state = detail.row.state?.rawValue ?? "in no list"
        let title =
            "\(session.shown(job["name"] ?? [])) \(session.shown(job.id.bytes)) of \(session.shown(queue.name)): \(state)"
        try session.output.print([title] + session.listing.lines(detail))
        try session.printSections(of: job)
    }
}

extension CommandSession {
    /// A job that a person named, with what the screen knows of it and with all of its fields.
    func job(_ word: Argument, of queue: QueueID) throws(CommandFailure) -> (JobDetail, StoredJob) {
        let request = JobRequest(queue: queue, id: JobID(word.bytes))
        let found = try ask { store throws(Trouble) -> (JobDetail, StoredJob)? in
            let answer = try store.answer(.job(request), now: WallClock.now)
            guard case .job(let detail?) = answer.content else { return nil }
            return try store.storedJobs([detail.row], of: queue).first.map { (detail, $0) }
        }
        guard let found else {
            throw .failed("there is no job '\(shown(word.bytes))' in '\(shown(queue.name))'")
        }
        return found
    }

    /// The large fields that the job has, each under its name.
    fileprivate func printSections(of job: StoredJob) throws(CommandFailure) {
        for field in ["failedReason", "stacktrace", "data", "opts", "progress", "returnvalue"] {
            guard let value = job[field], !value.isEmpty else { continue }
            try output.print(["", field + ":"])
            for text in texts(of: value, isPlain: field == "failedReason") {
                try output.print(text: text, indent: "  ")
            }
        }
    }

    /// A value as texts: JSON indented, each trace of a stack by itself, anything else as it is.
    private func texts(of value: [UInt8], isPlain: Bool) -> [[UInt8]] {
        let json = isPlain ? nil : try? JSON(value)
        let traces = json?.elements.flatMap { elements in
            elements.isEmpty || elements.contains { $0.bytes == nil } ? nil : elements.compactMap(\.bytes)
        }
        return traces ?? [json?.text(indentation: 2) ?? value]
    }
}
