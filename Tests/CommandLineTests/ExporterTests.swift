import Dashboard
import Foundation
import Queues
import TestSupport
import Testing
import Threads

@testable import bulltop

/// What the dashboard exports is what `bulltop export` prints, in a file that is whole or is not there.
@Suite struct ExporterTests {
    private let bench: CommandBench
    private let directory: String
    private static let email = QueueID(prefix: Array("bull".utf8), name: Array("email".utf8))
    private static let sms = QueueID(prefix: Array("bull".utf8), name: Array("sms".utf8))

    init() throws {
        bench = try CommandBench()
        directory = try Scratch.directory()
        try bench.addQueue()
        try bench.addQueue("bull:sms")
    }

    private func export(_ selections: [Selection], to path: String, replaces: Bool = false) throws -> ExportOutcome {
        let environment = Environment(bulltopURL: bench.url)
        let source = try Target.source(ConnectionOptions(), environment)
        return Exporter.perform(Export(selections, to: path, replaces: replaces), source, environment)
    }

    private func content(_ path: String) throws -> String { try String(contentsOfFile: path, encoding: .utf8) }

    /// Every way to choose jobs, and the command that prints the same.
    @Test func writesWhatTheCommandPrints() throws {
        let query = try Query("failed:declined")
        let choices: [(selections: [Selection], line: String)] = [
            ([Selection(queue: Self.email, state: .failed, scope: .all)], "export email --state failed"),
            (
                [Selection(queue: Self.email, state: .waiting, scope: .marked([JobID("1"), JobID("2")]))],
                "export email --state waiting"
            ),
            (
                [Selection(queue: Self.email, state: .failed, scope: .matching(Array("Timeout".utf8)))],
                "export email --state failed --filter Timeout"
            ),
            (
                [Self.email, Self.sms].map { Selection(queue: $0, state: .failed, scope: .query(query)) },
                "export email sms --search failed:declined"
            ),
            (
                [Self.email, Self.sms].map { Selection(queue: $0, state: .failed, scope: .all) },
                "export email sms --state failed"
            ),
        ]
        for (index, choice) in choices.enumerated() {
            let path = "\(directory)/\(index).jsonl"
            let printed = try bench.run(choice.line + " --jsonl").output
            let jobs = printed.split(separator: "\n").count
            #expect(jobs > 0, "\(choice.line)")
            #expect(try export(choice.selections, to: path) == .written(jobs: jobs, path: path, remarks: []))
            #expect(try content(path) == printed, "\(choice.line)")
            #expect(try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int == 0o600)
        }
        Scratch.remove(directory)
    }

    /// A file that exists is replaced only where that is said, and what fails leaves nothing behind.
    @Test func losesNothing() throws {
        let all = [Selection(queue: Self.email, state: .failed, scope: .all)]
        let path = directory + "/mine"
        try "precious".write(toFile: path, atomically: false, encoding: .utf8)
        func reason(_ outcome: ExportOutcome) -> String { if case .failed(let reason) = outcome { reason } else { "" } }
        #expect(reason(try export(all, to: path)).contains("The file exists already"))
        #expect(try content(path) == "precious")
        #expect(try export(all, to: path, replaces: true) == .written(jobs: 2, path: path, remarks: []))
        #expect(try content(path).split(separator: "\n").count == 2)
        for (place, words) in [
            (directory, "is not a regular file"), ("/dev/null", "is not a regular file"),
            (directory + "/none/x", "No such file or directory."), ("/proc/x", "No such file or directory."),
        ] { #expect(reason(try export(all, to: place, replaces: true)).contains(words), "\(place)") }
        try bench.send("DEL bull:email:failed", "SET bull:email:failed text")
        let broken = try export(all, to: directory + "/broken")
        if case .written(_, _, let remarks) = broken {
            #expect(remarks.joined().contains("cannot read"), "\(remarks)")
        }
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: directory).allSatisfy {
                ["mine", "broken"].contains($0)
            })
        Scratch.remove(directory)
    }

    /// The number of written jobs is reported, and a stopped export leaves no file.
    @Test func reportsAndStops() throws {
        let environment = Environment(bulltopURL: bench.url)
        let source = try Target.source(ConnectionOptions(), environment)
        let all = [Selection(queue: Self.email, state: .failed, scope: .all)]
        let export = Export(all, to: directory + "/out", replaces: false)
        let stop = StopSignal()
        var reports: [Int] = []
        let outcome = Exporter.perform(export, source, environment, stop) { jobs in
            reports.append(jobs)
            stop.stop()
        }
        #expect(reports == [2] && outcome == .stopped)
        #expect(try FileManager.default.contentsOfDirectory(atPath: directory).isEmpty)
        Scratch.remove(directory)
    }

    /// A disk that is full ends the export with its reason.
    @Test func aFullDiskIsSaid() {
        let descriptor = open("/dev/full", O_WRONLY)
        let file = NewFile(open: descriptor, path: "/dev/full")
        #expect(file.write([1]) == .failed)
        #expect(file.failure?.words == "/dev/full: No space left on device.")
        close(descriptor)
    }
}
