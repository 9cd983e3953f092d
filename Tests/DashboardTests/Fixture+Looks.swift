import Queues

/// The data of golden frames in every condition.
extension Fixture {
    /// A job that failed three times, with the times of its attempts, large data and a log.
    static var attempted: Fixture {
        var fixture = detailed
        guard var detail = fixture.detail else { return fixture }
        (detail.row.attemptsMade, detail.row.attemptsStarted, detail.row.attemptsAllowed) = (3, 3, 3)
        detail.row.failedReason = Array("connect ECONNREFUSED 10.0.0.7:587".utf8)
        let traces = [
            #""Error: timeout of 5000 ms\n    at Timeout.expire (/srv/app/mail.js:10:3)""#,
            #""TypeError: Cannot read properties of undefined (reading 'to')\n    at render (/srv/app/render.js:7:21)""#,
            #""Error: connect ECONNREFUSED 10.0.0.7:587\n    at send (/srv/app/mail.js:31:9)\n    at run (node:net:1:2)""#,
        ]
        let stack = Array("[\(traces.joined(separator: ","))]".utf8)
        detail.fields[.stacktrace] = Excerpt(bytes: stack, total: stack.count)
        let reason = detail.row.failedReason
        detail.fields[.failedReason] = Excerpt(bytes: reason, total: reason.count)
        let start = Scenario.start - 60_000
        detail.history = RunHistory(
            runs: [
                JobRun(started: start - 90_000, ended: start - 85_000, end: .delayed(until: start - 60_000)),
                JobRun(started: start - 60_000, ended: start - 59_990, end: .delayed(until: start - 1)),
                JobRun(started: start, ended: start + 1_240, end: .failed),
            ], reach: .whole)
        let lines = (1...60).map { Array("23:01:\($0 % 60) sent part \($0) of 60".utf8) }
        detail.logs = LogExcerpt(lines: lines, total: 60)
        fixture.detail = detail
        return fixture
    }

    /// A job that is gone once its screen is open.
    static var gone: Fixture {
        var fixture = Fixture()
        fixture.isJobGone = true
        return fixture
    }

    /// Data that is read in steps, some of which were answered.
    static var slow: Fixture {
        var fixture = Fixture()
        fixture.showsProgress = true
        return fixture
    }

    /// Removes everything of a job but its row.
    mutating func strip() {
        guard var row = detail?.row else { return }
        (row.failedReason, row.state) = ([], .completed)
        detail = JobDetail(row: row)
    }

    /// Removes workers, events, flows and pairs.
    mutating func clearHouse() {
        workers = WorkerReport()
        workers.workers = []
        events = []
        flow = nil
        pair = JobPair(left: pair.left, right: nil, place: nil)
    }

    /// Hides what a user with few permissions cannot read of them.
    mutating func hideHouse() {
        events = []
        silentQueues = 5
        pair.right?.fields[.data] = Excerpt(bytes: [], total: 30_000_000, isForbidden: true)
        workers.workers = nil
        examination = Fixture.examination(denied: ["INFO", "TIME", "CLIENT LIST", "EVAL", "CLIENT SETNAME"])
        workers.unreadable.note(Unreadable("active", .wrongType("string")), of: Fixture.webhookQueue)
    }
}
