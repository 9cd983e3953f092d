import JSONText
import Queues
import Redis
import TestSupport
import Testing

@testable import bulltop

/// The values of secret fields are in no output of a command, unless --show-secrets is given.
@Suite struct SecretCommandTests {
    private func bench(hasLarge: Bool = false) throws -> CommandBench {
        let bench = try CommandBench()
        try bench.addQueue()
        let large = #"{"blob":""# + String(repeating: "x", count: 2_000_000) + #"","apiKey":"hunter2"}"#
        for (field, value) in [
            ("data", #"{"user":"u","password":"hunter2","body":"{\"cookie\":\"hunter2\"}","n":1}"#),
            ("returnvalue", #"{"token":"hunter2"}"#),
            ("progress", #"{"secret":"hunter2"}"#), ("failedReason", #"Refused: {"authorization":"hunter2"}"#),
        ] {
            try bench.send(words: ["HSET", "bull:email:4", field, value].map { Array($0.utf8) })
        }
        if hasLarge { try bench.send(words: ["HSET", "bull:email:5", "data", large].map { Array($0.utf8) }) }
        try bench.send(words: ["RPUSH", "bull:email:4:logs", #"sent {"password":"hunter2"}"#].map { Array($0.utf8) })
        try bench.send(words: ["RPUSH", "bull:email:4:logs", "Cookie: sid=hunter2; b=1"].map { Array($0.utf8) })
        let trace = #"["Error: refused\n    password=hunter2\n    at redis://u:hunter2@h/0"]"#
        try bench.send(words: ["HSET", "bull:email:4", "stacktrace", trace].map { Array($0.utf8) })
        try bench.send(
            words: ["HSET", "bull:email:6", "failedReason", "Authorization: Bearer hunter2"].map { Array($0.utf8) })
        let event = ["XADD", "bull:email:events", "*", "event", "completed", "returnvalue", #"{"token":"hunter2"}"#]
        try bench.send(words: event.map { Array($0.utf8) })
        return bench
    }

    @Test(arguments: [
        "job email 4", "job email 4 --json", "job email 5 --json", "job email 6", "logs email 4 --json",
        "jobs email --json", "jobs email", "logs email 4",
        "export email --state failed", "events email --jsonl", "search email hunter2", "search email hunter2 --json",
        "search email data.password:hunter2 --json", "search email n --json", "search email body",
        "failures email --why --json", "failures email --json", "failures email", "queues --json",
    ])
    func nothingSecretIsPrinted(line: String) throws {
        // A search does not look into so large a field.
        let bench = try bench(hasLarge: !line.hasPrefix("search"))
        let hidden = try bench.run(line)
        #expect(hidden.status == 0 && !hidden.output.contains("hunter2"), "\(hidden.output.prefix(2_000))")
        let shown = try bench.run(line + " --show-secrets")
        #expect(shown.status == 0 && !shown.errors.contains("--show-secrets"))
        if line.contains("job email") || line.contains("export") || line.contains("logs") {
            #expect(shown.output.contains("hunter2"), "\(shown.output.prefix(500))")
            #expect(hidden.errors.contains("are hidden; --show-secrets shows them"), "\(hidden.errors)")
            #expect(hidden.output.contains("***"))
        }
    }

    @Test func dataWithSecretsIsNotHandedToAnEditor() throws {
        let bench = try bench()
        let queue = QueueID(prefix: Array("bull".utf8), name: Array("email".utf8))
        func finding(_ job: String, _ names: SecretNames) throws -> Finding {
            let endpoint = try Endpoint(url: bench.url)
            let store = StoreFactory.source(at: endpoint, prefixes: [Array("bull".utf8)]).hiding(names).open(nil)
            try store.connect()
            return store.find(.data(Queues.Operation.Target(queue: queue, job: JobID(job), state: nil)), now: 0)
        }
        guard case .refused(.invalid(let reason)) = try finding("4", SecretNames()) else {
            throw TestFailure("the data is handed out")
        }
        #expect(reason.contains("--show-secrets"))
        #expect(try finding("3", SecretNames()) == .data(Array("{\"to\": 3}".utf8)))
        guard case .data(let text) = try finding("4", SecretNames([])) else {
            throw TestFailure("nothing is handed out")
        }
        #expect(String(decoding: text, as: UTF8.self).contains("hunter2"))
    }

    @Test func moreNamesAreHidden() throws {
        let bench = try bench()
        let job = try bench.run("job email 4 --json --redact user --redact n")
        #expect(job.output.contains(#""user": "***""#) || job.output.contains(#""user": "*""#), "\(job.output)")
    }
}
