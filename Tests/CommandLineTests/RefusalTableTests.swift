import Foundation
import Redis
import TestSupport
import Testing

@testable import bulltop

/// Every reason why a server refuses changes, with every command that makes one: nothing was changed, the status is 5,
/// and the message says what to do.
@Suite struct RefusalTableTests {
    struct Refused: Sendable {
        let line: String
        /// A part of the message.
        let words: String
    }

    private static let reasons = [
        Refused(line: "OOM command not allowed when used memory > 'maxmemory'.", words: "raise maxmemory"),
        Refused(
            line: "MISCONF Redis is configured to save RDB snapshots, but it cannot", words: "the space on its disk"),
        Refused(line: "NOREPLICAS Not enough good replicas to write.", words: "look at its replicas"),
        Refused(line: "READONLY You can't write against a read only replica.", words: "it is a replica or read-only"),
        Refused(line: "ERR unknown command 'EVALSHA', with args beginning with:", words: "renamed or disabled"),
        Refused(
            line: "WRONGTYPE Operation against a key holding the wrong kind of value", words: "something else writes"),
        Refused(
            line: "NOPERM this user has no permissions to run the 'evalsha' command", words: "the Redis user may not"),
        Refused(line: "LOADING Redis is loading the dataset in memory", words: "wait until it has read its data"),
        Refused(line: "BUSY Redis is busy running a script.", words: "SCRIPT KILL"),
        Refused(line: "MASTERDOWN Link with MASTER is down", words: "wait until its primary answers again"),
        Refused(line: "CLUSTERDOWN The cluster is down", words: "wait until its cluster has all slots again"),
        Refused(line: "TRYAGAIN Multiple keys request during rehashing", words: "its hash slot is moving"),
        Refused(line: "MOVED 3999 127.0.0.1:7001", words: "another node of the cluster has the queue"),
        Refused(line: "ASK 3999 127.0.0.1:7001", words: "connect to that one"),
        Refused(line: "ERR something else", words: "the server refused it (ERR something else)"),
    ]

    private static let names = CommandEntry.table.filter { $0.group == .changing }.map(\.name).sorted()

    @Test(arguments: names) func aRefusedCommandIsNotDone(name: String) throws {
        let bench = try EveryCommandTests.bench(for: name)
        let before = try bench.keyspace()
        for reason in Self.reasons {
            for run in EveryCommandTests.runs[name] ?? [] {
                let server = try FaultyServer(before: bench.server.endpoint) { words in
                    words[0] == "EVAL" || words[0] == "EVALSHA" ? reason.line : nil
                }
                let result = try Program.run(
                    run.line.split(separator: " ").map(String.init), input: run.input,
                    environment: ["BULLTOP_URL": server.url])
                let place = "\(run.line), \(reason.line): \(result)"
                #expect(result.status == 5, "\(place)")
                #expect(result.errors.contains(reason.words), "\(place)")
                #expect(!result.errors.contains("may have been done"), "\(place)")
                #expect(try bench.keyspace() == before, "\(place)")
            }
        }
    }

    /// Checks that a connection that breaks after a command was sent leaves doubt, and one that breaks before does not.
    @Test(arguments: ["retry email 4", "retry email --all --yes", "pause email", "drain email --yes", "add email n"])
    func onlyWhatWasSentMayHaveBeenDone(line: String) throws {
        let words = line.split(separator: " ").map(String.init)
        for isSent in [false, true] {
            let bench = try EveryCommandTests.bench(for: "retry")
            let server = try FaultyServer(before: bench.server.endpoint) { command in
                if isSent { return command[0] == "EVAL" || command[0] == "EVALSHA" ? .after : nil }
                // The reading of the queue's library, before the script.
                return command[0] == "HMGET" && command.contains("opts.maxLenEvents") && !command.contains("ic")
                    ? .before : nil
            }
            let result = try Program.run(words, environment: ["BULLTOP_URL": server.url])
            #expect(result.errors.contains("may have been done or not") == isSent, "\(line): \(result)")
            #expect(result.status == 3, "\(line): \(result)")
        }
    }
}
