import JSONText
import Queues
import Redis
import TestSupport
import Testing

@testable import QueueStore

/// Long logs: windows around a line, and a search through all lines, in steps of bounded size.
@Suite struct LogSearchTests {
    private let queue = QueueID("bull:q")

    /// Creates a log of 200,000 lines, of which every thousandth has a needle.
    private func bench(_ count: Int = 200_000) throws -> Bench {
        let bench = try Bench()
        try bench.send("HSET bull:q:1 name n timestamp 1", "LPUSH bull:q:active 1")
        let script = """
            local lines = {}
            for i = 0, ARGV[1] - 1 do
                lines[#lines + 1] = i % 1000 == 7 and ('line ' .. i .. ' \\27[31mNee\\27[0mdle') or ('line ' .. i .. ' of many')
                if #lines == 5000 or i == ARGV[1] - 1 then
                    redis.call('RPUSH', 'bull:q:1:logs', unpack(lines))
                    lines = {}
                end
            end
            """
        _ = try bench.connection.send(Command("EVAL", script, "0", String(count)))
        return bench
    }

    private func part(_ bench: Bench, _ search: LogSearch) throws -> LogSearchPart {
        var request = JobRequest(queue: queue, id: JobID("1"))
        request.logSearch = search
        guard case .job(let job?) = try bench.store.answer(.job(request), now: Clock.now).content else {
            throw TestFailure("another content")
        }
        return try #require(job.logSearch)
    }

    /// Takes parts as a screen does, until there are no more. Returns the last one.
    private func follow(_ bench: Bench, _ search: inout LogSearch, _ findings: inout LogFindings) throws
        -> LogSearchPart
    {
        for _ in 0..<10_000 {
            let part = try part(bench, search)
            #expect(findings.take(part) != nil)
            search.known = findings.count
            if part.isComplete { return part }
        }
        throw TestFailure("the search never ends")
    }

    /// Returns all that is found, and the last part.
    private func all(_ bench: Bench, _ text: String) throws -> (found: [FoundLine], last: LogSearchPart) {
        var (search, findings) = (LogSearch(text), LogFindings())
        let last = try follow(bench, &search, &findings)
        return (findings.lines, last)
    }

    @Test func windowsAreReadAroundALine() throws {
        let bench = try bench()
        for (line, first) in [(100_000, 99_500), (0, 0), (199_999, 199_499), (900_000, 199_499)] {
            let request = JobRequest(queue: queue, id: JobID("1"), logLine: line)
            let answer = try bench.store.answer(.job(request), now: Clock.now)
            guard case .job(let job?) = answer.content else { throw TestFailure("another content") }
            #expect(job.logs.total == 200_000 && job.logs.offset == first && job.logs.lines.count <= 1_000)
            #expect(job.logs.lines.first?.text.hasPrefix("line \(first) ") == true)
            #expect(answer.cost.bytes < 100_000)
            // Data that has not changed is not read again.
            #expect(try bench.store.answer(.job(request), now: Clock.now).cost.bytes < 3_000)
        }
    }

    @Test func everyLineIsLookedAtOnce() throws {
        let bench = try bench()
        let (found, last) = try all(bench, "needle")
        #expect(found.map(\.index) == (0..<200).map { $0 * 1_000 + 7 })
        #expect(found.first?.text.text == "line 7 Needle")
        #expect(last.looked == 200_000 && last.total == 200_000 && !last.isFull)
        #expect(try all(bench, "NEEDLE").found.isEmpty)
        // Lines that were added since are searched as well, and no others again.
        try bench.send("RPUSH bull:q:1:logs needle-too")
        var search = LogSearch("NEEDLE")
        _ = try part(bench, search)
        search = LogSearch("needle")
        search.known = 200
        for _ in 0..<1_000 {
            let part = try part(bench, search)
            guard part.isComplete else { continue }
            #expect(part.looked == 200_001)
            break
        }
    }

    @Test func aSearchRestsAndGoesOn() throws {
        let bench = try bench()
        var search = LogSearch("needle")
        search.isStopped = true
        let part = try part(bench, search)
        #expect(part.looked == 0 && part.isComplete && part.found.isEmpty)
    }

