internal import Canvas
internal import Dashboard
internal import JSONText
internal import Queues
internal import Threads

/// The options for metrics.
struct MetricsOptions: CommandOptions {
    /// The time that they are of.
    var range = MetricsRange.hour
    /// Whether they are printed as Prometheus reads them.
    var isForPrometheus = false

    static let options: [OptionBinding<MetricsOptions>] = [
        .value(
            "--range", Option.Value("TIME", choices: MetricsRange.allCases.map(\.rawValue)), \.range,
            summary: "The time: \(MetricsRange.allCases.map(\.rawValue).joined(separator: ", ")) (1h)."
        ) { word throws(UsageError) in
            let name = try OptionValue.choice("--range", word, of: MetricsRange.allCases.map(\.rawValue))
            return MetricsRange(rawValue: name) ?? .hour
        },
        .flag(
            "--prometheus", \.isForPrometheus,
            summary: "Print the text that Prometheus and its node_exporter read."),
    ]
}

extension CommandEntry {
    static let metrics = reading(
        "metrics", MetricsOptions.self, operands: [Operand("QUEUE", .any)], searchesQueues: true,
        summary: "Print how many jobs finish, how long they wait and run.",
        details: [
            "Jobs are counted by what workers record, where they do, else by the finish times of the jobs that are kept; JSON "
                + "names the source. Times are those of the \(Format.count(TimingSample.limit)) kept jobs that finished last; "
                + "Waits and Runs are the numbers of those that show one. A percentile is the nearest rank."
        ]
    ) { session, options throws(CommandFailure) in
        let queues = try session.queuesOrAll(session.operands)
        if options.isForPrometheus { return try session.printForPrometheus(queues, options.range) }
        let all = try queues.map { queue throws(CommandFailure) in try session.metrics(of: queue, options.range) }
        try session.print(all, json: JSON.metrics) { all in
            let lines = Table(columns: session.metricsColumns).lines(
                all, width: StandardStream.output.columns, glyphs: session.glyphs)
            guard all.count == 1, let names = all.first?.sample.names, !names.isEmpty else { return lines }
            return lines + [""]
                + Table(columns: session.nameColumns).lines(
                    names, width: StandardStream.output.columns, glyphs: session.glyphs)
        }
    }
}

extension CommandSession {
    /// Reads the metrics of a queue.
    fileprivate func metrics(of queue: QueueID, _ range: MetricsRange) throws(CommandFailure) -> QueueMetrics {
        let watch = Watch.metrics(MetricsRequest(queue: queue, range: range))
        let answer = try ask { store throws(Trouble) in try store.answer(watch, now: WallClock.now) }
        guard case .metrics(let metrics) = answer.content else { throw .failed("the server was not asked for metrics") }
        let isPart = (metrics.completed.counts + metrics.failed.counts).contains { $0 != nil }
        findings.note(metrics.unreadable, isPart: isPart)
        return metrics
    }

    /// Prints the counts and the metrics of queues as Prometheus reads them. What could not be read has no line.
    fileprivate func printForPrometheus(_ queues: [QueueID], _ range: MetricsRange) throws(CommandFailure) {
        let summaries = try ask { store throws(Trouble) in try store.summaries(of: queues, now: WallClock.now) }
        findings.note(summaries)
        var text = PrometheusText(hasPrefixes: Set(queues.map(\.prefix)).count > 1)
        for summary in summaries { text.add(summary, try metrics(of: summary.id, range)) }
        try output.print(text.lines)
    }

