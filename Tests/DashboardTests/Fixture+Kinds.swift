import Canvas
import Queues

extension Scenario {
    /// Opens the first queue at the list of a digit, and has it answered.
    mutating func open(_ digit: Character) {
        begin()
        press(.character(digit))
        answer()
    }
}

extension Fixture {
    /// Jobs of several states, as in the tab of the latest jobs.
    static var mixed: Fixture {
        var fixture = Fixture()
        fixture.total = 6
        let states: [JobState?] = [.failed, .completed, .delayed, .active, .waitingChildren, nil]
        fixture.jobs = states.enumerated().map { index, state in
            var job = Fixture.job(12_431 - index, state: .failed)
            job.state = state
            if state != .failed { job.failedReason = [] }
            return job
        }
        return fixture
    }

    /// A job with all details, and with children.
    static var detailed: Fixture {
        var fixture = Fixture()
        var detail = JobDetail(row: Fixture.job(12_431, state: .failed))
        let data = Array(#"{"to":"ada@example.org","template":"welcome","tries":[1,2.50,null]}"#.utf8)
        detail.fields[.data] = Excerpt(bytes: data, total: data.count)
        detail.fields[.failedReason] = Excerpt(bytes: detail.row.failedReason, total: detail.row.failedReason.count)
        let stack = Array(#"["Error: 550 mailbox unavailable\n    at send (/srv/app/mail.js:12:7)"]"#.utf8)
        detail.fields[.stacktrace] = Excerpt(bytes: stack, total: stack.count)
        // As BullMQ 5 counts, so that the trace is that of the newest attempt.
        detail.row.attemptsStarted = detail.row.attemptsMade
        detail.children = Children(pending: 0, processed: 2, ignored: 0, failed: 1)
        fixture.detail = detail
        return fixture
    }

    /// Names, ids and errors that try to break out of the screen.
    static var hostile: Fixture {
        var fixture = Fixture()
        let names: [[UInt8]] = Self.hostileTexts
        fixture.queues = names.map { name in
            var queue = Fixture.queue("x", [.failed: 3, .waiting: 1 << 50], failing: 1)
            queue.id = QueueID(prefix: Array("bull".utf8), name: name)
            queue.latestFailure = name
            queue.oldestWaiting = .min
            return queue
        }
        fixture.jobs = names.map { name in
            var job = Fixture.job(1, state: .failed)
            job.id = JobID(name)
            job.name = name
            job.failedReason = name
            job.finishedOn = .max
            job.timestamp = .min
            job.attemptsMade = .max
            return job
        }
        fixture.total = names.count
        fixture.schedulers = names.enumerated().map { index, name in
            Fixture.hostileScheduler(name, runsAt: [.min, .max, 0, Scenario.start][index % 4])
        }
        fixture.server.address = "evil\u{1B}]52;c;Zm9v\u{07}:6379"
        fixture.server.version = "7\u{202E}0"
        return fixture
    }

    static let hostileTexts: [[UInt8]] = [
        Array("\u{1B}[2J\u{1B}[31mred\u{07}".utf8),
        Array("\u{202E}abc\u{2066}def".utf8),
        Array("邮件队列と日本語のキュー名".utf8),
        Array("👨‍👩‍👧‍👦🇩🇪⚠️ family".utf8),
        [0xFF, 0xFE, 0x00, 0x0A, 0x0D, 0x09, 0x80],
        Array(repeating: UInt8(ascii: "A"), count: 10_240),
        Array(("e" + String(repeating: "\u{0301}", count: 4_000)).utf8),
        [],
    ]
}
