internal import Dashboard
internal import JSONText
internal import Queues

/// Where every change leaves: read-only mode, the trial run, the question, the progress and the report stand here, once.
struct ChangeRunner {
    let session: CommandSession
    let change: Change

    /// What a trial run shows of the ids.
    private static let sampleLength = 10

    /// Finds out what is to be changed and changes it, or tells why not.
    static func run(
        _ session: CommandSession, _ plan: (CommandSession) throws(CommandFailure) -> Change
    ) throws(CommandFailure) -> ExitStatus {
        let isDryRun = session.parameters.isDryRun
        if session.invocation.isReadOnly, !isDryRun { throw .refused("--read-only: nothing is changed") }
        let runner = ChangeRunner(session: session, change: try plan(session))
        if isDryRun { return try runner.tryOut() }
        if !session.parameters.isSure {
            try Confirmation.ask(runner.change, production: session.production)
        }
        return try runner.perform()
    }

    private func perform() throws(CommandFailure) -> ExitStatus {
        let interruption = Interruption()
        var report = ChangeReport()
        do {
            try perform(interruption, &report)
        } catch {
            guard report.tally.done > 0 else { throw error }
            report.fail(error)
        }
        if interruption.isPending, report.tally.left != 0 { report.stop(left: report.tally.left) }
        try tell(report)
        return report.status
    }

    /// Performs the operations one after the other, until one fails or the user has enough.
    private func perform(_ interruption: Interruption, _ report: inout ChangeReport) throws(CommandFailure) {
        var bar = ProgressBar()
        defer { bar.clear() }
        let start = MonotonicClock.now
        var tried = 0
        while let operation = try change.next() {
            guard !interruption.isPending else { return report.stop(left: change.count.map { $0 - tried }) }
            let outcome = try session.perform(operation) { progress in
                bar.show(progress)
                return !interruption.isPending
            }
            tried += 1
            guard report.take(outcome, of: operation) else { return }
            if change.count != 1 {
                bar.show(Progress(tried: tried, total: change.count, elapsed: MonotonicClock.now - start))
            }
        }
        // What comes from standard input ends there, too.
        if change.count == nil, interruption.isPending { report.stop(left: nil) }
    }

    /// The report goes to standard error, where it is no JSON; the ids of new jobs are data.
    private func tell(_ report: ChangeReport) throws(CommandFailure) {
        if session.output.format == .table {
            try session.output.print(report.added.map { session.shown($0.bytes) })
            try session.output.flush()
            for line in report.lines(change, show: session.shown) { session.complain(line) }
        } else {
            try session.output.print(report.json(change))
        }
    }

    /// Counts what it would be done to.
    private func tryOut() throws(CommandFailure) -> ExitStatus {
        var count = 0
        var sample: [JobID] = []
        while let operation = try change.next() {
            let found = try session.count(operation)
            count += found.count
            sample = Array((sample + found.sample).prefix(Self.sampleLength))
        }
        guard session.output.format == .table else {
            try session.output.print(
                JSON.object([
                    .init("dryRun", .boolean(true)), .init("count", .number(count)),
                    .init("sample", .array(sample.map { .bytes($0.bytes) })),
                ]))
            return .success
        }
        try session.output.print([
            "would \(change.phrase.plain(change.object))\(change.note) (\(Format.count(count)))"
        ])
        try session.output.print(sample.map { "  " + session.shown($0.bytes) })
        return .success
    }
}