    fileprivate var metricsColumns: [TableColumn<QueueMetrics>] {
        let glyphs = glyphs
        func column(
            _ title: DisplayText, _ priority: Int, _ text: @escaping @Sendable (QueueMetrics) -> String
        ) -> TableColumn<QueueMetrics> {
            TableColumn(title, width: .flexible(min: 4, ideal: 10, max: 24), alignment: .right, priority: priority) {
                StyledText(DisplayText(text($0), glyphs: glyphs))
            }
        }
        return [
            TableColumn("Queue", width: .flexible(min: 6, ideal: 20, max: 60), priority: 100) {
                StyledText(DisplayText($0.request.queue.name, glyphs: glyphs))
            },
            column("Completed", 90) { Self.sum($0.completed) }, column("Failed", 91) { Self.sum($0.failed) },
            column("Waits", 71) { Self.count($0.sample.wait) },
            column("Wait p50", 60) { Self.time($0.sample.wait?.p50) },
            column("p95", 80) { Self.time($0.sample.wait?.p95) },
            column("p99", 50) { Self.time($0.sample.wait?.p99) }, column("max", 55) { Self.time($0.sample.wait?.max) },
            column("Runs", 72) { Self.count($0.sample.run) },
            column("Run p50", 61) { Self.time($0.sample.run?.p50) },
            column("p95", 81) { Self.time($0.sample.run?.p95) },
            column("p99", 51) { Self.time($0.sample.run?.p99) }, column("max", 56) { Self.time($0.sample.run?.max) },
            column("Sampled", 70) { metrics in
                let total = metrics.sample.total.map { Format.count($0) } ?? "?"
                return "\(Format.count(metrics.sample.sampled)) of \(total)"
            },
        ]
    }

    fileprivate var nameColumns: [TableColumn<NameTiming>] {
        let glyphs = glyphs
        func column(
            _ title: DisplayText, _ priority: Int, _ text: @escaping @Sendable (NameTiming) -> String
        ) -> TableColumn<NameTiming> {
            TableColumn(title, width: .flexible(min: 4, ideal: 10, max: 24), alignment: .right, priority: priority) {
                StyledText(DisplayText(text($0), glyphs: glyphs))
            }
        }
        return [
            TableColumn("Name", width: .flexible(min: 6, ideal: 20, max: 60), priority: 100) {
                StyledText(DisplayText($0.name, glyphs: glyphs))
            },
            column("Waits", 71) { Self.count($0.wait) },
            column("Wait p50", 60) { Self.time($0.wait?.p50) }, column("p95", 80) { Self.time($0.wait?.p95) },
            column("p99", 50) { Self.time($0.wait?.p99) }, column("max", 55) { Self.time($0.wait?.max) },
            column("Runs", 72) { Self.count($0.run) },
            column("Run p50", 61) { Self.time($0.run?.p50) }, column("p95", 81) { Self.time($0.run?.p95) },
            column("p99", 51) { Self.time($0.run?.p99) }, column("max", 56) { Self.time($0.run?.max) },
            column("Sampled", 70) { Format.count($0.count) },
        ]
    }

    /// Returns the number of jobs that times are of.
    private static func count(_ timing: Timing?) -> String { Format.count(timing?.count ?? 0) }

    /// Returns the number of jobs in all steps; a question mark where none of them is known.
    private static func sum(_ counts: StepCounts) -> String {
        let known = counts.counts.compactMap(\.self)
        return known.isEmpty ? "?" : Format.count(CountSum(known).atLeast)
    }

    private static func time(_ length: Milliseconds?) -> String { length.map(Format.duration) ?? "-" }
}

extension JSON {
    fileprivate static func metrics(_ metrics: QueueMetrics) -> JSON {
        .object([
            Member("prefix", .bytes(metrics.request.queue.prefix)), Member("queue", .bytes(metrics.request.queue.name)),
            Member("start", .number(metrics.start)), Member("step", .number(metrics.request.range.step)),
            Member("throughput", steps(metrics.completed)), Member("failures", steps(metrics.failed)),
            Member("finished", .number(metrics.sample.total)), Member("waitTime", timing(metrics.sample.wait)),
            Member("runTime", timing(metrics.sample.run)),
            Member(
                "names",
                .array(
                    metrics.sample.names.map { name in
                        .object([
                            Member("name", .bytes(name.name)), Member("waitTime", timing(name.wait)),
                            Member("runTime", timing(name.run)),
                        ])
                    })),
            Member("errors", errors(metrics.unreadable.entries.map(\.part))),
        ])
    }

    private static func steps(_ steps: StepCounts) -> JSON {
        .object([
            Member("source", .string(steps.source.rawValue)),
            Member("counts", .array(steps.counts.map { .number($0) })),
        ])
    }

    private static func timing(_ timing: Timing?) -> JSON {
        .object([
            Member("p50", .number(timing?.p50)), Member("p95", .number(timing?.p95)),
            Member("p99", .number(timing?.p99)),
            Member("max", .number(timing?.max)), Member("sampled", .number(timing?.count ?? 0)),
        ])
    }
}
