import Queues

extension Fixture {
    private static let webhooks = QueueID(prefix: Array("bull".utf8), name: Array("webhooks".utf8))

    /// A hundred failures of three causes in two queues.
    static var ordinaryFailures: [FailedJob] {
        (0..<100).map { index in
            let (reason, frame) =
                switch index % 10 {
                case 0..<5: ("Response code 503 (Service Unavailable)", "deliver")
                case 5..<8: ("Timeout awaiting 'request' for \(index * 10)ms", "deliver")
                default: ("connect ECONNREFUSED 10.0.0.\(index):443", "connect")
                }
            let stack = "[\"Error: x\\n    at \(frame) (/srv/app/hooks.js:1:2)\"]"
            return FailedJob(
                queue: index % 10 == 9 ? email : webhooks, id: JobID("\(index)"),
                name: Array((index % 3 == 0 ? "invoice.paid" : "user.created").utf8), reason: Array(reason.utf8),
                stacktrace: Array(stack.utf8), failedAt: Scenario.start - Milliseconds(index) * 9_000)
        }
    }

    /// Some jobs of two queues, in two states.
    static var ordinaryFound: [FoundJobMatch] {
        (0..<40).map { index in
            var row = job(12_431 - index, state: index % 4 == 3 ? .completed : .failed)
            row.name = Array("invoice.paid".utf8)
            var candidate = SearchedJob(queue: index % 2 == 0 ? email : webhooks, id: row.id, state: row.state)
            candidate[.data] = Array(#"{"user":{"id":4711},"note":"the EUR account"}"#.utf8)
            let verdict = (try? Query("data:eur"))?.verdict(on: candidate, now: 0) ?? .no
            guard case .yes(let match) = verdict else { fatalError("the fixture must match") }
            return FoundJobMatch(queue: candidate.queue, row: row, match: match)
        }
    }

    func causesPart(_ request: CausesRequest) -> CausesPart {
        var tally = CauseTally()
        for job in failures where request.queue == nil || request.queue == job.queue { tally.add(job) }
        let report = tally.report(total: isUnderWay ? 5_000 : failures.count)
        let explanation = request.explained.map { cause in
            let count = report.causes.first { $0.fingerprint.id == cause }?.count ?? 0
            return CausesPart.Explanation(
                cause: cause, comparison: Self.comparison, count: count, comparedAt: Scenario.start)
        }
        return CausesPart(report: report, isComplete: !isUnderWay, explanation: isUnderWay ? nil : explanation)
    }

    func insight(into queue: QueueID, withWorkers: Bool) -> QueueInsight {
        var tally = CauseTally()
        for job in failures where job.queue == queue { tally.add(job) }
        return QueueInsight(
            queue: queue, report: tally.report(total: tally.looked), isComplete: !isUnderWay,
            workers: withWorkers ? workers.workers?.filter { $0.queue == queue } : nil,
            comparison: isUnderWay || queue != Self.webhooks ? nil : Self.comparison)
    }

    func searchPart(_ search: SearchWatch) -> SearchPart {
        var progress = SearchProgress(looked: isUnderWay ? 120_431 : 300_000, total: 300_000)
        progress.undecided.tooLarge = isUnderWay ? 0 : 2
        let all = found.filter { search.queue == nil || $0.queue == search.queue }
        let rest = Array(all.dropFirst(search.known).prefix(search.isStopped ? 0 : 500))
        return SearchPart(
            offset: search.known, found: rest, progress: progress, isComplete: !isUnderWay || search.isStopped)
    }

    /// A tenant whose jobs fail.
    private static var comparison: Comparison {
        func jobs(_ count: Int, _ tenant: (Int) -> String) -> [ComparedJob] {
            (0..<count).map { index in
                var job = ComparedJob(
                    queue: webhooks, name: Array("invoice.paid".utf8),
                    data: Array("{\"tenant\":\"\(tenant(index))\",\"n\":\(index)}".utf8))
                job.endedAt = Scenario.start - Milliseconds(index % 50) * 9_000
                return job
            }
        }
        return Comparison(failed: jobs(50) { $0 == 7 ? "t7" : "acme" }, completed: jobs(300) { "t\($0 % 20)" })
    }
}
