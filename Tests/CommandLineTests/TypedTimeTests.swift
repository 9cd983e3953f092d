import Foundation
import Redis
import TestSupport
import Testing

@testable import bulltop

/// Times are typed and shown in the operator's zone, and in UTC with `--utc` or a Z at their end.
@Suite struct TypedTimeTests {
    /// 2031-07-17 12:00 in Vienna is 10:00 UTC.
    private static let moment = 1_942_048_800_000

    private func run(_ line: String, _ bench: CommandBench, zone: String = "Europe/Vienna") throws
        -> TestSupport.Program.Result
    {
        try Program.run(
            line.split(separator: " ").map(String.init), environment: ["BULLTOP_URL": bench.url, "TZ": zone])
    }

    @Test(arguments: [
        ("--at 2031-07-17T12:00", "2031-07-17 12:00:00 CEST"),
        ("--utc --at 2031-07-17T10:00", "2031-07-17 10:00:00 UTC"),
        ("--at 2031-07-17T10:00 --utc", "2031-07-17 10:00:00 UTC"),
        ("--at 2031-07-17T10:00Z", "2031-07-17 12:00:00 CEST"),
        ("--at 1942048800000", "2031-07-17 12:00:00 CEST"), ("--at 1942048800000 --utc", "2031-07-17 10:00:00 UTC"),
    ])
    func aDelayIsInTheZone(options: String, words: String) throws {
        let bench = try CommandBench()
        try bench.addQueue()
        let trial = try run("delay email 3 --dry-run \(options)", bench)
        #expect(trial.output.contains("until \(words)"), "\(trial)")
        let result = try run("delay email 3 \(options)", bench)
        #expect(result.status == 0 && result.errors.contains("until \(words)"), "\(result)")
        let score = try bench.send("ZSCORE bull:email:delayed 3")[0].text.flatMap(Double.init) ?? 0
        #expect(Int(score / 4_096) == Self.moment)
    }

    @Test(arguments: [("", "2031-07-17T12:00"), ("--utc", "2031-07-17T10:00"), ("", "2031-07-17T10:00Z")])
    func theDatesOfASchedulerAreInTheZone(option: String, time: String) throws {
        let bench = try CommandBench()
        try bench.addQueue()
        let line = "schedule email s --every 60000 --end \(time) \(option)"
        #expect(try run(line, bench).status == 0)
        #expect(try bench.send("HGET bull:email:repeat:s endDate")[0].text == "\(Self.moment)")
        let later = "schedule email t --every 60000 --start \(time) \(option)"
        #expect(try run(later, bench).status == 0)
        #expect(try bench.send("HGET bull:email:repeat:t startDate")[0].text == "\(Self.moment)")
    }

    @Test func theHelpSaysSo() throws {
        let help = try Program.run(["help", "delay"]).output
        let words = help.split { $0 == " " || $0 == "\n" }.joined(separator: " ")
        #expect(words.contains("in UTC with --utc or a Z at its end"))
        #expect(words.contains("Show and read times in UTC, not in the time zone of TZ or of the system."))
    }

    @Test(arguments: ["2031-02-30T10:00", "25:00", "soon", "-5", "2031-07-17T10:00+02:00"])
    func whatIsNoTimeIsRefused(text: String) throws {
        let bench = try CommandBench()
        try bench.addQueue()
        let result = try run("delay email 3 --at \(text)", bench)
        #expect(result.status == 2 && result.errors.contains("--at"), "\(result)")
    }
}
