internal import Dashboard
internal import JSONText
internal import Queues
internal import Threads

/// Where every change leaves: read-only mode, the trial run, the question, the progress and the report stand here, once.
struct ChangeRunner {
    let session: CommandSession
    let options: ChangingOptions
    let feed: ChangeFeed

    /// What a trial run shows of the ids.
    private static let sampleLength = 10

    /// Finds out what is to be changed and changes it, or tells why not.
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

    /// What the connection is called, where it is marked as production.
    private var production: String? {
        guard options.safety.isProduction else { return nil }
        return options.safety.label.map { session.shown(Array($0.utf8)) } ?? session.source.address
    }

    private func perform() throws(CommandFailure) -> ExitStatus {
        let words = ChangeWords(feed.change, name: session.shown)
        let interruption = Interruption("ended while it was to \(words.plain): some may have been done or not")
        var report = ChangeReport(feed.change)
        var failure: CommandFailure?
        do {
            try perform(interruption, &report)
        } catch {
            guard report.tally.done > 0 else { throw error }
            failure = error
            report.stop(left: nil)
        }
        if interruption.isPending, report.tally.left != 0 { report.stop(left: report.tally.left) }
        try tell(report, failure)
        return report.status
    }

    /// Performs the operations one after the other, until one fails or the user has enough.
    private func perform(_ interruption: Interruption, _ report: inout ChangeReport) throws(CommandFailure) {
        var bar = ProgressBar()
        defer { bar.clear() }
        let start = MonotonicClock.now
        while let operation = try feed.next() {
            guard !interruption.isPending else {
                return report.stop(left: feed.count.map { $0 - report.operations })
            }
            let outcome = try session.perform(operation) { progress in
                bar.show(progress)
                return !interruption.isPending
            }
            guard report.take(outcome, of: operation) else {
                let rest = feed.count.map { $0 - report.operations }
                return report.stop(left: rest.flatMap { rest in report.tally.left.map { rest + $0 } })
            }
            if feed.count != 1 {
                bar.show(Progress(tried: report.operations, total: feed.count, elapsed: MonotonicClock.now - start))
            }
        }
        // What comes from standard input ends there, too.
        if feed.count == nil, interruption.isPending { report.stop(left: nil) }
    }

    /// The report goes to standard error, where it is no JSON; the ids of new jobs are data.
    private func tell(_ report: ChangeReport, _ failure: CommandFailure?) throws(CommandFailure) {
        guard session.output.format == .table else { return try session.output.print(report.json(failure)) }
        try session.output.print(report.added.map { session.shown($0.bytes) })
        try session.output.flush()
        for sentence in report.sentences(name: session.shown) {
            session.complain(sentence.prefix(1).lowercased() + sentence.dropFirst())
        }
        if let text = failure?.text { session.complain(text) }
    }

    /// Counts what it would be done to.
    private func tryOut() throws(CommandFailure) -> ExitStatus {
        var count = 0
        var sample: [JobID] = []
        while let operation = try feed.next() {
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
        let words = try session.words(for: feed.change, isDryRun: true)
        try session.output.print(["would \(words.plain) (\(Format.count(count)))"])
        try session.output.print(sample.map { "  " + session.shown($0.bytes) })
        return .success
    }
}
