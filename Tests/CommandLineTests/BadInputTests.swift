import Foundation
import Redis
import TestSupport
import Testing

@testable import bulltop

/// Every command of the table with unusable input, as a process: the first run of `EveryCommandTests`, spoilt in every
/// way that applies to the command's words and options.
@Suite struct BadInputTests {
    private static let names = EveryCommandTests.runs.keys.sorted()
    /// The commands that need a server. The doctor reports errors as its data, in `DoctorTests`.
    private static let serverNames = names.filter { $0 != "doctor" && CommandEntry.named($0)?.takes("--url") == true }

    /// The values that options refuse, by the name of the value in the help.
    private static let badValues = [
        "N": "many", "MS": "soon", "TIME": "soon", "JSON": "{", "STATE": "finished", "COLUMN": "size", "ORDER": "up",
        "URL": "nonsense", "QUERY": "nme:x", "FINGERPRINT": "12", "LIBRARY": "sidekiq",
        "STYLE": "purpel",
        "CONDITION": "failed >", "SECONDS": "soon",
    ]
    /// The values that may be anything, or are checked on the server.
    private static let freeValues: Set = ["TEXT", "NAME", "QUEUE", "ZONE", "FILE", "DIRECTORY", "PATTERN", "COMMAND"]

    /// Operands that are refused.
    private static let badWords = [
        "concurrency": ["concurrency email many", "concurrency email 0"], "completion": ["completion tcsh"],
        "config": ["config verify"],
        "rate-limit": ["rate-limit email many 5", "rate-limit email 5 soon", "rate-limit email 5"],
        "help": ["help nonsense"],
    ]

