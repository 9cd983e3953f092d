internal import JSONText
internal import Queues

/// Files for customers: long jobs with progress and logs, and the monthly report, a flow of three of them.
struct ExportRecipe: QueueRecipe {
    let name = "export"
    let workers = ["exporter-1", "exporter-2"]
    let arrivals: ClosedRange<Milliseconds> = 3_500...7_500
    let backlogLimit = 40
    let past = Past(finished: 94, since: 6 * 3_600_000, waiting: 7, waitingSince: 48_000)

    var schedulers: [Scheduler] {
        let ledger = PlannedJob(
            name: "csv", data: ["table": "ledger", "format": "csv", "deliver": "sftp"], opts: Self.options)
        let summary = PlannedJob(name: "pdf", data: ["table": "orders", "format": "pdf"], opts: Self.options)
        return [
            Scheduler(id: "nightly-ledger", rule: .pattern("30 2 * * *", timeZone: "Europe/Vienna"), job: ledger),
            Scheduler(id: "closing-bell", rule: .pattern("0 16 * * 1-5", timeZone: "America/New_York"), job: summary),
        ]
    }

    /// A report whose last file could not be made, without a policy on failure.
    var blockedFlow: PlannedJob? {
        var dice = Dice(seed: 7)
        return report(&dice)
    }

    func arrival(_ dice: inout Dice) -> [PlannedJob] { dice.happens(9) ? [report(&dice)] : [file(&dice)] }

    private func report(_ dice: inout Dice) -> PlannedJob {
        let month = "2025-\(dice.pick("07", "08", "09", "10"))"
        let data: JSON = ["account": "acc_\(dice.hex(10))", "month": .string(month), "deliver": "s3"]
        let parts = ["csv", "json", "pdf"].map { file($0, &dice) }
        return PlannedJob(name: "monthly-report", data: data, opts: Self.options, children: parts)
    }

    private static let options: JSON = [
        "attempts": 2, "backoff": ["type": "exponential", "delay": 15_000], "removeOnComplete": ["count": 1_000],
        "removeOnFail": ["count": 1_000], "kl": 100,
    ]

    private func file(_ dice: inout Dice) -> PlannedJob { file(dice.pick("csv", "csv", "json", "pdf"), &dice) }

    private func file(_ format: String, _ dice: inout Dice) -> PlannedJob {
        let data: JSON = [
            "account": "acc_\(dice.hex(10))", "format": .string(format),
            "table": .string(dice.pick("orders", "invoices", "customers", "shipments")),
            "filter": ["from": "2025-10-01T00:00:00Z", "to": "2025-11-01T00:00:00Z", "status": ["paid", "refunded"]],
            "rows": .number(dice.between(2_000, 900_000)),
        ]
        return PlannedJob(name: format, data: data, opts: Self.options)
    }

    func work(on job: String, data: JSON, age: Milliseconds, _ dice: inout Dice) -> Work {
        guard job != "monthly-report" else {
            return Work(duration: 2_000, ending: .returns(["url": "s3://exports/\(dice.uuid()).zip", "files": 3]))
        }
        let rows = dice.between(2_000, 900_000)
        let end = dice.happens(12) ? dice.between(2, 6) : 8
        var steps = [Work.Step(percent: 0, log: "query planned, \(rows) rows expected")]
        for step in 1...end {
            steps.append(.init(percent: step * 12, log: "wrote \(rows / 8 * step) of \(rows) rows"))
        }
        let duration: Milliseconds = dice.between(4_000, 14_000)
        guard end < 8 else {
            steps.append(.init(percent: 100, log: "uploaded to s3://exports"))
            let file: JSON = [
                "url": "s3://exports/\(dice.uuid()).\(job)", "bytes": .number(rows * dice.between(80, 140)),
            ]
            return Work(duration: duration, steps: steps, ending: .returns(file))
        }
        return Work(duration: duration, steps: steps, ending: .fails(dice.happens(50) ? Self.timeout : Self.noSpace))
    }

    private static let timeout = Failure(
        "canceling statement due to statement timeout", kind: "QueryFailedError",
        frames: [
            "PostgresQueryRunner.query (/srv/app/node_modules/typeorm/driver/postgres/PostgresQueryRunner.js:219:19)",
            "process.processTicksAndRejections (node:internal/process/task_queues:105:5)",
            "async Cursor.read (/srv/app/dist/export/cursor.js:74:22)",
            "async CsvWriter.pump (/srv/app/dist/export/csv-writer.js:41:13)",
            "async run (/srv/app/dist/export/processor.js:65:5)",
        ])

    private static let noSpace = Failure(
        "ENOSPC: no space left on device, write '/tmp/export/part-0004'",
        frames: [
            "async writev (node:internal/fs/promises:1135:10)",
            "async FileHandle.writev (node:internal/fs/promises:512:10)",
            "async PartFile.append (/srv/app/dist/export/part-file.js:29:7)",
            "async run (/srv/app/dist/export/processor.js:71:7)",
        ])
}
