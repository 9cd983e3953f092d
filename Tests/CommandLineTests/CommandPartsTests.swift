import JSONText
import Queues
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
        var report = ChangeReport()
        #expect(report.take(.done) && report.take(.refused(.locked)) && report.take(.added(JobID("7"), isNew: false)))
        #expect(report.done == 1 && report.refused == [.locked: 1, .exists: 1] && report.status == .partial)
        var tally = Tally(done: 0)
        tally.trouble = .busy("x")
        var failed = ChangeReport()
        #expect(!failed.take(.counted(tally)) && failed.status == .noConnection)
        var stopped = ChangeReport()
        stopped.stop(left: 3)
        #expect(stopped.status == .partial)
        #expect(ChangeReport().status == .success)
    }

    @Test func whatTiesAJobToOthersIsNotImported() throws {
        let line =
            #"{"name":{"base64":"/w=="},"data":[1, 2],"opts":{"de":{"id":"d"},"kl":3,"rjk":1,"repeat":{},"jobId":"x"}}"#
        let job = try ImportedJob.read(Array(line.utf8), number: 1)
        #expect(job.name == [0xFF] && job.data == Array("[1,2]".utf8))
        #expect(job.options == Array(#"{"deduplication":{"id":"d"},"keepLogs":3,"rjk":1,"jobId":"x"}"#.utf8))
    }
}
