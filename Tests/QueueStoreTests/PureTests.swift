import Queues
import Redis
import Testing

@testable import QueueStore

/// Functions that need no server.
@Suite struct PureTests {
    @Test(arguments: [
        (#"{"attempts":3}"#, 3), (#"{"a":{"attempts":9},"attempts" : 5 }"#, 5), (#"{"x":"\"attempts\":7"}"#, 1),
        (#"{"attempts":1e1}"#, 10), (#"{"attempts":0}"#, 1), (#"{"attempts":"#, nil), ("", 1), ("[[[", 1),
        (#"{"attempts":-4}"#, 1), (#"{"attempts"#, 1), (#"{"\"#, 1), (#"{"attempts":99999999999999999999}"#, nil),
        (#"{"attempts":null}"#, 1), (#"{"attempts":"3"}"#, nil),
    ])
    func readsAttempts(text: String, attempts: Int?) {
        #expect(JobOptions.attempts(in: Array(text.utf8)) == attempts)
    }

    @Test func splitsKeysAtTheLongestPrefix() {
        let prefixes = ["my:app", "my"].map { Array($0.utf8) }
        func queue(_ key: String) -> QueueID? {
            KeyPattern.queue(of: Array(key.utf8), suffix: ":meta", prefixes: prefixes)
        }
        #expect(queue("my:app:q:meta") == QueueID(prefix: prefixes[0], name: Array("q".utf8)))
        #expect(queue("my:app:meta") == QueueID(prefix: prefixes[1], name: Array("app".utf8)))
        #expect(queue("my:a:b:meta")?.name.text == "a:b")
        #expect(queue("my::meta") == nil)
        #expect(queue("my:meta") == nil)
        #expect(queue(":meta") == nil)
    }

    @Test func tellsTheFamily() {
        func family(_ change: (inout FamilyTraces) -> Void) -> Family? {
            var traces = FamilyTraces()
            traces.isBullMQ = true
            traces.isProbed = true
            change(&traces)
            return traces.family
        }
        func recorded(_ version: String, _ change: (inout FamilyTraces) -> Void = { _ in }) -> Family? {
            family {
                $0.absorb(version: Array(version.utf8), library: nil, maxEvents: nil)
                change(&$0)
            }
        }
        #expect(recorded("bullmq:3.16.2") == .bullmq3)
        #expect(recorded("bullmq:5.65.1") == .bullmq5)
        #expect(recorded("bullmq:6.1.2") == .bullmq6)
        #expect(recorded("bullmq:9.0.0") == .bullmq6)
        #expect(recorded("bullmq:1.1.0") == nil)
        #expect(recorded("bullmq-pro:7.1.0") == nil)
        #expect(recorded("bullmq:6.1.2") { $0.pausesByList = true } == nil)
        #expect(recorded("bullmq:4.0.0") { $0.hasTraceOf5 = true } == nil)
        #expect(family { $0.hasTraceOf5 = true } == nil)
        #expect(family { $0.hasPriorityMarker = true } == .bullmq4)
        #expect(family { $0.hasPrioritized = true } == .bullmq4)
        #expect(family { ($0.hasPrioritized, $0.isPaused) = (true, true) } == nil)
        #expect(family { $0.hasPriorityHelper = true } == .bullmq3)
        #expect(family { $0.hasDelayMarker = true } == nil)
        #expect(family { $0.isBullMQ = false } == .bull)
        #expect(family { ($0.isBullMQ, $0.isProbed) = (false, false) } == nil)
    }

    @Test func tellsTroubleFromErrors() {
        func trouble(_ code: String, _ message: String) -> Trouble {
            Trouble(ServerError(code: code, message: message), database: 7)
        }
        #expect(trouble("NOAUTH", "Authentication required.") == .passwordRequired)
        #expect(trouble("WRONGPASS", "invalid") == .wrongPassword)
        #expect(trouble("ERR", "invalid password") == .wrongPassword)
        #expect(trouble("ERR", "DB index is out of range") == .noDatabase(7))
        #expect(trouble("LOADING", "x") == .loading)
        #expect(trouble("BUSY", "x") == .busy("x"))
        #expect(trouble("NOPERM", "x") == .noPermission("x"))
        #expect(trouble("OOM", "command not allowed") == .server("OOM command not allowed"))
        #expect(Trouble(.closed("gone"), database: 0) == .disconnected("gone"))
        #expect(Trouble(.timedOut(milliseconds: 5), database: 0) == .timedOut(5))
        #expect(Trouble(.protocolViolation("SSH-2.0"), database: 0) == .notRedis("SSH-2.0"))
        let wrapped = ServerError(code: "ERR", message: "Error running script: -READONLY You can't")
        #expect(Refusal(wrapped) == .readOnlyServer)
        #expect(Refusal(ServerError(code: "OOM", message: "x")) == .server(.outOfMemory))
    }

    private func begins(_ search: inout Search, now: Milliseconds) -> Bool { search.begin(now: now) }

    @Test func countsTheKeysOfARound() {
        var search = Search()
        search.totalKeys = 3_000
        var shown: [Int] = []
        #expect(begins(&search, now: 0))
        var seen: Set<QueueID>?
        for cursor in ["7", "0", "7", "0", "7", "0"] {
            search.absorb(cursor: Array(cursor.utf8), candidates: [])
            seen = search.advance(now: 50)
            shown.append(search.discovery.scannedKeys)
        }
        #expect(shown == [333, 1_000, 1_333, 2_000, 2_333, 3_000])
        #expect(seen == [] && search.discovery.isComplete)
        #expect(!begins(&search, now: 10_049))
        #expect(begins(&search, now: 10_050))
        search.restart(network: 0)
        #expect(begins(&search, now: 10_051))
    }

    @Test func adaptsItsSteps() {
        var search = Search()
        search.restart(network: 300)
        for _ in 0..<9 { search.absorb(stepTook: 400) }
        #expect(search.count == 10_000)
        search.absorb(stepTook: 6_300)
        #expect(search.count == 5_000)
        search.absorb(stepTook: 3_300)
        #expect(search.count == 5_000)
        search.absorb(stepTook: 90_000)
        #expect(search.count == 1_000)
    }

    /// Checks that no step takes 4 ms of a server that needs some ns for each key, whatever the way to it takes; a thousand
    /// keys may. Where keys get slower, only the first step that meets them may take longer.
    @Test(arguments: [50, 400, 1_300, 3_900, 9_000], [Int64(40), 300, 150_000])
    func noStepTakesLong(nanoseconds: Int, network: Int64) {
        for factor in [1, 3] {
            var search = Search()
            search.restart(network: network)
            for step in 0..<60 {
                let time = search.count * nanoseconds * (step < 30 ? 1 : factor) / 1_000
                #expect(time <= 4_000 || search.count == 1_000 || step == 30, "step \(step) of \(search.count)")
                search.absorb(stepTook: network + Int64(time))
            }
        }
    }

    @Test func survivesAClockThatWasSetBack() {
        var search = Search()
        _ = search.begin(now: 1_000_000)
        for _ in Search.Trace.allCases {
            search.absorb(cursor: Array("0".utf8), candidates: [])
            _ = search.advance(now: 1_000_000)
        }
        #expect(!begins(&search, now: 1_000_001))
        #expect(begins(&search, now: 5))
    }

    @Test func forgetsWhatIsNotUsed() {
        var cache = RecentCache<Int, Int>(capacity: 2)
        for key in 1...4 {
            cache[key] = key
            #expect(cache[1] == 1)
        }
        #expect(cache[2] == nil)
        #expect(cache[4] == 4)
    }

    @Test func cutsASliceInTwo() {
        let slice = PageSlice(order: .newestFirst, offset: 3, limit: 4)
        #expect(slice.part(after: 0, length: 5).map { [$0.offset, $0.limit] } == [3, 2])
        #expect(slice.part(after: 5, length: 9).map { [$0.offset, $0.limit] } == [0, 2])
        #expect(slice.part(after: 0, length: 3) == nil)
        #expect(slice.part(after: 7, length: 3) == nil)
    }
}
