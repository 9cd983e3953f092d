import Foundation
import TestSupport
import Testing

@testable import bulltop

/// Recording a server, and replaying what was recorded, as processes.
@Suite struct RecordCommandTests {
    private func bench() throws -> CommandBench {
        let bench = try CommandBench()
        try bench.addQueue()
        return bench
    }

    private func lines(_ path: String) throws -> [JSONValue] {
        let text = try String(contentsOfFile: path, encoding: .utf8)
        return try text.split(separator: "\n").map { line in
            guard let json = JSONValue(Array(line.utf8)) else { throw TestFailure("no JSON: \(line)") }
            return json
        }
    }

    private func types(_ path: String) throws -> [String] {
        try lines(path).map { line in
            guard case .object(let members) = line, case .string(let type)? = members["type"] else { return "" }
            return type
        }
    }

    @Test func aRecordingEndsAfterItsTime() throws {
        let (bench, directory) = (try bench(), try Scratch.directory())
        defer { Scratch.remove(directory) }
        let path = directory + "/a.jsonl"
        let event = ["XADD", "bull:email:events", "*", "event", "failed", "jobId", "4", "failedReason", "no route"]
        try bench.send(words: event.map { Array($0.utf8) })
        let result = try bench.run("record \(path) --for 700ms --interval 0.2")
        #expect(result.status == 0 && result.errors.isEmpty, "\(result)")
        #expect(result.output.contains("of 1 queue, 1 event, 0 messages in"), "\(result.output)")
        let types = try types(path)
        #expect(
            types.prefix(2) == ["recording", "overview"] && types.last == "end", "older events come after the queues")
        #expect(types.count { $0 == "overview" } >= 2 && types.count { $0 == "event" } == 1)
        let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        #expect(mode == 0o600)
    }

    @Test(arguments: [SIGINT, SIGTERM]) func aSignalEndsItCleanly(signal: Int32) throws {
        let (bench, directory) = (try bench(), try Scratch.directory())
        defer { Scratch.remove(directory) }
        let path = directory + "/a.jsonl"
        let running = try RunningCommand("record \(path) --interval 0.1", on: bench)
        try running.wait(until: { (try? types(path).count { $0 == "overview" } > 2) == true })
        running.send(signal)
        #expect(running.status() == 0)
        #expect(try running.output.contains("Recorded ") && running.errors.isEmpty)
        #expect(try types(path).last == "end")
        #expect(try String(contentsOfFile: path, encoding: .utf8).contains(#""reason":"signal""#))
    }

    /// Checks that a second signal loses nothing, whether the server answers or hangs, and leaves no other file.
    @Test(arguments: [SIGINT, SIGTERM], ["", " --force"]) func twoSignalsEndItCleanly(signal: Int32, option: String)
        throws
    {
        for hangs in [false, true] {
            let (bench, directory) = (try bench(), try Scratch.directory())
            defer { Scratch.remove(directory) }
            let path = directory + "/a.jsonl"
            if !option.isEmpty { try "mine".write(toFile: path, atomically: false, encoding: .utf8) }
            let running = try RunningCommand("record \(path) --interval 0.1\(option)", on: bench)
            try running.wait(until: { try recorded(in: directory).contains("overview") })
            if hangs { try bench.send("CLIENT PAUSE 600000 ALL") }
            running.send(signal)
            running.send(signal)
            #expect(running.status() == 0)
            #expect(try running.output.contains("Recorded ") && running.errors.isEmpty)
            #expect(try types(path).last == "end")
            #expect(try FileManager.default.contentsOfDirectory(atPath: directory) == ["a.jsonl"])
        }
    }

    /// Checks that three quick signals end it like one, and that they end one that writes to standard output.
    @Test func threeSignalsEndItCleanly() throws {
        let (bench, directory) = (try bench(), try Scratch.directory())
        defer { Scratch.remove(directory) }
        let path = directory + "/a.jsonl"
        let running = try RunningCommand("record \(path) --interval 0.1", on: bench)
        try running.wait(until: { try recorded(in: directory).contains("overview") })
        for _ in 0..<3 { running.send(SIGINT) }
        #expect(running.status() == 0)
        #expect(try types(path).last == "end")
    }

    @Test func itCanBeWrittenToStandardOutput() throws {
        let result = try bench().run("record - --for 300ms --interval 0.1")
        #expect(result.status == 0, "\(result)")
        let lines = result.output.split(separator: "\n")
        #expect(lines.first?.contains(#""type":"recording""#) == true && lines.last?.contains(#""type":"end""#) == true)
        #expect(lines.count > 2 && lines.allSatisfy { JSONValue(Array($0.utf8)) != nil })
        #expect(result.errors.hasPrefix("bulltop: recorded ") && !FileManager.default.fileExists(atPath: "-"))
    }

    /// Returns the types of the lines of the newest file in a directory.
    private func recorded(in directory: String) throws -> [String] {
        let names = try FileManager.default.contentsOfDirectory(atPath: directory).sorted()
        return names.last.flatMap { try? types(directory + "/" + $0) } ?? []
    }

    /// Checks the two signals of timeout(1): to the program, and to its group.
    @Test func timeoutEndsItCleanly() throws {
        let (bench, directory) = (try bench(), try Scratch.directory())
        defer { Scratch.remove(directory) }
        let path = directory + "/a.jsonl"
        let words = [
            "-s", "INT", "2", TestSupport.Program.path, "record", path, "--interval", "0.1", "--url", bench.url,
        ]
        let child = try Child("timeout", words, output: directory + "/output", errors: directory + "/errors")
        #expect(child.wait() == 124)
        #expect(try types(path).last == "end")
        #expect(try String(contentsOfFile: directory + "/output", encoding: .utf8).contains("Recorded "))
    }

    @Test func withoutAnOverviewThereIsNothingToReplay() throws {
        let (bench, directory) = (try bench(), try Scratch.directory())
        defer { Scratch.remove(directory) }
        let path = directory + "/a.jsonl"
        #expect(try bench.run("record \(path) --for 100ms").status == 0)
        let first = try String(contentsOfFile: path, encoding: .utf8).prefix { $0 != "\n" }
        try (String(first) + "\n").write(toFile: path, atomically: false, encoding: .utf8)
        let result = try TestSupport.Program.run(["replay", path, "--once"])
        #expect(
            result.status == 2
                && result.errors.contains("it ends before its first overview, so there is nothing to replay"),
            "\(result)")
    }

    @Test func aFileThatExistsIsKept() throws {
        let (bench, directory) = (try bench(), try Scratch.directory())
        defer { Scratch.remove(directory) }
        let path = directory + "/a.jsonl"
        try "mine".write(toFile: path, atomically: false, encoding: .utf8)
        let refused = try bench.run("record \(path) --for 100ms")
        #expect(refused.status == 1 && refused.errors.contains("The file exists already; --force replaces it"))
        #expect(try String(contentsOfFile: path, encoding: .utf8) == "mine")
        #expect(try bench.run("record \(path) --for 100ms --force").status == 0)
        #expect(try types(path).last == "end")
        #expect(try FileManager.default.contentsOfDirectory(atPath: directory) == ["a.jsonl"])
    }

    @Test(arguments: [
        ("/dev/full", "/dev/full: No space left on device. The recording ends here, with 0 overviews."),
        ("/nonexistent/a", "/nonexistent/a: No such file or directory."), ("/tmp", "/tmp is not a regular file."),
    ])
    func aFileThatCannotBeWrittenSaysWhy(path: String, words: String) throws {
        let result = try bench().run("record \(path) --for 200ms")
        #expect(result.status == 1 && result.output.isEmpty && result.errors == "bulltop: \(words)\n", "\(result)")
    }

    @Test func withoutAServerNoFileIsMade() throws {
        let directory = try Scratch.directory()
        defer { Scratch.remove(directory) }
        let result = try TestSupport.Program.run(["record", directory + "/a", "--url", "unix:///nonexistent"])
        #expect(result.status == 3)
        #expect(try FileManager.default.contentsOfDirectory(atPath: directory).isEmpty)
    }

    @Test func onlyNamedQueuesAreRecorded() throws {
        let (bench, directory) = (try bench(), try Scratch.directory())
        defer { Scratch.remove(directory) }
        try bench.addQueue("bull:pay")
        let result = try bench.run("record \(directory)/a pay --for 100ms --json")
        #expect(result.status == 0 && result.output.contains("\"queues\": 1"), "\(result)")
        let text = try String(contentsOfFile: directory + "/a", encoding: .utf8)
        #expect(text.contains(#""name":"pay""#) && !text.contains(#""name":"email""#))
        let absent = try bench.run("record \(directory)/b pya --for 100ms")
        #expect(absent.status == 1 && absent.errors.contains("did you mean 'pay'?"), "\(absent)")
    }

    @Test func secretsAreNotWritten() throws {
        let (bench, directory) = (try bench(), try Scratch.directory())
        defer { Scratch.remove(directory) }
        let now = Int(Date().timeIntervalSince1970 * 1_000)
        let reason = #"Refused: {"password":"hunter2"}"#
        for words in [
            ["HSET", "bull:email:4", "failedReason", reason, "finishedOn", "\(now)"],
            ["ZADD", "bull:email:failed", "\(now)", "4"],
            ["XADD", "bull:email:events", "*", "event", "failed", "jobId", "4", "failedReason", reason],
        ] { try bench.send(words: words.map { Array($0.utf8) }) }
        func text(_ options: String) throws -> String {
            let result = try bench.run("record \(directory)/a --for 900ms --interval 0.2 --force\(options)")
            #expect(result.status == 0, "\(result)")
            return try String(contentsOfFile: directory + "/a", encoding: .utf8)
        }
        let hidden = try text("")
        #expect(!hidden.contains("hunter2") && hidden.contains("***"))
        #expect(hidden.contains(#""insight""#), "its causes are recorded, too")
        #expect(try text(" --show-secrets").contains("hunter2"))
    }

    @Test func aServerThatGoesAwayIsAMessage() throws {
        let (bench, directory) = (try bench(), try Scratch.directory())
        defer { Scratch.remove(directory) }
        let path = directory + "/a.jsonl"
        let running = try RunningCommand("record \(path) --interval 0.1", on: bench)
        try running.wait(until: { (try? types(path).contains("overview")) == true })
        try bench.send("CLIENT KILL TYPE normal SKIPME yes", "CONFIG SET requirepass x")
        try running.wait(until: { (try? types(path).contains("message")) == true })
        try bench.send(words: ["CONFIG", "SET", "requirepass", ""].map { Array($0.utf8) })
        running.send(SIGINT)
        #expect(running.status() == 0)
        #expect(try types(path).last == "end")
    }

    /// Checks that the last picture of a recording is the one that the server gives, and how a torn line is told.
    @Test func theLastPictureIsPrinted() throws {
        let (bench, directory) = (try bench(), try Scratch.directory())
        defer { Scratch.remove(directory) }
        let path = directory + "/a.jsonl"
        #expect(try bench.run("record \(path) --for 700ms --interval 0.2").status == 0)
        let shown = try bench.run("--once --size 120x40 --utc")
        func queues(_ result: TestSupport.Program.Result) -> String {
            result.output.split(separator: "\n").filter { $0.contains("email ") }.joined(separator: "\n")
        }
        let replayed = try bench.run("replay \(path) --once --size 120x40 --utc")
        #expect(replayed.status == 0 && replayed.errors.isEmpty, "\(replayed)")
        #expect(replayed.output.contains("REPLAY ended "))
        #expect(queues(replayed) == queues(shown))
        var text = try String(contentsOfFile: path, encoding: .utf8)
        text = text.split(separator: "\n").dropLast().joined(separator: "\n") + "\n{\"type\":\"over"
        try text.write(toFile: path, atomically: false, encoding: .utf8)
        let torn = try bench.run("replay \(path) --once --size 120x40 --utc")
        #expect(torn.status == 0 && torn.errors.contains("The last line of \(path) is torn: it is left out."))
        #expect(queues(torn) == queues(shown))
    }

    @Test(arguments: [
        ("hello\n", ", line 1: it is not JSON"), ("", ", line 1: the file is empty"),
        ("{}\n", ", line 1: it is not a recording of bulltop"),
    ])
    func whatIsNoRecordingIsRefused(text: String, words: String) throws {
        let directory = try Scratch.directory()
        defer { Scratch.remove(directory) }
        try text.write(toFile: directory + "/a", atomically: false, encoding: .utf8)
        let result = try TestSupport.Program.run(["replay", directory + "/a", "--once"])
        #expect(result.status == 2 && result.errors.contains(directory + "/a" + words), "\(result)")
    }
}
