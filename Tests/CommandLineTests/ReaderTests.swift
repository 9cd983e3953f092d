import Foundation
import TestSupport
import Testing
import Threads

@testable import bulltop

/// A reader that goes away is not a failure: `--once` and every command that prints end in the same way.
@Suite struct ReaderTests {
    /// Runs bulltop with a standard output without a reader. Returns its status and its errors.
    private func runWithoutReader(_ line: String, on bench: CommandBench) throws -> (status: Int32, errors: String) {
        let errors = try Scratch.directory() + "/errors"
        _ = FileManager.default.createFile(atPath: errors, contents: nil)
        var ends: [Int32] = [0, 0]
        guard pipe(&ends) == 0 else { throw TestFailure("no pipe") }
        close(ends[0])
        let environment = Program.environment.merging(["BULLTOP_URL": bench.url]) { $1 }
        let child = try ChildProcess.start(
            [Program.path] + line.split(separator: " ").map(String.init),
            environment: environment.map { "\($0)=\($1)" },
            streams: [.copy(of: ends[1], as: 1), .file(errors, as: 2)])
        close(ends[1])
        var status: Int32 = 0
        while waitpid(child, &status, 0) < 0, errno == EINTR {}
        let code = status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + (status & 0x7F)
        return (code, try String(contentsOfFile: errors, encoding: .utf8))
    }

    /// Checks that this is not a failure; a key that cannot be read is still reported.
    @Test(arguments: ["--once", "queues", "queues --json", "jobs email", "job email 1", "counts email"])
    func thatIsNoFailure(line: String) throws {
        let bench = try CommandBench()
        try bench.addQueue()
        try bench.send("DEL bull:email:delayed", "SET bull:email:delayed oops")
        let (status, errors) = try runWithoutReader(line, on: bench)
        let whole = try bench.run(line)
        #expect(status == 0 && errors == whole.errors, "\(line): \(status) \(errors)")
    }

    /// Checks that with a reader the unreadable key is reported in the same way.
    @Test(arguments: ["--once", "queues"]) func withAReaderItSaysWhatItCouldNotRead(line: String) throws {
        let bench = try CommandBench()
        try bench.addQueue()
        try bench.send("DEL bull:email:delayed", "SET bull:email:delayed oops")
        let result = try bench.run(line)
        #expect(result.status == 4 && result.errors.contains("cannot read"), "\(result)")
    }
}
