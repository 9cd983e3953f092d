import Queues

@testable import Dashboard

extension Fixture {
    static let data =
        #"{"to":"ann@example.com","amount":1.10,"id":12345678901234567890,"#
        + #""tags":["a","b"],"none":null,"id":2,"empty":{},"note":"line one\nline two — ü"}"#

    /// A job that failed for the third time.
    static var failed: JobDetail {
        var row = row("42", .failed)
        (row.processedOn, row.finishedOn) = (started, started + 1_240)
        (row.attemptsMade, row.attemptsStarted, row.attemptsAllowed) = (3, 4, 3)
        (row.stalledCounter, row.priority) = (1, 7)
        row.processedBy = Array("mailer-1".utf8)
        row.failedReason = Array("connect ECONNREFUSED 10.0.0.7:587".utf8)
        var detail = JobDetail(row: row)
        detail.fields = [
            .data: whole(data), .opts: whole(#"{"attempts":3,"backoff":{"type":"exponential","delay":1000}}"#),
            .failedReason: whole("connect ECONNREFUSED 10.0.0.7:587"), .stacktrace: whole(traces),
        ]
        detail.history = RunHistory(
            runs: [
                JobRun(started: started - 240_000, ended: started - 235_000, end: .delayed(until: started - 230_000)),
                JobRun(started: started - 230_000, ended: started - 229_992, end: .stalled),
                JobRun(started: started - 120_000, ended: started - 119_970, end: .delayed(until: started - 1)),
                JobRun(started: started, ended: started + 1_240, end: .failed),
            ], reach: .whole)
        return detail
    }

    /// The same failed job, but the queue's events begin at the last attempt, and the oldest trace is dropped.
    static var trimmed: JobDetail {
        var detail = failed
        detail.fields[.opts] = whole(#"{"attempts":4,"stackTraceLimit":3}"#)
        (detail.row.attemptsMade, detail.row.attemptsStarted, detail.row.attemptsAllowed) = (4, 5, 4)
        detail.history = RunHistory(runs: [], reach: .trimmed(since: started - 60_000))
        return detail
    }

    private static let traces = """
        ["Error: timeout of 5000 ms\\n    at Timeout.expire (/app/src/mail.js:10:3)\\n    at listOnTimeout \
        (node:internal/timers:573:17)","TypeError: Cannot read properties of undefined (reading 'to')\\n    at render \
        (/app/src/render.js:7:21)","Error: connect ECONNREFUSED 10.0.0.7:587\\n    at send (/app/src/mail.js:31:9)\\n    \
        at Socket.emit (node:events:519:28)\\n    at Client.connect (/app/node_modules/smtp/lib/client.js:88:12)"]
        """

    /// An active job with a lock and a log.
    static var active: JobDetail {
        var row = row("43", .active)
        row.processedOn = now - 12_000
        row.progress = Array("42".utf8)
        row.scheduler = Array("nightly".utf8)
        var detail = JobDetail(row: row)
        detail.lock = Lock(expiresIn: 25_000)
        detail.children = Children(pending: 2, processed: 5, failed: 1)
        detail.fields = [.data: whole(data), .progress: whole(#"{"percent":42}"#)]
        let lines = (1...60).map { "14:08:\($0) sent part \($0) of 60" }
        detail.logs = LogExcerpt(lines: lines.map { Array($0.utf8) }, total: 60)
        return detail
    }

    static var delayed: JobDetail {
        var row = row("tomorrow:report", .delayed, "report")
        row.runAt = now + 7_200_000
        row.delay = row.runAt.map { $0 - started + 300_000 } ?? 0
        row.deduplicationID = Array("report-23".utf8)
        var detail = JobDetail(row: row)
        detail.fields = [.data: whole("{}"), .opts: whole(#"{"delay":18300000}"#)]
        return detail
    }

    static var completed: JobDetail {
        var row = row("44", .completed)
        (row.processedOn, row.finishedOn, row.attemptsMade) = (started, started + 830, 1)
        row.parentKey = Array("bull:orders:1001".utf8)
        var detail = JobDetail(row: row)
        detail.fields = [
            .data: whole(data), .returnvalue: whole(#"{"messageId":"<1@mail>","accepted":[true,false]}"#),
        ]
        return detail
    }

    /// A job with data of 30 MB, of which the second piece is shown.
    static var large: JobDetail {
        var detail = JobDetail(row: row("45", .waiting, "import"))
        let text = String(repeating: #"{"row":1,"name":"x"},"#, count: JobRequest.pieceLength / 21 + 1)
        let bytes = Array(text.utf8.prefix(JobRequest.pieceLength))
        detail.fields = [.data: Excerpt(bytes: bytes, offset: JobRequest.pieceLength, total: 30_000_000)]
        return detail
    }

    /// A job whose texts all try to leave their cells.
    static var hostile: JobDetail {
        let escape = "\u{1B}[31mred\u{1B}]0;title\u{7}\u{202E}txt.exe\u{200B}\r\n\tend 日本語 e\u{301} 👩‍👩‍👧"
        var row = row("46\u{1B}[2J", .failed, escape)
        (row.attemptsMade, row.attemptsAllowed, row.priority) = (.max, .max, .min)
        (row.timestamp, row.processedOn, row.finishedOn) = (.min, .max, -1)
        row.failedReason = Array(escape.utf8) + [0xFF, 0xC0, 0x80]
        row.processedBy = Array(escape.utf8)
        var detail = JobDetail(row: row)
        let bytes = row.failedReason
        detail.fields = [
            .failedReason: Excerpt(bytes: bytes, total: bytes.count),
            .stacktrace: whole(#"["\ud800 \u001b[2J \ud83d\ude00","at"#),
            .data: Excerpt(bytes: [0x22] + bytes + [0x22], total: bytes.count + 2),
        ]
        detail.logs = LogExcerpt(lines: [bytes, [], bytes], total: 3)
        return detail
    }
}
