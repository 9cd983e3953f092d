internal import Dashboard
internal import JSONText
internal import Queues
internal import Threads

/// The options for the number of causes, and the details of each.
struct FailureOptions: CommandOptions {
    /// The maximum number of causes; nil for all.
    var limit: Int?
    /// Whether the shared traits of the failed jobs are computed.
    var wantsReasons = false

    static let options: [OptionBinding<FailureOptions>] = [
        .limit(\.limit),
        .flag("--why", \.wantsReasons, summary: "Find out what the failed jobs of a cause share."),
    ]
}

extension CommandEntry {
    static let failures = reading(
        "failures", FailureOptions.self, operands: [Operand("QUEUE", .any)],
        summary: "Group the failed jobs of some queues, or of all, by their cause.",
        details: [
            "Failures are of one cause whose reasons differ only in numbers, ids, addresses, quoted values, paths, URLs and "
                + "dates, and whose stack traces begin at the same place of the application's own code. A fingerprint can be "
                + "given back: bulltop retry QUEUE --cause FINGERPRINT.",
            "Of each queue the newest \(Format.count(CauseReport.jobLimit)) failed jobs are looked at; where there are more, "
                + "the counts are those of this sample, and it says so.",
            "--why compares the failed jobs of the first \(Self.mostCompared) causes with completed ones of the same names: what "
                + "is frequent among the failed and rare among the others, unless chance could make it so.",
        ]
    ) { session, options throws(CommandFailure) in
        let queues = try session.queuesOrAll(session.operands)
        let report = try session.causes(of: queues)
        session.findings.note(report.unreadable, isPart: report.looked > 0)
        let causes = report.causes.prefix(options.limit ?? .max)
        guard session.output.format != .table else {
            try session.output.print(session.listing.lines(report, limit: causes.count))
            guard options.wantsReasons else { return }
            for cause in causes.prefix(Self.mostCompared) {
                let comparison = try session.comparison(of: cause)
                try session.output.print([""] + session.listing.lines(comparison, of: cause))
            }
            return
        }
        for (index, cause) in causes.enumerated() {
            let isCompared = options.wantsReasons && index < Self.mostCompared
            let comparison = isCompared ? try session.comparison(of: cause) : nil
            try session.output.print(item: .cause(cause, report, comparison))
        }
        try session.output.endList()
    }

    /// The maximum number of causes that are compared with completed jobs.
    private static let mostCompared = 10
}

extension CommandSession {
    /// Returns the causes of the failed jobs of some queues.
    fileprivate func causes(of queues: [QueueID]) throws(CommandFailure) -> CauseReport {
        let interruption = Interruption(stop: stop)
        let start = MonotonicClock.now
        var bar = ProgressBar()
        defer { bar.clear() }
        return try ask { store throws(Trouble) in
            let reading = try store.causes(of: queues)
            do throws(Trouble) {
                while !interruption.isPending, try reading.step() {
                    let report = reading.progress
                    bar.show(Progress(tried: report.looked, total: report.total, elapsed: MonotonicClock.now - start))
                }
            } catch {
                guard stop.isStopped else { throw error }
            }
            return reading.report
        }
    }

    fileprivate func comparison(of cause: Cause) throws(CommandFailure) -> Comparison {
        let comparison = try ask { store throws(Trouble) in
            try store.comparison(ofCause: cause.fingerprint.id, in: cause.queues, until: cause.lastSeen)
        }
        findings.note(comparison.unreadable, isPart: true)
        return comparison
    }
}

extension JSON {
    fileprivate static func cause(_ cause: Cause, _ report: CauseReport, _ comparison: Comparison?) -> JSON {
        let example = JSON.object([
            .init("queue", .bytes(cause.example.queue.name)), .init("id", .bytes(cause.example.id.bytes)),
            .init("name", .bytes(cause.example.name)), .init("failedReason", .bytes(cause.example.reason)),
        ])
        var members: [Member] = [
            .init("fingerprint", .string(cause.fingerprint.id)), .init("reason", .bytes(cause.fingerprint.reason)),
            .init("frame", .bytes(cause.fingerprint.frame)), .init("count", .number(cause.count)),
            .init("share", .number(share: cause.share)), .init("firstSeen", .number(cause.firstSeen)),
            .init("lastSeen", .number(cause.lastSeen)), .init("names", .array(cause.names.map { .bytes($0) })),
            .init("queues", .array(cause.queues.map { .bytes($0.name) })), .init("sampled", .boolean(report.isSampled)),
            .init("example", example),
        ]
        if let comparison { members.append(.init("why", .comparison(comparison, of: cause))) }
        return .object(members)
    }

    private static func comparison(_ comparison: Comparison, of cause: Cause) -> JSON {
        let shared = comparison.shared.map { shared in
            JSON.object([
                .init("what", .bytes(shared.trait.text)), .init("failed", .number(shared.failed)),
                .init("completed", .number(shared.completed)), .init("failedShare", .number(share: shared.failedShare)),
                .init("completedShare", .number(share: shared.completedShare)),
                .init("lift", .number(rounded: shared.lift)), .init("chance", .number(rounded: shared.probability)),
            ])
        }
        return .object([
            .init("failed", .number(comparison.failed)), .init("completed", .number(comparison.completed)),
            .init("sampled", .boolean(comparison.failed < cause.count)),
            .init("failedFrom", .number(comparison.failedTimes?.lowerBound)),
            .init("failedUntil", .number(comparison.failedTimes?.upperBound)),
            .init("completedFrom", .number(comparison.completedTimes?.lowerBound)),
            .init("completedUntil", .number(comparison.completedTimes?.upperBound)),
            .init("tooFew", .boolean(comparison.isTooSmall)),
            .init("timesCompared", .boolean(comparison.comparesTimes)),
            .init("shared", .array(shared)),
        ])
    }

    /// Returns a number with three significant digits: 3.16, 1.02e-20.
    private static func number(rounded value: Double) -> JSON {
        guard value.isFinite, value > 0 else { return 0 }
        var (scaled, exponent) = (value, 0)
        while scaled >= 1_000 { (scaled, exponent) = (scaled / 10, exponent + 1) }
        while scaled < 100 { (scaled, exponent) = (scaled * 10, exponent - 1) }
        let digits = Double("\(Int(scaled.rounded()))e\(exponent)") ?? value
        return (try? JSON("\(digits)".utf8)) ?? .null
    }
}
