import Canvas
import Foundation
import TestSupport
import Testing

@testable import bulltop

/// Names, ids and errors from a server on their way out.
@Suite struct TextTests {
    private static let queue = "bestellung-ü"
    private static let family = "👨‍👩‍👧‍👦-1"

    private func run(_ bench: CommandBench, _ words: [String]) throws -> TestSupport.Program.Result {
        try Program.run(words, environment: ["BULLTOP_URL": bench.url, "LC_ALL": "C", "LANG": "C"])
    }

    @Test func whatIsPrintedIntoAPipeCanBeGivenBack() throws {
        let bench = try CommandBench()
        try bench.addQueue("bull:" + Self.queue)
        #expect(try run(bench, ["queues"]).output.contains(Self.queue))
        let added = try run(bench, ["add", Self.queue, "größe", "--opts", #"{"jobId":"\#(Self.family)"}"#])
        #expect(added.status == 0 && added.output == Self.family + "\n")
        let table = try run(bench, ["jobs", Self.queue, "--state", "waiting"])
        #expect(table.output.contains(Self.family) && table.output.contains("größe"), "\(table.output)")
        let job = try run(bench, ["job", Self.queue, Self.family])
        #expect(job.status == 0 && job.output.hasPrefix("größe \(Self.family) of \(Self.queue)"))
        let removed = try run(bench, ["remove", Self.queue, Self.family, "--yes"])
        #expect(removed.status == 0 && removed.errors.contains(Self.family))
    }

    @Test func bytesThatAreNoTextStayAsTheyAreSaveControlCharacters() throws {
        let bench = try CommandBench()
        try bench.addQueue()
        let id = Array("a\u{1B}[31m\n\u{9B}b".utf8) + [0xFF, 0xC3]
        let key = Array("bull:email:".utf8) + id
        let fields = ["name", "caf\u{E9}", "opts", "{}", "timestamp", "1"].map { Array($0.utf8) }
        try bench.send(words: [Array("HSET".utf8), key] + fields)
        try bench.send(words: [Array("ZADD".utf8), Array("bull:email:failed".utf8), Array("9".utf8), id])
        try bench.send(words: [
            Array("RPUSH".utf8), key + ":logs".utf8, Array("\u{1B}[32mgreen\u{1B}[0m \u{1B}[2J".utf8),
        ])
        let output = try run(bench, ["jobs", "email", "--state", "failed"]).outputBytes
        #expect(!output.contains(0x1B))
        let tail = Array("?b".utf8) + [0xFF, 0xC3]
        #expect(output.indices.contains { output[$0...].starts(with: tail) })
    }

    @Test func colorsOfALogAreDropped() throws {
        let bench = try CommandBench()
        try bench.addQueue()
        try bench.send(
            words: ["RPUSH", "bull:email:4:logs", "\u{1B}[32mgreen\u{1B}[0;1m \u{1B}[2J"].map { Array($0.utf8) })
        #expect(try bench.run("logs email 4").output == "green \u{241B}[2J\n")
        #expect(try bench.run("logs email 4 --jsonl").output == "\"\\u001b[32mgreen\\u001b[0;1m \\u001b[2J\"\n")
    }

    /// Returns a server whose every reply is an error that wants to set the clipboard.
    private func hostileServer(connections: Int) throws -> Listener {
        let listener = try Listener()
        let error = Array("-ERR \u{1B}]52;c;aGk=\u{7}\u{9B}2J\r\n".utf8)
        for _ in 0..<connections { listener.answerOnce(Array(repeatElement(error, count: 60).joined()), hangUp: false) }
        return listener
    }

    @Test(arguments: [
        "queues", "counts q", "jobs q", "job q 1", "logs q 1", "events q", "workers", "flow q 1", "schedulers",
        "export q --state failed", "retry q 1", "pause q --dry-run", "--once",
    ])
    func noErrorOfAServerControlsATerminal(command: String) throws {
        let listener = try hostileServer(connections: 2)
        defer { listener.close() }
        let words = command.split(separator: " ").map(String.init)
        let result = try Program.run(words + ["--url", "redis://127.0.0.1:\(listener.port)"])
        #expect(result.status != 0)
        #expect(
            !(result.output + result.errors).unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" || $0 == "\u{9B}" }
        )
    }

    @Test(arguments: [
        ["help", "a\u{1B}]52;c;aGk=\u{7}"], ["a\u{1B}[2J"], ["--\u{1B}[2J"], ["jobs", "q", "--state", "\u{1B}[2J"],
        ["queues", "--url", "redis://a\u{1B}[2Jb:1"], ["--once", "--url", "redis://a\u{1B}[2Jb:1"],
        ["--theme", "/\u{1B}[2J"],
    ])
    func noWordOfTheCommandLineDoes(words: [String]) throws {
        let result = try Program.run(words)
        #expect(result.status != 0 && !result.errors.isEmpty)
        #expect(!(result.output + result.errors).utf8.contains(0x1B))
    }

    @Test func onceEndsAsQueuesDoes() throws {
        let server = try PrivateRedis(["--requirepass", "secret"])
        let url = "unix://\(server.socketPath)"
        for environment in [
            ["BULLTOP_URL": url], ["BULLTOP_URL": "unix:///nowhere"], ["BULLTOP_URL": url, "REDISCLI_AUTH": "secret"],
        ] {
            let statuses = try ["queues", "--once"].map { try Program.run([$0], environment: environment).status }
            #expect(statuses[0] == statuses[1])
        }
    }

    @Test func aQueueThatIsNamedNeedsNoSearch() throws {
        let bench = try CommandBench()
        try bench.addQueue()
        try bench.addQueue("bull:sms")
        try bench.send("ACL SETUSER default -scan")
        for command in ["queues", "--once"] {
            let refused = try bench.run(command)
            #expect(refused.status == 5 && refused.errors.contains("--queue NAME"))
            let one = try bench.run(command + " --queue email --queue bull:nothing")
            #expect(one.output.contains("email") && !one.output.contains("sms"), "\(one)")
            // Of a queue that does not exist the list of queues says so.
            #expect(one.status == (command == "queues" ? 1 : 0), "\(one)")
        }
        #expect(try bench.run("schedulers --queue sms").status == 0)
    }

    @Test func attemptsStartedIsANumber() throws {
        let bench = try CommandBench()
        try bench.addQueue()
        #expect(try bench.json("job email 4")["attemptsStarted"]?.integer == 0)
    }

    @Test func jsonStaysJSONOnATerminal() {
        let document = Array("{\"a\":\"\u{9B}2J \u{202E}é \u{E0041}\"}".utf8)
        let unicode = String(decoding: JSONOnTerminal.escaped(document, .unicode), as: UTF8.self)
        #expect(unicode == #"{"a":"\u009b2J \u202eé \udb40\udc41"}"#)
        let ascii = String(decoding: JSONOnTerminal.escaped(document, .ascii), as: UTF8.self)
        #expect(ascii == #"{"a":"\u009b2J \u202e\u00e9 \udb40\udc41"}"#)
    }

    /// Checks that all text for a terminal goes through `StandardStream.write` or through the frames of Terminal.
    @Test func nothingElseWritesToATerminal() throws {
        let allowed: [String: String] = [
            "bulltop/StandardStream.swift": "makes text safe", "Terminal/TerminalOutput.swift": "sends frames",
            "bulltop/Loop/NewFile.swift": "a file",
            "bulltop/Loop/Copier.swift": "a pipe",
            "Demo/Server/DemoServer.swift": "a pipe", "Redis/Transport/Socket.swift": "a socket",
        ]
        let root = Scratch.packageRoot + "/Sources"
        let files = try #require(FileManager.default.enumerator(atPath: root)).compactMap { $0 as? String }
        for file in files where file.hasSuffix(".swift") && allowed[file] == nil {
            let text = try String(contentsOfFile: root + "/" + file, encoding: .utf8)
            for line in text.split(separator: "\n")
            where !line.drop(while: { $0 == " " }).hasPrefix("//") && !line.contains("\"async ") {
                let writes = line.contains(
                    /Glibc\.write|\bfputs|\bfwrite|\bputs\(|FileHandle|\bprintf|(^|[^.\w])write\([A-Za-z]*(descriptor|FILENO)/
                )
                let prints = line.contains(/(^|[^.\w`])print\(/) && !text.contains("func print(")
                #expect(!writes && !prints, "\(file): \(line)")
            }
        }
    }
}
