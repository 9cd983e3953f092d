import Dashboard
import JSONText
import Queues
import TestSupport
import Testing

@testable import bulltop

/// The pure parts of the commands.
@Suite struct CommandPartsTests {
    @Test(arguments: [
        (["a", "b", "c"], ["a", "b"], ["c"]), (["b", "c", "d"], ["a", "b"], ["c", "d"]),
        (["x", "y"], ["a"], ["x", "y"]),
        (["a", "b"], ["a", "b"], []), (["t", "t", "t"], ["t", "t", "t"], []), (["a"], [], ["a"]), ([], ["a"], []),
    ])
    func aLogIsFollowedAlsoWhereItLosesItsOldestLines(lines: [String], tail: [String], news: [String]) {
        func bytes(_ lines: [String]) -> [[UInt8]] { lines.map { Array($0.utf8) } }
        #expect(LogReader.lines(of: bytes(lines), after: bytes(tail)) == bytes(news))
    }

    @Test func base64IsReadAsItIsWritten() {
        for length in 0..<20 {
            let bytes = (0..<length).map { UInt8(truncatingIfNeeded: $0 * 37 + 200) }
            #expect(Base64.bytes(of: Base64.text(of: bytes).utf8) == bytes)
        }
        for text in ["a", "email", "ab=", "ab==c", "ab=c", "a!==", "AB=="] {
            #expect(Base64.bytes(of: text.utf8) == nil, "\(text)")
        }
    }

    @Test func reportsAddUp() {
        let queue = QueueID(prefix: Array("bull".utf8), name: Array("q".utf8))
        let operation = Queues.Operation.retry(.init(queue: queue, job: JobID("7"), state: nil))
        let change = Change(operation)
        var report = ChangeReport(change)
        for outcome in [Outcome.done, .refused(.locked), .added(JobID("7"), isNew: false)] {
            let goesOn = report.take(outcome, of: operation)
            #expect(goesOn)
        }
        #expect(report.tally.done == 1 && report.tally.refused == [.locked: 1, .exists: 1])
        #expect(report.status == .partial)
        var tally = Tally(done: 0)
        tally.trouble = .busy("x")
        var failed = ChangeReport(change)
        let goesOn = failed.take(.counted(tally), of: operation)
        #expect(!goesOn && failed.status == .noConnection)
        var stopped = ChangeReport(change)
        stopped.stop(left: 3)
        #expect(stopped.status == .partial)
        #expect(ChangeReport(change).status == .success)
    }

    @Test func whatTiesAJobToOthersIsNotImported() throws {
        let line =
            #"{"name":{"base64":"/w=="},"data":[1, 2],"opts":{"de":{"id":"d"},"kl":3,"rjk":1,"parent":{},"jobId":"x"}}"#
        let job = try ImportedJob(Array(line.utf8), number: 1).job(now: 0)
        #expect(job.name == [0xFF] && job.data == Array("[1,2]".utf8))
        #expect(job.options == Array(#"{"deduplication":{"id":"d"},"keepLogs":3,"rjk":1,"jobId":"x"}"#.utf8))
    }

    @Test func optionsAreImportedAsTheyAreByNow() throws {
        func options(_ rest: String) throws -> String {
            let line = #"{"name":"n","opts":{"delay":9,"attempts":2},"# + rest + "}"
            return String(decoding: try ImportedJob(Array(line.utf8), number: 1).job(now: 1_100).options, as: UTF8.self)
        }
        let delayed = #"{"attempts":2,"delay":400,"timestamp":1100}"#
        #expect(try options(#""state":"delayed","runAt":1500,"priority":0"#) == delayed)
        #expect(try options(#""state":"delayed","runAt":1100"#) == #"{"attempts":2}"#)
        #expect(try options(#""state":"delayed","runAt":9e99"#) == #"{"attempts":2}"#)
        #expect(try options(#""state":"failed","runAt":null,"priority":3"#) == #"{"attempts":2,"priority":3}"#)
        #expect(try options(#""data":1"#) == #"{"delay":9,"attempts":2}"#)
        // The id of a scheduler's run belongs to the scheduler.
        for tie in [#""opts":{"repeat":{},"jobId":"x"}"#, #""repeatJobKey":"s","opts":{"jobId":"x"}"#] {
            let line = #"{"name":"n","state":"waiting",\#(tie)}"#
            #expect(try ImportedJob(Array(line.utf8), number: 1).job(now: 0).options == Array("{}".utf8), "\(tie)")
        }
    }

    @Test func whatIsNoJobIsRefusedWithItsLine() {
        for (line, words) in [
            (#"{"name":"n","opts":[]}"#, "line 7 has opts that are not an object"),
            ("{}", "line 7 has no name of a job"),
            (#"{"name":"n","data":7,"notJSON":["data"]}"#, "line 7 has data that is not a text"),
            (
                #"{"name":"n","state":"waiting-children"}"#,
                "line 7 is a job that waits for its children, which a new one would not have"
            ),
        ] {
            #expect(throws: CommandFailure.failed(words)) {
                _ = try ImportedJob(Array(line.utf8), number: 7).job(now: 0)
            }
        }
    }
}

/// Times for people are in the zone of `TZ`, else in the system's; `--utc` prints UTC. JSON has ms since 1970.
@Suite struct ZoneTests {
    @Test(arguments: [
        ("Europe/Vienna", "", "2026-11-24 00:04:05 CET"), (":Europe/Vienna", "", "2026-11-24 00:04:05 CET"),
        ("America/New_York", "", "2026-11-23 18:04:05 EST"), ("America/New_York", "--utc", "2026-11-23 23:04:05 UTC"),
        ("UTC", "", "2026-11-23 23:04:05 UTC"),
    ])
    func timesAreInTheOperatorsZone(zone: String, option: String, words: String) throws {
        let bench = try CommandBench()
        try bench.send(
            "XADD bull:email:events 1795475045000-0 event paused", "HSET bull:email:meta version bullmq:5.1.1")
        let result = try Program.run(
            ["events", "email"] + (option.isEmpty ? [] : [option]), environment: ["BULLTOP_URL": bench.url, "TZ": zone])
        #expect(result.output == words + "  paused\n", "\(result)")
    }
}
