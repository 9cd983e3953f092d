import Foundation
import Redis
import TestSupport
import Testing

@testable import bulltop

/// Values of any size are printed in pieces: a reading command never takes 48 MB.
@Suite(.serialized) struct StreamingTests {
    private let bench: CommandBench

    init() throws {
        bench = try CommandBench()
        try bench.addQueue()
        try bench.send("DEL bull:email:wait", "LPUSH bull:email:wait 1")
    }

    private static let megabyte = 1_024 * 1_024

    private func set(_ field: String, _ value: [UInt8]) throws {
        try bench.send(words: [Array("HSET".utf8), Array("bull:email:1".utf8), Array(field.utf8), value])
    }

    @Test(arguments: [
        "job email 1", "job email 1 --json", "jobs email --state waiting --json", "jobs email --state waiting",
        "export email --state waiting", "export email --state waiting --jsonl", "search email id:1 --jsonl",
    ])
    func aValueOf64MBTakesNoMemory(line: String) throws {
        let large = [UInt8](repeating: UInt8(ascii: "x"), count: 64 * Self.megabyte)
        try set("data", Array("{\"a\": \"".utf8) + large + Array("\"}".utf8))
        let run = try MeasuredRun(line, on: bench)
        #expect(run.status == 0, "\(run.errors)")
        #expect(run.peak < 48 * Self.megabyte, "\(line): \(run.peak / Self.megabyte) MB")
        let isTable = !line.contains("json") && line.hasPrefix("jobs")
        #expect(isTable || run.output.count > large.count, "\(run.output.count)")
        guard line.contains("json") else { return }
        let text = run.output.first == UInt8(ascii: "[") ? Array(run.output.dropFirst(2).dropLast(3)) : run.output
        #expect(
            text.firstRange(of: Array("\"data\":".utf8)) != nil
                && text.last == UInt8(ascii: line.contains("jsonl") || line.hasPrefix("job ") ? "\n" : "}"))
    }

    @Test(arguments: ["logs email 1", "logs email 1 --json", "job email 1"]) func aLogLineOf64MBTakesNoMemory(
        line: String
    ) throws {
        let large = [UInt8](repeating: UInt8(ascii: "x"), count: 64 * Self.megabyte)
        try bench.send(
            words: ["RPUSH", "bull:email:1:logs", "first"].map { Array($0.utf8) } + [large, Array("last".utf8)])
        let run = try MeasuredRun(line, on: bench)
        #expect(run.status == 0, "\(run.errors)")
        #expect(run.peak < 48 * Self.megabyte, "\(line): \(run.peak / Self.megabyte) MB")
        guard line.hasPrefix("logs") else { return }
        let lines = run.output.split(separator: 0x0A)
        #expect(lines.count == (line.contains("json") ? 5 : 3) && run.output.count > large.count)
    }

    /// Checks that a value that is not printed whole is not read whole.
    @Test(arguments: [
        ("XADD bull:email:events * event completed jobId 1 returnvalue LARGE", "events email"),
        ("XADD bull:email:events * event completed jobId 1 returnvalue LARGE", "events email --jsonl"),
        ("HSET bull:email:1:processed bull:email:2 LARGE", "flow email 1"),
        ("HSET bull:email:1:failed bull:email:2 LARGE", "flow email 1 --json"),
        ("HSET bull:email:2 name LARGE parentKey bull:email:1", "flow email 2"),
        ("HSET bull:email:4 failedReason LARGE", "failures email"),
        ("HSET bull:email:4 stacktrace LARGE", "failures email --json"),
        ("HSET bull:email:4 name LARGE", "failures email"),
        ("HSET bull:email:4 data LARGE", "search email failed:Timeout"),
        ("HSET bull:email:1 name LARGE", "jobs email --state waiting"),
        ("HSET bull:email:1 deid LARGE", "jobs email --state waiting"),
        ("HSET bull:email:1 pb LARGE", "job email 1"),
        ("RPUSH bull:email:4:logs LARGE", "search email logs:x"),
        ("HSET bull:email:1 progress LARGE", "jobs email"),
        ("HSET bull:email:1 timestamp LARGE", "queues"),
        ("HSET bull:email:meta version LARGE", "queues"),
    ])
    func whatIsNotPrintedTakesNoMemory(command: String, line: String) throws {
        let large = [UInt8](repeating: UInt8(ascii: "x"), count: 60 * Self.megabyte)
        try bench.send(
            words: command.split(separator: " ").map { $0 == "LARGE" ? large : Array($0.utf8) })
        let run = try MeasuredRun(line, on: bench)
        #expect(run.status == 0 || run.status == 4, "\(line): \(run.errors)")
        #expect(run.peak < 48 * Self.megabyte, "\(command), \(line): \(run.peak / Self.megabyte) MB")
    }

    /// Checks that an event keeps its length where its value is cut.
    @Test func aCutEventSaysHowLongItIs() throws {
        let value = "{\"a\":\"" + String(repeating: "y", count: 100_000) + "\"}"
        try bench.send(
            words: ["XADD", "bull:email:events", "*", "event", "completed", "returnvalue", value].map { Array($0.utf8) }
        )
        try bench.send("XADD bull:email:events * event completed returnvalue {\"b\":1}")
        let lines = try bench.run("events email --jsonl").output.split(separator: "\n").compactMap {
            JSONValue(Array($0.utf8))
        }
        #expect(lines.count == 2 && lines[0]["cut"]?["returnvalue"]?.integer == 100_008)
        #expect(lines[0]["args"]?["returnvalue"]?.string?.count == 65_536)
        #expect(lines[1]["cut"] == nil && lines[1]["args"]?["returnvalue"]?["b"]?.integer == 1)
        #expect(try bench.run("events email").output.contains("... (100.0 kB)"))
    }

    /// Checks that a value that is printed in pieces is printed like a small one.
    @Test(arguments: [
        ("data", "{\"a\" : [1, {\"b\":\"FILL\"}, 2.50]}"), ("data", "[FILL]"), ("returnvalue", "\"FILLü👨‍👩‍👧\""),
        ("opts", "{\"x\":\"FILL\"}"), ("failedReason", "FILL\n\u{1B}[31mred\u{1B}[0m"), ("data", "FILL \u{1} {"),
        ("stacktrace", "[\"FILL\",\"at b\"]"),
    ])
    func piecesAreAsTheWhole(field: String, text: String) throws {
        func value(_ count: Int) -> [UInt8] {
            Array(text.replacing("FILL", with: String(repeating: "7", count: count)).utf8)
        }
        func shrunk(_ bytes: [UInt8]) -> String {
            String(decoding: bytes, as: UTF8.self).replacing(#/7{9,}/#, with: "FILL").replacing(
                #/ +2 (MB|B)/#, with: ""
            )
            // The options with the maximum number of attempts are too large to be read.
            .replacing("attempts 0 of ?", with: "attempts ○ 0 of 1")
        }
        for form in ["job email 1 --json", "export email --state waiting", "job email 1"] {
            try set(field, value(12))
            let small = try MeasuredRun(form, on: bench)
            try set(field, value(2 * Self.megabyte))
            let large = try MeasuredRun(form, on: bench)
            #expect(large.status == 0 && large.output.count > 2 * Self.megabyte, "\(form): \(large.errors)")
            #expect(shrunk(large.output) == shrunk(small.output), "\(form) of \(field)")
        }
    }

    @Test func bytesThatAreNoTextAreBase64() throws {
        let bytes = (0..<3 * Self.megabyte + 1).map { UInt8(truncatingIfNeeded: $0 ^ 0xFF) }
        try set("data", bytes)
        let run = try MeasuredRun("export email --state waiting", on: bench)
        let line = try #require(JSONValue(run.output))
        #expect(line["data"]?.bytes == bytes && line["notJSON"] == .array([.string("data")]))
    }
}

