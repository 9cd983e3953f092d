import Foundation
import JSONText
import Queues
import Redis
import TestSupport
import Testing

@testable import QueueStore

@Suite struct AddTests {
    @Test(arguments: [
        ("[]", "the options must be a JSON object"),
        ("{\"attempts\":3,}", "options, line 1, column 15: expected a name in double quotes"),
        (#"{"attemps":3}"#, "there is no option attemps; did you mean attempts?"),
        (#"{"JobID":"x"}"#, "there is no option JobID; did you mean jobId?"),
        (#"{"colour":3}"#, "there is no option colour"),
        (#"{"kl":3}"#, "kl is written keepLogs"),
        (#"{"repeat":{"every":5}}"#, "repeat cannot be given; use a job scheduler"),
        (#"{"debounce":{"id":"x"}}"#, "debounce cannot be given; use deduplication"),
        (#"{"attempts":1,"attempts":2}"#, "attempts is given twice"),
        (#"{"attempts":-1}"#, "attempts must be a whole number, 0 or more"),
        (#"{"attempts":1.5}"#, "attempts must be a whole number, 0 or more"),
        (#"{"attempts":"3"}"#, "attempts must be a whole number, 0 or more"),
        (#"{"delay":-1}"#, "delay must be a whole number from 0 to 8640000000000000"),
        (#"{"priority":2097152}"#, "priority must be a whole number from 0 to 2097151"),
        (#"{"lifo":1}"#, "lifo must be true or false"),
        (#"{"timestamp":"now"}"#, "timestamp must be a whole number from 1 to 8640000000000000"),
        (
            #"{"backoff":"slow"}"#,
            "backoff must be a whole number, 0 or more, or an object of type, delay, jitter"
        ),
        (#"{"backoff":{"delay":5}}"#, "backoff needs type"),
        (#"{"backoff":{"type":""}}"#, "backoff.type must be a text"),
        (#"{"backoff":{"type":"fixed","jitter":1.1}}"#, "backoff.jitter must be a number from 0 to 1"),
        (#"{"backoff":{"typ":"fixed"}}"#, "there is no option backoff.typ; did you mean type?"),
        (
            #"{"removeOnComplete":"yes"}"#,
            "removeOnComplete must be true or false, or a whole number, -1 or more, or an object of age, count, limit"
        ),
        (#"{"removeOnFail":{"age":"1h"}}"#, "removeOnFail.age must be a whole number, 0 or more"),
        (#"{"parent":{"id":"1"}}"#, "parent needs queue"),
        (#"{"parent":{"id":"1","queue":"orders"}}"#, "parent.queue must be prefix:name"),
        (#"{"deduplication":{"ttl":5}}"#, "deduplication needs id"),
        (#"{"deduplication":{"id":""}}"#, "deduplication.id must be a text"),
        (
            #"{"deduplication":{"id":"a"},"parent":{"id":"1","queue":"bull:q"}}"#,
            "deduplication cannot be combined with a parent"
        ),
        (
            #"{"failParentOnFailure":true,"removeDependencyOnFailure":true}"#,
            "only one of failParentOnFailure and removeDependencyOnFailure may be true"
        ),
        (#"{"jobId":12}"#, "jobId must be a text"), (#"{"jobId":""}"#, "jobId must be a text"),
        (#"{"jobId":"12"}"#, "jobId must not be a number"), (#"{"jobId":"0"}"#, "jobId must not be a number"),
        (#"{"jobId":"0:a:b"}"#, "jobId must not begin with 0:"),
        (#"{"jobId":"a:b"}"#, "jobId must have three parts if it contains colons"),
        (#"{"jobId":"wait"}"#, "jobId must not be, or begin with, the name of one of the queue's keys"),
        (#"{"jobId":"repeat:a:5"}"#, "jobId must not be, or begin with, the name of one of the queue's keys"),
        (#"{"sizeLimit":6}"#, "the data has 7 bytes, more than sizeLimit (6)"),
    ])
    func refusesOptions(options: String, words: String) throws {
        let bench = try Bench()
        try bench.send("HSET bull:q:meta version bullmq:6.1.2")
        let before = try snapshot(of: bench.connection)
        #expect(
            bench.add(options, to: "bull:q", data: #"{"a":1}"#)
                == .refused(.invalid(words.hasSuffix("?") ? words : words + ".")))
        #expect(try snapshot(of: bench.connection) == before)
    }

    /// Checks that a job is refused where the family is unknown: a job in a place of the wrong library would wait for
    /// ever.
    @Test func nothingIsGuessedWhereWorkersOfSomeLibraryAre() throws {
        let bench = try Bench()
        let queue = QueueID("bull:q")
        try bench.send("SET bull:q:stalled-check 5 PX 60000")
        var job = NewJob(name: [110], data: Array("{}".utf8))
        guard case .refused(.invalid(let words)) = bench.store.perform(.queue(.add(job), queue), now: 5) else {
            Issue.record("it was added")
            return
        }
        #expect(words.contains("--library bull"))
        #expect(try bench.send("DBSIZE")[0].integer == 1)
        job.library = .bull
        #expect(bench.store.perform(.queue(.add(job), queue), now: 5) == .added(JobID("1"), isNew: true))
        #expect(try bench.send("EXISTS bull:q:events")[0].integer == 0)
        job.library = .bullmq
        #expect(bench.store.perform(.queue(.add(job), queue), now: 5) == .refused(.invalid("the queue is of Bull.")))
        job.library = .bullmq
        #expect(bench.store.perform(.queue(.add(job), QueueID("bull:p")), now: 5).isDone)
        #expect(try bench.send("EXISTS bull:p:events")[0].integer == 1)
    }

    @Test func nullOptionsAreAbsentAndFalseOnesAreAllowed() throws {
        let bench = try Bench()
        let options = #"{"jobId":null,"lifo":false,"failParentOnFailure":true,"removeDependencyOnFailure":false}"#
        #expect(bench.add(options, to: "bull:q") == .added(JobID("1"), isNew: true))
        let stored = try bench.send("HGET bull:q:1 opts")[0].text
        #expect(stored == #"{"lifo":false,"fpof":true,"rdof":false,"attempts":0}"#)
    }

    @Test(arguments: [("3.16.2", "deduplication", #"{"id":"a"}"#), ("4.18.3", "ignoreDependencyOnFailure", "true")])
    func refusesWhatTheLibraryOfTheQueueDoesNotKnow(version: String, name: String, value: String) throws {
        let bench = try Bench()
        try bench.send("HSET bull:q:meta version bullmq:\(version)")
        let words = "BullMQ \(version.prefix(1)) does not know the option \(name)"
        #expect(
            bench.add("{\"\(name)\":\(value)}", to: "bull:q")
                == .refused(.invalid(words.hasSuffix("?") ? words : words + ".")))
    }

    @Test func telemetryIsStoredInTwoParts() throws {
        let bench = try Bench()
        _ = bench.add(#"{"telemetry":{"metadata":"m","omitContext":true}}"#, to: "bull:q")
        #expect(try bench.send("HGET bull:q:1 opts")[0].text == #"{"tm":"m","omc":true,"attempts":0}"#)
    }

    @Test func dataIsStoredAsItIs() throws {
        let bench = try Bench()
        let data = " {\"n\": 12345678901234567890.10,\n\"a\":[], \"a\":\"\\ud800\\/\" } "
        _ = bench.add("{}", to: "bull:q", data: data)
        #expect(try bench.send("HGET bull:q:1 data")[0].text == data)
        let words = "data, line 2, column 1: expected a value"
        #expect(
            bench.add("{}", to: "bull:q", data: "[1,\n]")
                == .refused(.invalid(words.hasSuffix("?") ? words : words + ".")))
    }

    @Test func refusesAParentThatIsGoneOrAnother() throws {
        let bench = try Bench()
        let child = #"{"jobId":"child","parent":{"id":"1","queue":"bull:q"}}"#
        #expect(bench.add(child, to: "bull:q") == .refused(.parentVanished))
        #expect(try bench.send("EXISTS bull:q:id")[0].integer == 0)
        for _ in 1...2 { _ = bench.add(to: "bull:q") }
        #expect(bench.add(child, to: "bull:q") == .added(JobID("child"), isNew: true))
        #expect(bench.add(child, to: "bull:q") == .added(JobID("child"), isNew: false))
        let other = #"{"jobId":"child","parent":{"id":"2","queue":"bull:q"}}"#
        let words = "the job exists, and belongs to another parent"
        #expect(bench.add(other, to: "bull:q") == .refused(.invalid(words.hasSuffix("?") ? words : words + ".")))
        #expect(try bench.send("SMEMBERS bull:q:1:dependencies")[0].byteStrings.map(\.text) == ["bull:q:child"])
        #expect(try bench.send("EXISTS bull:q:2:dependencies")[0].integer == 0)
    }

    /// Checks that adding never overwrites a job. The library itself overwrites jobs after its counter is lost.
    @Test func neverOverwritesAJob() throws {
        let bench = try Bench()
        for _ in 1...3 { _ = bench.add(to: "bull:q") }
        try bench.send("SET bull:q:id 1")
        #expect(bench.add(to: "bull:q") == .added(JobID("4"), isNew: true))
        #expect(try bench.send("LLEN bull:q:wait")[0].integer == 4)
    }

    /// Checks that a stale deduplication key is taken over, which the library of version 5 never does.
    @Test func takesOverAStaleDeduplicationKey() throws {
        let bench = try Bench()
        try bench.send("HSET bull:q:meta version bullmq:5.81.2", "SET bull:q:de:a gone")
        #expect(bench.add(#"{"deduplication":{"id":"a"}}"#, to: "bull:q") == .added(JobID("1"), isNew: true))
        #expect(try bench.send("GET bull:q:de:a")[0].text == "1")
    }

    @Test func changesNothingWithoutPermission() throws {
        let admin = try Bench()
        try admin.send("HSET bull:q:meta version bullmq:6.1.2", "HSET bull:other:1 name x")
        try admin.add(user: "clerk", "~bull:q:*", "+@all")
        let clerk = try Bench(admin.redis, user: "clerk")
        let before = try snapshot(of: admin.connection)
        let outcome = clerk.add(#"{"parent":{"id":"1","queue":"bull:other"}}"#, to: "bull:q")
        guard case .refused(.noPermission) = outcome else { throw TestFailure("\(outcome)") }
        #expect(try snapshot(of: admin.connection) == before)
    }

    @Test(arguments: [nil, "bullmq:5.81.2"])
    func aPausedQueueKeepsItsJobsWhereItsLibraryLooks(version: String?) throws {
        let bench = try Bench()
        try bench.send("HSET bull:q:meta paused 1 opts.maxLenEvents 10000")
        if let version { try bench.send("HSET bull:q:meta version \(version)") }
        _ = bench.add(to: "bull:q")
        #expect(try bench.send("LRANGE bull:q:paused 0 -1")[0].byteStrings.map(\.text) == ["1"])
        #expect(try bench.send("EXISTS bull:q:marker bull:q:wait")[0].integer == 0)
    }
}
