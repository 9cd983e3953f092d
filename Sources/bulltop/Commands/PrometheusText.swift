internal import Queues

/// Counts and metrics of queues in the text format that Prometheus reads: one group of lines for each metric.
struct PrometheusText {
    /// A metric: its name, its type and its meaning. Where BullMQ exports it, it has the same name.
    private enum Metric: String, CaseIterable {
        case jobs = "bullmq_job_count"
        case paused = "bulltop_queue_paused"
        case workers = "bulltop_queue_workers"
        case finished = "bulltop_jobs_finished_last_minute"
        case wait = "bulltop_job_wait_seconds"
        case run = "bulltop_job_run_seconds"

        /// Prometheus' own check wants no gauge whose name ends with `_count`, which BullMQ's does.
        var type: String { self == .jobs ? "untyped" : "gauge" }

        var help: String {
            switch self {
            case .jobs: "Number of jobs in the queue by state"
            case .paused: "Whether the queue is paused"
            case .workers: "Number of connected workers"
            case .finished:
                "Number of jobs that finished in the last minute: as workers recorded it, else those that are kept"
            case .wait: "How long the jobs waited that finished last, by percentile; 100 is the longest"
            case .run: "How long the jobs ran that finished last, by percentile; 100 is the longest"
            }
        }
    }

    /// Whether each line has the prefix of its queue.
    private let hasPrefixes: Bool
    private var groups: [Metric: [String]] = [:]

    /// Creates a text without queues.
    init(hasPrefixes: Bool) { self.hasPrefixes = hasPrefixes }

    /// Adds what was read of a queue. What was not read has no line.
    mutating func add(_ queue: QueueSummary, _ metrics: QueueMetrics) {
        for (state, count) in queue.clientCounts { add(.jobs, queue.id, ["state": state], count.map { "\($0)" }) }
        add(.paused, queue.id, [:], queue.cannotRead("meta") ? nil : queue.isPaused ? "1" : "0")
        add(.workers, queue.id, [:], queue.evidence.workers.map { "\($0)" })
        for (state, counts, kept) in [
            (JobState.completed, metrics.completed, queue.completedPerMinute),
            (.failed, metrics.failed, queue.failedPerMinute),
        ] {
            let count = metrics.lastRecordedMinute(of: counts) ?? kept
            add(.finished, queue.id, ["state": state.rawValue], count.map { "\($0)" })
        }
        for (metric, timing) in [(Metric.wait, metrics.sample.wait), (.run, metrics.sample.run)] {
            guard let timing else { continue }
            for (percentile, length) in [(50, timing.p50), (95, timing.p95), (99, timing.p99), (100, timing.max)] {
                add(metric, queue.id, ["percentile": "\(percentile)"], Self.seconds(length))
            }
        }
    }

    /// All lines.
    var lines: [String] {
        Metric.allCases.flatMap { metric -> [String] in
            guard let group = groups[metric] else { return [] }
            return ["# HELP \(metric.rawValue) \(metric.help)", "# TYPE \(metric.rawValue) \(metric.type)"] + group
        }
    }

    private mutating func add(_ metric: Metric, _ queue: QueueID, _ labels: [String: String], _ value: String?) {
        guard let value else { return }
        var all = [("queue", Self.escaped(queue.name))]
        if hasPrefixes { all.append(("prefix", Self.escaped(queue.prefix))) }
        all += labels.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
        let text = all.map { "\($0.0)=\"\($0.1)\"" }.joined(separator: ", ")
        groups[metric, default: []].append("\(metric.rawValue){\(text)} \(value)")
    }

    private static func seconds(_ length: Milliseconds) -> String {
        let rest = String(length % 1_000 + 1_000).dropFirst()
        return "\(length / 1_000).\(rest)"
    }

    /// Returns a name as the value of a label. Bytes that are no UTF-8, and control characters, are written as `\xNN`.
    private static func escaped(_ bytes: [UInt8]) -> String {
        let isText = String(validating: bytes, as: UTF8.self) != nil
        var text: [UInt8] = []
        for byte in bytes {
            switch byte {
            case UInt8(ascii: "\\"), UInt8(ascii: "\""): text += [UInt8(ascii: "\\"), byte]
            case 0x0A: text += "\\n".utf8
            case 0..<0x20, 0x7F,
                0x80... where byte < 0x80 || !isText:
                let digits = String(byte, radix: 16)
                text += "\\\\x\(digits.count == 1 ? "0" : "")\(digits)".utf8
            default: text.append(byte)
            }
        }
        return String(decoding: text, as: UTF8.self)
    }
}

extension QueueMetrics {
    /// Returns the number of jobs in the last whole minute; nil where workers do not record it, or the steps are longer.
    fileprivate func lastRecordedMinute(of counts: StepCounts) -> Int? {
        guard counts.source == .recorded, request.range.stepMinutes == 1 else { return nil }
        return counts.counts.dropLast().last.flatMap { $0 }
    }
}