    private func entry(_ name: String) throws -> CommandEntry { try #require(CommandEntry.named(name)) }

    private func goodLine(_ name: String) throws -> String { try #require(EveryCommandTests.runs[name]?.first?.line) }

    @Test(arguments: names) func wrongUsageIsRefused(name: String) throws {
        let (entry, line) = (try entry(name), try goodLine(name))
        var lines = [line + " --bogus", line + " --help=1", line + " --filter"] + (Self.badWords[name] ?? [])
        if entry.operands.contains(where: { $0.bounds.lowerBound > 0 }) || entry.group == .changing {
            lines.append(name)
        }
        if entry.operands.allSatisfy({ $0.bounds.upperBound < .max }) { lines.append(line + " too many words") }
        for option in entry.options {
            // The old data may be any bytes.
            guard let value = option.value, option.name != "--old" else { continue }
            guard let bad = Self.badValues[value.called] else {
                #expect(Self.freeValues.contains(value.called), "\(option.name): how is it spoilt?")
                continue
            }
            lines.append("\(line) \(option.name) \(bad)")
            lines.append("\(line) \(option.name)")
        }
        for line in lines {
            let result = try Program.run(line.split(separator: " ").map(String.init))
            #expect(result.status == 2 && result.output.isEmpty, "\(line): \(result)")
            #expect(result.errors.hasPrefix("bulltop: "), "\(line): \(result)")
            #expect(result.errors.hasSuffix("\nTry 'bulltop --help'.\n"), "\(line): \(result)")
        }
    }

    @Test(arguments: names) func theHelpOfACommandIsAnOptionToo(name: String) throws {
        let help = try Program.run(["help", name])
        #expect(help.status == 0 && help.errors.isEmpty && help.output.hasPrefix("Usage: bulltop \(name)"))
        #expect(try Program.run([name, "--help"]) == help)
    }

    @Test(arguments: serverNames) func whatIsNotThereIsTold(name: String) throws {
        let (entry, bench) = (try entry(name), try EveryCommandTests.bench(for: name))
        let before = try bench.keyspace()
        let words = try goodLine(name).split(separator: " ").map(String.init)
        if let place = words.firstIndex(of: "email") {
            let result = try bench.run(words.enumerated().map { $0 == place ? "emial" : $1 }, input: "{}")
            let words = "there is no queue 'emial' under the prefix 'bull'; did you mean 'email'?"
            if name == "watch" {
                // The monitoring system gets its line.
                #expect(result.status == 3 && result.output == "BULLTOP UNKNOWN - \(words)\n", "\(result)")
            } else {
                #expect(result.status == 1 && result.output.isEmpty, "\(result)")
                #expect(result.errors.hasPrefix("bulltop: " + words))
            }
        }
        // A scheduler may be a new one.
        if entry.operands.contains(where: { $0.name == "ID" }), name != "schedule" {
            let result = try bench.run(words.enumerated().map { $0 == 2 ? "nope" : $1 })
            #expect(result.status == (entry.isReading ? 1 : 5) && result.output.isEmpty, "\(result)")
            #expect(result.errors.contains("nope"), "\(result)")
        }
        if entry.takes("--state"), entry.operands.contains(where: { $0.name == "ID" }) {
            let result = try bench.run(words + ["--state", "completed"])
            #expect(result.status == 5 && result.output.isEmpty && result.errors.contains(" now"), "\(result)")
        }
        // A check reports it as its data, in `WatchTests`.
        guard name != "watch" else { return }
        let nobody = try bench.run(words + ["--url", "unix:///nonexistent/socket"])
        #expect(nobody.status == 3 && nobody.output.isEmpty, "\(nobody)")
        #expect(nobody.errors.hasPrefix("bulltop: /nonexistent/socket: "), "\(nobody)")
        #expect(try bench.keyspace() == before)
    }

    @Test(arguments: serverNames.filter { $0 != "watch" }) func whoMayNotIsToldSo(name: String) throws {
        let (entry, bench) = (try entry(name), try EveryCommandTests.bench(for: name))
        let words = try goodLine(name).split(separator: " ").map(String.init)
        let input = EveryCommandTests.runs[name]?.first?.input ?? ""
        let before = try bench.keyspace()
        try bench.send("ACL SETUSER nobody on >p +ping", "ACL SETUSER looker on >p +@read +select ~bull:*")
        func expectRefusal(_ more: [String], _ reason: String) throws {
            let result = try bench.run(words + more, input: input)
            #expect(result.status == 5 && result.output.isEmpty, "\(more): \(result)")
            #expect(result.errors.contains(reason), "\(more): \(result)")
        }
        let url = "p@\(bench.server.socketPath)"
        try expectRefusal(["--url", "unix://nobody:\(url)"], "he Redis user may not ")
        if entry.isReading {
            guard name != "workers" else { return }
            #expect(try bench.run(words + ["--url", "unix://looker:\(url)"]).status == 0)
        } else {
            try expectRefusal(["--url", "unix://looker:\(url)"], "he Redis user may not do this")
            let trial = try bench.run(words + ["--url", "unix://looker:\(url)", "--dry-run"], input: input)
            #expect(trial.status == 5 && trial.output.hasPrefix("would "), "\(trial)")
            #expect(trial.errors.contains("he Redis user may not do this"), "\(trial)")
            try expectRefusal(["--read-only"], "--read-only: nothing is changed")
        }
        try bench.send("REPLICAOF 127.0.0.1 1")
        if entry.isReading {
            #expect(try bench.run(words).status == 0)
        } else {
            try expectRefusal([], "it is a replica or read-only")
        }
        try bench.send("REPLICAOF NO ONE")
        #expect(try bench.keyspace() == before)
    }

    @Test(arguments: names) func aClosedOutputIsAnErrorAndAGoneReaderIsNone(name: String) throws {
        let entry = try entry(name)
        let bench = entry.takes("--url") ? try EveryCommandTests.bench(for: name) : nil
        let directory = try Scratch.directory()
        defer { Scratch.remove(directory) }
        let options = [entry.isReading ? "" : " --dry-run", entry.takes("--json") ? " --json" : ""].joined()
        let command = "'\(Program.path)' \(try goodLine(name))" + (entry.group == .shell ? "" : options)
        for (end, status, words) in [
            (" >&-", 1, "bulltop: standard output: Bad file descriptor\n"),
            (" >/dev/full", 1, "bulltop: standard output: No space left on device\n"), (" | true", 0, ""),
        ] {
            let child = try Child(
                "bash", ["-c", "set -o pipefail; " + command + end], errors: directory + "/errors",
                environment: Program.environment.merging(["BULLTOP_URL": bench?.url ?? ""]) { $1 })
            #expect(child.wait() == status, "\(command + end)")
            #expect(try String(contentsOfFile: directory + "/errors", encoding: .utf8) == words, "\(command + end)")
        }
    }
}

extension CommandEntry {
    fileprivate func takes(_ option: String) -> Bool { options.contains { $0.name == option } }

    fileprivate var isReading: Bool { group == .reading }
}