/// A run of a command whose output is read as it comes, and its maximum memory.
struct MeasuredRun {
    private(set) var output: [UInt8] = []
    private(set) var errors = ""
    private(set) var status: Int32 = -1
    /// The maximum of its resident memory, in bytes.
    private(set) var peak = 0

    init(_ line: String, on bench: CommandBench) throws {
        let directory = try Scratch.directory()
        defer { Scratch.remove(directory) }
        let (pipe, said) = (directory + "/pipe", directory + "/errors")
        guard mkfifo(pipe, 0o600) == 0 else { throw TestFailure("mkfifo failed") }
        let reader = open(pipe, O_RDONLY | O_NONBLOCK)
        defer { close(reader) }
        let child = try Child(
            Program.path, line.split(separator: " ").map(String.init), output: pipe, errors: said,
            environment: Program.environment.merging(["BULLTOP_URL": bench.url]) { $1 })
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            var watched = pollfd(fd: reader, events: Int16(POLLIN), revents: 0)
            _ = poll(&watched, 1, 20)
            if let id = child.id { peak = max(peak, Self.peak(of: id)) }
            let count = read(reader, &buffer, buffer.count)
            if count > 0 { output += buffer[..<count] }
            guard count <= 0, let code = child.poll() else { continue }
            while case let count = read(reader, &buffer, buffer.count), count > 0 { output += buffer[..<count] }
            status = code
            break
        }
        errors = (try? String(contentsOfFile: said, encoding: .utf8)) ?? ""
    }

    /// Returns the maximum of a process' resident memory, in bytes; 0 where it has ended.
    private static func peak(of id: Int32) -> Int {
        let text = (try? String(contentsOfFile: "/proc/\(id)/status", encoding: .utf8)) ?? ""
        let line = text.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
        return (line?.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0) * 1_024
    }
}
