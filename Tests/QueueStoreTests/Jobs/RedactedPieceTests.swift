import JSONText
import Queues
import Redis
import TestSupport
import Testing

@testable import QueueStore

/// Secrets in values that are shown in pieces.
@Suite struct RedactedPieceTests {
    private let bench: Bench
    private let store: RedactingStore

    init() throws {
        bench = try Bench()
        store = RedactingStore(bench.store, hiding: SecretNames())
        try bench.send("HSET bull:q:meta version bullmq:5.0.0", "ZADD bull:q:failed 1 7")
        try bench.discoverAll()
    }

    private func piece(_ number: Int) throws -> Excerpt {
        let request = JobRequest(
            queue: QueueID("bull:q"), id: JobID("7"), offsets: [.data: number * JobRequest.pieceLength])
        guard case .job(let job) = try store.answer(.job(request), now: Clock.now).content else {
            throw TestFailure("another content")
        }
        return try #require(job?.fields[.data])
    }

    private func set(_ data: String) throws {
        _ = try bench.connection.send(Command("HSET", "bull:q:7", "name", "n", "timestamp", "1", "data", data))
    }

    /// Checks secrets across the boundary of pieces, in whatever order these are looked at.
    @Test(
        arguments: [
            (#""credentials":{"user":"SECRET1","key":"SECRET2","more":["SECRET3"]}"#, 30),
            (#""credentials":{"user":"SECRET1","key":"SECRET2","more":["SECRET3"]}"#, 60),
            (#""password":"SECRET1SECRET2""#, 5), (#""password":"SECRET1SECRET2""#, 20),
            (#""note":"{\"password\":\"SECRET1 SECRET2\"}""#, 28),
            ("\"password\":\"" + String(repeating: "SECRET", count: 100_000) + "\"", 20),
        ], [[0, 1, 2], [2, 1, 0], [1, 3, 1]]) func areHidden(secret: (text: String, cut: Int), order: [Int]) throws
    {
        let beginning = #"{"pad":""#
        let pad = String(repeating: "y", count: JobRequest.pieceLength - secret.cut - beginning.utf8.count - 2)
        let rest = String(repeating: "z", count: 600_000)
        try set(beginning + pad + "\"," + secret.text + ",\"visible\":\"" + rest + "\"}")
        for number in order {
            let piece = try piece(number)
            #expect(!piece.bytes.text.contains("SECRET"), "\(number)")
            #expect(piece.bytes.count == min(JobRequest.pieceLength, piece.total - number * JobRequest.pieceLength))
        }
        #expect(try piece(3).bytes.text.contains("zzz"))
        #expect(store.hasHidden)
    }

    /// Checks that a value of another length is looked at from its beginning.
    @Test func anotherValueIsLookedAtAnew() throws {
        try set("{\"a\":\"" + String(repeating: "x", count: 300_000) + "\"}")
        #expect(try piece(1).bytes.text.contains("xxx"))
        try set("{\"token\":\"" + String(repeating: "x", count: 300_000) + "\",\"b\":\"visible\"}")
        let piece = try piece(1).bytes.text
        #expect(!piece.contains("xxx") && piece.contains("visible"))
    }
}
