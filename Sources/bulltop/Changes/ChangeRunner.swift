internal import Dashboard
internal import JSONText
internal import Queues
internal import Threads

/// A job that a trial run would change.
struct TriedJob {
    let queue: QueueID
    let id: JobID
}

/// Makes the changes of all commands: read-only mode, the trial run, the question, the progress and the report are
/// here, once.
struct ChangeRunner {
    let session: CommandSession
    let options: ChangingOptions
    let feed: ChangeFeed

    /// Finds out what is changed and changes it. Throws the reason where it cannot.
    static func run(
        _ session: CommandSession, _ options: ChangingOptions,
        _ plan: (CommandSession) throws(CommandFailure) -> ChangeFeed
    ) throws(CommandFailure) -> ExitStatus {
        if options.safety.isReadOnly, !options.isDryRun { throw .refused("--read-only: nothing is changed") }
        let runner = ChangeRunner(session: session, options: options, feed: try plan(session))
        if options.isDryRun, let survey = runner.feed.survey {
            try survey()
            return session.closeReading()
        }
        if options.isDryRun { return try runner.tryOut() }
        if !options.isSure { try Confirmation.ask(runner.feed.change, session, production: runner.production) }
        return try runner.perform()
    }

    /// The name of the connection, where it is marked as production; nil otherwise.
    private var production: String? {
        guard options.safety.isProduction else { return nil }
        return options.safety.label.map { session.shown(Array($0.utf8)) } ?? session.source.address
    }

    private func perform() throws(CommandFailure) -> ExitStatus {
        let words = ChangeWords(feed.change, in: session.zone, name: session.shown)
        let interruption = Interruption("ended while it was to \(words.plain): some may have been done or not")
        var report = ChangeReport(feed.change, in: session.zone)
        let failure = try run(&report) { report throws(CommandFailure) in try perform(interruption, &report) }
        if interruption.isPending, report.tally.left != 0 { report.stop(left: report.tally.left) }
        try write(report, failure)
        return report.status
    }

    /// Calls `body` to go through the operations. Returns the failure that ended it early, or what was left out of the
    /// input; throws it where nothing was done before.
    private func run(
        _ report: inout ChangeReport, _ body: (inout ChangeReport) throws(CommandFailure) -> Void
    ) throws(CommandFailure) -> CommandFailure? {
        do {
            try body(&report)
        } catch {
            guard report.operations > 0 else { throw error }
            report.stop(left: report.untriedOperations)
            return error
        }
        guard let rest = feed.leftOut() else { return nil }
        guard report.operations > 0 else { throw .failed(rest.words) }
        report.leaveOut(rest.count, .invalid("the line is no job."))
        return .failed(rest.words)
    }

    /// Performs the operations one after the other, until one fails or the operator stops.
    private func perform(_ interruption: Interruption, _ report: inout ChangeReport) throws(CommandFailure) {
        var bar = ProgressBar()
        defer { bar.clear() }
        let start = MonotonicClock.now
        while let operation = try feed.next() {
            guard !interruption.isPending else { return report.stop(left: report.untriedOperations) }
            let outcome = try session.perform(operation) { progress in
                bar.show(progress)
                return !interruption.isPending
            }
            guard report.take(outcome, of: operation) else {
                let rest = report.untriedOperations
                return report.stop(left: rest.flatMap { rest in report.tally.left.map { rest + $0 } })
            }
            if feed.count != 1 {
                bar.show(Progress(tried: report.operations, total: feed.count, elapsed: MonotonicClock.now - start))
            }
        }
        // Standard input ends there as well.
        if feed.count == nil, interruption.isPending { report.stop(left: nil) }
    }

    /// Prints the report to standard error, unless it is JSON; the ids of new jobs are data.
    private func write(_ report: ChangeReport, _ failure: CommandFailure?) throws(CommandFailure) {
        let isTable = session.output.format == .table
        do throws(CommandFailure) {
            if isTable {
                try session.output.print(report.added.map { session.shown($0.bytes) })
            } else {
                try session.output.print(report.json(failure))
            }
            try session.output.flush()
        } catch {
            // The outcome must be reported somewhere.
            complain(of: report.sentences(name: session.shown), failure)
            throw error
        }
        if isTable { complain(of: report.sentences(name: session.shown), failure) }
    }

    /// Reports what would be changed and refused, without changing anything. It ends with the status of the change
    /// itself.
    private func tryOut() throws(CommandFailure) -> ExitStatus {
        var report = ChangeReport(feed.change, in: session.zone, isTrial: true)
        var sample: [TriedJob] = []
        let failure = try run(&report) { report throws(CommandFailure) in
            while let operation = try feed.next() {
                let rehearsal = try session.rehearse(operation)
                sample += rehearsal.sample.prefix(Rehearsal.sampleLength - sample.count).map {
                    TriedJob(queue: operation.queue, id: $0)
                }
                guard report.take(rehearsal.outcome, of: operation) else { return }
            }
        }
        guard session.output.format == .table else {
            try session.output.print(report.trialJSON(sample, failure))
            return report.status
        }
        let words = try session.words(for: feed.change, isDryRun: true)
        try session.output.print([report.trialLine(words.plain, failure)])
        let areOfSeveral = feed.change.queue == nil
        try session.output.print(
            sample.map { job in
                "  " + (areOfSeveral ? session.shown(job.queue.name) + " " : "") + session.shown(job.id.bytes)
            })
        let more = report.tally.done - sample.count
        if !sample.isEmpty, more > 0 { try session.output.print(["  and \(Format.count(more)) more"]) }
        try session.output.flush()
        let refusals = report.refusals(name: session.shown)
        complain(of: [report.parents(), report.lost()].compactMap(\.self) + refusals, failure)
        return report.status
    }

    /// Writes the sentences of a report to standard error, one line each, and what ended it early.
    private func complain(of sentences: [String], _ failure: CommandFailure?) {
        for sentence in sentences { session.complain(sentence.prefix(1).lowercased() + sentence.dropFirst()) }
        if let text = failure?.text { session.complain(text) }
    }
}