    @Test func theNewestAreKept() throws {
        let bench = try bench(30_000)
        var (search, findings) = (LogSearch("line"), LogFindings())
        var last = try follow(bench, &search, &findings)
        #expect(findings.lines.map(\.index) == Array(20_000..<30_000) && last.isFull && last.looked == 30_000)
        try bench.send("RPUSH bull:q:1:logs newest-line other")
        last = try follow(bench, &search, &findings)
        #expect(
            findings.lines.map(\.index) == Array(20_001...30_000) && findings.lines.last?.text.text == "newest-line")
        #expect(last.isFull)
        try bench.send("LTRIM bull:q:1:logs -500 -1")
        last = try follow(bench, &search, &findings)
        #expect(findings.lines.map(\.index) == Array(0...498) && !last.isFull)
    }

    /// What happens to a log of 1,000 lines between two answers.
    private static let trims: [(lines: String, keep: String)] = [
        ("1", "1000"), ("400", "1000"), ("0", "300"), ("900", "1000"), ("5000", "1000"), ("1200", "800"), ("0", "1"),
        ("30", "0"), ("2000", "2000"),
    ]

    /// Checks that what is found equals the lines that the log has, after each way of trimming it, alone and after others.
    @Test(arguments: [false, true]) func aTrimmedLogIsFollowed(isStopped: Bool) throws {
        let bench = try Bench()
        try bench.send("HSET bull:q:1 name n timestamp 1")
        let script = """
            for i = 1, tonumber(ARGV[1]) do
                local number = redis.call('INCR', 'number')
                redis.call('RPUSH', 'bull:q:1:logs', number % 25 == 3 and 'HIT ' .. number or 'tick ' .. number % 7)
                if ARGV[2] ~= '0' then redis.call('LTRIM', 'bull:q:1:logs', -tonumber(ARGV[2]), -1) end
                if ARGV[2] == '0' and i == 20 then redis.call('DEL', 'bull:q:1:logs') end
            end
            if ARGV[2] ~= '0' then redis.call('LTRIM', 'bull:q:1:logs', -tonumber(ARGV[2]), -1) end
            return redis.call('LRANGE', 'bull:q:1:logs', 0, -1)
            """
        func change(_ lines: String, _ keep: String) throws -> [FoundLine] {
            let reply = try bench.connection.send(Command("EVAL", script, "0", lines, keep))
            let texts = (reply.array ?? []).map { $0.bytes ?? [] }
            return texts.enumerated().filter { $1.text.hasPrefix("HIT") }.map { FoundLine(index: $0, text: $1) }
        }
        var (search, findings) = (LogSearch("HIT"), LogFindings())
        _ = try change("1000", "1000")
        _ = try follow(bench, &search, &findings)
        for (lines, keep) in Self.trims {
            search.isStopped = isStopped
            let before = Set(findings.lines.map(\.text))
            let there = try change(lines, keep)
            let last = try follow(bench, &search, &findings)
            if isStopped {
                #expect(findings.lines == there.filter { before.contains($0.text) }, "\(lines) \(keep)")
                search.isStopped = false
                _ = try follow(bench, &search, &findings)
            }
            #expect(findings.lines == there, "\(lines) \(keep)")
            #expect(last.total >= last.looked)
        }
    }

    @Test func longLinesAreLookedAtFewAtATime() throws {
        let bench = try Bench()
        try bench.send("HSET bull:q:1 name n timestamp 1")
        let script = """
            for i = 1, 300 do redis.call('RPUSH', 'bull:q:1:logs', 'start' .. i .. string.rep('x', 100000)) end
            redis.call('RPUSH', 'bull:q:1:logs', string.rep('y', 9000000) .. 'start')
            """
        _ = try bench.connection.send(Command("EVAL", script, "0"))
        let (found, last) = try all(bench, "start")
        #expect(found.count == 300 && last.looked == 301)
        #expect(found.allSatisfy { $0.text.count == LogSearch.lineLimit })
        let window = try #require(try bench.job(queue, "1", logLine: 150)?.logs)
        #expect(window.offset <= 150 && window.offset + window.lines.count > 150)
        #expect(window.lines.reduce(0) { $0 + $1.count } <= 300 * 1_024)
    }

    @Test func aReaderAndAReplicaSuffice() throws {
        let bench = try bench(5_000)
        try bench.add(user: "reader", "+@read", "~bull:*")
        let reader = try Bench(bench.redis, user: "reader")
        #expect(try all(reader, "needle").found.count == 5)
        try bench.send("REPLICAOF 127.0.0.1 1")
        #expect(try all(reader, "of many").found.count == 4_995)
    }

    @Test func secretsAreHiddenInWhatIsFound() throws {
        let bench = try Bench()
        try bench.send("HSET bull:q:1 name n timestamp 1", #"RPUSH bull:q:1:logs {"password":"hunter2"}"#)
        let store = RedactingStore(bench.store, hiding: SecretNames(["password"]))
        var request = JobRequest(queue: queue, id: JobID("1"))
        request.logSearch = LogSearch("password")
        guard case .job(let job?) = try store.answer(.job(request), now: Clock.now).content else {
            throw TestFailure("another content")
        }
        #expect(job.logSearch?.found.first?.text.text.contains("hunter2") == false)
    }

    /// Checks the lines that the official clients have written.
    @Test(arguments: ClientFamily.recent) func realLogs(family: ClientFamily) throws {
        let bench = try Bench()
        let script = """
            import asyncio, sys
            from client import Client
            from bullmq import Job
            client = Client(sys.argv[1], int(sys.argv[2]))
            async def main():
                job = await client.queue("q").add("n", {}, {"jobId": "1"})
                for index in range(30):
                    await job.log("step %d, \\u00fcber" % index)
                await client.close()
            asyncio.run(main())
            """
        let arguments = [bench.redis.socketPath, family.number]
        _ = try PythonClient.run(family, script: script, arguments: arguments)
        let found = try all(bench, "step 2").found
        #expect(found.map(\.index) == [2] + Array(20...29) && found.first?.text.text == "step 2, über")
    }
}
