import Foundation
import Queues
import TestSupport
import Testing

@testable import bulltop

/// The text for Prometheus, which its own check accepts, whatever the names are.
@Suite struct PrometheusTests {
    private func check(_ text: String) throws -> (status: Int32, output: String) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/promtool")
        process.arguments = ["check", "metrics"]
        let (input, output) = (Pipe(), Pipe())
        (process.standardInput, process.standardOutput, process.standardError) = (input, output, output)
        try process.run()
        input.fileHandleForWriting.write(Data(text.utf8))
        try input.fileHandleForWriting.close()
        let result = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: result, as: UTF8.self))
    }

    @Test func promtoolAcceptsEveryQueue() throws {
        let bench = try EveryCommandTests.bench(for: "metrics")
        let result = try bench.run("metrics --prometheus")
        #expect(result.errors.isEmpty && result.status == 0)
        #expect(result.output.contains("bullmq_job_count{queue=\"email\", state=\"failed\"} 2"))
        #expect(result.output.contains("# HELP bullmq_job_count Number of jobs in the queue by state\n"))
        let found = try check(result.output)
        #expect(found.status == 0, "\(found.output)")
    }

    @Test func hostileNamesAreEscaped() throws {
        var text = PrometheusText(hasPrefixes: true)
        let names: [[UInt8]] = [
            Array("a\"b\\c\nd".utf8), [0xFF, 0x80, 0x41], Array("\u{1B}[31m".utf8), Array("邮件".utf8),
            Array("{}=,".utf8),
        ]
        for name in names {
            let queue = QueueID(prefix: Array("bull".utf8), name: name)
            var summary = QueueSummary(id: queue)
            (summary.completedPerMinute, summary.counts[.failed]) = (4, nil)
            let jobs = [TimedJob(name: [], added: 0, delay: 0, started: 1_005, finished: 3_141_592, attempts: 1)]
            let metrics = QueueMetrics(
                MetricsRequest(queue: queue, range: .hour), start: 0, completed: StepCounts([], source: .kept),
                failed: StepCounts([], source: .kept), sample: TimingSample(jobs, total: 1))
            text.add(summary, metrics)
        }
        let output = text.lines.joined(separator: "\n") + "\n"
        let found = try check(output)
        #expect(found.status == 0, "\(found.output)")
        #expect(output.contains(#"queue="a\"b\\c\nd", prefix="bull", state="waiting""#))
        #expect(output.contains(#"bulltop_job_wait_seconds{queue="邮件", prefix="bull", percentile="95"} 1.005"#))
        #expect(!output.contains("state=\"failed\"} 0\n") && !output.unicodeScalars.contains("\u{1B}"))
    }

    /// Checks that what workers record counts, as it has the jobs that are not kept.
    @Test func recordedMinutesComeFirst() {
        let queue = QueueID(prefix: Array("bull".utf8), name: Array("mail".utf8))
        var summary = QueueSummary(id: queue)
        (summary.completedPerMinute, summary.failedPerMinute) = (0, 3)
        for (range, source, expected) in [
            (MetricsRange.quarter, CountSource.recorded, 10), (.quarter, .kept, 0), (.day, .recorded, 0),
        ] {
            let metrics = QueueMetrics(
                MetricsRequest(queue: queue, range: range), start: 0,
                completed: StepCounts([7, 10, 2], source: source),
                failed: StepCounts([nil, nil, 1], source: .recorded), sample: TimingSample())
            var text = PrometheusText(hasPrefixes: false)
            text.add(summary, metrics)
            let name = "bulltop_jobs_finished_last_minute"
            #expect(
                text.lines.contains("\(name){queue=\"mail\", state=\"completed\"} \(expected)"), "\(range) \(source)")
            #expect(text.lines.contains("\(name){queue=\"mail\", state=\"failed\"} 3"), "\(range) \(source)")
        }
    }

    @Test func whatCannotBeReadHasNoLine() throws {
        let bench = try EveryCommandTests.bench(for: "metrics")
        try bench.send("DEL bull:email:failed", "SET bull:email:failed x")
        let result = try bench.run("metrics email --prometheus")
        #expect(result.status == 4 && result.errors.contains("failed"))
        #expect(!result.output.contains("state=\"failed\"") && result.output.contains("state=\"completed\""))
    }
}
