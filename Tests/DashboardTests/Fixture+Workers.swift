import Queues

extension Fixture {
    static let webhookQueue = QueueID(prefix: Array("bull".utf8), name: Array("webhooks".utf8))

    /// Two workers with a name, one without, one that died with two active jobs, and one that may return.
    static var ordinaryWorkers: WorkerReport {
        var report = WorkerReport()
        report.workers = [
            worker(email, "mail-1", "10.0.0.7:51320", library: "bullmq 6.2.0"),
            worker(email, "mail-1", "10.0.0.8:51321", library: "bullmq 6.2.0"),
            worker(email, nil, "10.0.0.9:40100"),
            worker(webhookQueue, "hook-2", "10.0.0.9:40112", library: "node-redis 5"),
        ]
        report.jobs = [
            held(email, "871", "mail-1", age: 21_000, lock: .held(expiresIn: 24_000)),
            held(email, "902", nil, age: 2_000, lock: .held(expiresIn: 29_000)),
            held(webhookQueue, "14", "hook-1", age: 412_000, lock: .missing),
            held(webhookQueue, "15", "hook-1", age: 409_000, lock: .missing),
            held(webhookQueue, "16", "hook-3", age: 9_000, lock: .held(expiresIn: 6_000)),
            held(webhookQueue, "\u{1B}[31mred\u{1B}[0m", "hook-2", age: 9_000, lock: .held(expiresIn: nil)),
        ]
        report.active = 6
        return report
    }

    static func worker(_ queue: QueueID, _ name: String?, _ address: String, library: String? = nil) -> Worker {
        var worker = Worker(queue: queue, name: name.map { Array($0.utf8) }, address: Array(address.utf8))
        worker.age = 7_300_000
        worker.idle = 2_000
        worker.library = library.map { Array($0.utf8) }
        return worker
    }

    static func held(
        _ queue: QueueID, _ id: String, _ worker: String?, age: Milliseconds, lock: RowLock?
    ) -> HeldJob {
        var row = JobRow(id: JobID(id), state: .active)
        row.name = Array("invoice.paid".utf8)
        row.timestamp = Scenario.start - age - 4_000
        row.processedOn = Scenario.start - age
        row.processedBy = worker.map { Array($0.utf8) }
        row.attemptsAllowed = 3
        row.lock = lock
        return HeldJob(queue: queue, row: row)
    }

    func workerReport(of queue: QueueID?) -> WorkerReport {
        var report = workers
        report.workers = workers.workers?.filter { queue == nil || $0.queue == queue }
        report.jobs = workers.jobs.filter { queue == nil || $0.queue == queue }
        report.active = report.jobs.count
        return report
    }
}
