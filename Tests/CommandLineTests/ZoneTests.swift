import TestSupport
import Testing

/// Times for people are in the zone of `TZ`, else in that of the system; `--utc` prints UTC. JSON has ms since 1970.
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
