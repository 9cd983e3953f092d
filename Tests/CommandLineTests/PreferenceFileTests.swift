import Dashboard
import Foundation
import Queues
import TestSupport
import Testing
import Threads

@testable import bulltop

/// The file with what is remembered: nothing is lost, whatever is in it.
@Suite struct PreferenceFileTests {
    private static let hostile = QueueID(prefix: [0x62, 0xFF], name: Array("a\u{1B}[31m\"\\\n邮".utf8) + [0x80, 0x00])

    private static let preferences = QueuePreferences(
        delimiter: .slash, pinned: [QueueID(prefix: Array("bull".utf8), name: Array("email".utf8)), hostile],
        hidden: [hostile], folded: [Array("mail/".utf8), [0xFF, 0x2F]],
        order: QueueOrder(column: "waiting", isDescending: false) ?? .standard)

    private func inDirectory(_ body: (String) throws -> Void) throws {
        let directory = try Scratch.directory()
        defer { Scratch.remove(directory) }
        try body(directory + "/state/bulltop")
    }

    @Test func whatIsWrittenIsRead() throws {
        try inDirectory { directory in
            let file = PreferenceFile(in: directory, for: "127.0.0.1:6379/0")
            #expect(try file.read() == QueuePreferences())
            #expect(try file.write([.queues(Self.preferences)]) == nil)
            #expect(try file.read() == Self.preferences)
            #expect(try PreferenceFile(in: directory, for: "other:1/0").read() == QueuePreferences())
            let mode = try FileManager.default.attributesOfItem(atPath: file.path)[.posixPermissions] as? Int
            #expect(mode == 0o600)
        }
    }

    @Test func otherConnectionsAndMembersStay() throws {
        try inDirectory { directory in
            let (one, other) = (PreferenceFile(in: directory, for: "a/0"), PreferenceFile(in: directory, for: "b/0"))
            _ = try one.write([.queues(Self.preferences)])
            var text = try String(contentsOfFile: one.path, encoding: .utf8)
            text = text.replacingOccurrences(
                of: "{\n  \"connections\"", with: "{\n  \"later\": [1e3],\n  \"connections\"")
            try text.write(toFile: one.path, atomically: false, encoding: .utf8)
            _ = try other.write([.queues(QueuePreferences(delimiter: .dot))])
            _ = try other.write([.queues(QueuePreferences(delimiter: .hyphen))])
            #expect(try one.read() == Self.preferences)
            #expect(try other.read() == QueuePreferences(delimiter: .hyphen))
            #expect(try String(contentsOfFile: one.path, encoding: .utf8).contains("\"later\": [\n    1e3"))
        }
    }

    /// Checks that theme and connection are of all servers, and that a queue list of no server is not kept.
    @Test func themeAndConnectionAreRemembered() throws {
        try inDirectory { directory in
            let (one, none) = (PreferenceFile(in: directory, for: "a/0"), PreferenceFile(in: directory))
            #expect(try none.readRemembered() == Remembered())
            _ = try one.write([.queues(Self.preferences), .theme("dark"), .theme("nord"), .connection("live")])
            _ = try none.write([.queues(QueuePreferences())])
            #expect(try none.readRemembered() == Remembered(theme: "nord", connection: "live"))
            _ = try none.write([.connection(nil)])
            #expect(try one.readRemembered() == Remembered(theme: "nord"))
            #expect(try one.read() == Self.preferences && none.read() == QueuePreferences())
        }
    }

    /// Checks that two programs that write at once both keep what they have written.
    @Test func writersDoNotLoseEachOther() throws {
        try inDirectory { directory in
            let names = (0..<8).map { "server-\($0)/0" }
            let threads = names.map { name in
                PlainThread {
                    for _ in 0..<5 {
                        _ = try? PreferenceFile(in: directory, for: name).write([
                            .queues(QueuePreferences(delimiter: .dot))
                        ])
                    }
                }
            }
            for thread in threads { thread?.join() }
            for name in names {
                let kept = try PreferenceFile(in: directory, for: name).read()
                #expect(kept == QueuePreferences(delimiter: .dot))
            }
        }
    }

    @Test(arguments: ["", "{", "[]", "nonsense", #"{"connections": 3}"#, "\u{0}\u{1}"])
    func aBrokenFileIsKept(contents: String) throws {
        try inDirectory { directory in
            let file = PreferenceFile(in: directory, for: "a/0")
            for number in 1...2 {
                try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
                try contents.write(toFile: file.path, atomically: false, encoding: .utf8)
                #expect(throws: PreferenceFile.Problem.self) { try file.read() }
                #expect(try String(contentsOfFile: file.path, encoding: .utf8) == contents, "reading changes nothing")
                let saved = try #require(try file.write([.queues(Self.preferences)]))
                #expect(saved.hasSuffix(number == 1 ? ".broken" : ".broken-2"))
                #expect(try String(contentsOfFile: saved, encoding: .utf8) == contents)
                #expect(try file.read() == Self.preferences)
            }
        }
    }

    /// Checks that an invalid value in a valid file counts as absent.
    @Test(arguments: [
        #"{"connections": {"a/0": 7}}"#,
        #"{"connections": {"a/0": {"tree": "::", "pinned": 3, "hidden": [[1], "x"]}}}"#,
        #"{"connections": {"a/0": {"sort": {"column": "colour", "descending": true}}}, "theme": 3}"#,
        #"{"connections": {"a/0": {"sort": {"column": "failed"}}}, "connection": ["a"]}"#,
        #"{"connections": {"a/0": {"sort": "failed"}}}"#,
        #"{"connections": {"b/0": {}}}"#, #"{"connections": {"a/0": {"hidden": [["bull"], ["bull", null]]}}}"#,
    ])
    func whatIsOddIsLeftOut(contents: String) throws {
        try inDirectory { directory in
            try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
            let file = PreferenceFile(in: directory, for: "a/0")
            try contents.write(toFile: file.path, atomically: false, encoding: .utf8)
            #expect(try file.read() == QueuePreferences() && file.readRemembered() == Remembered())
        }
    }

    @Test func whereNothingCanBeWrittenItSaysSo() throws {
        try inDirectory { directory in
            try FileManager.default.createDirectory(
                atPath: directory + "/queues.json", withIntermediateDirectories: true)
            let file = PreferenceFile(in: directory, for: "a/0")
            #expect(throws: PreferenceFile.Problem.system("\(directory)/queues.json: it is not a regular file.")) {
                try file.write([.queues(Self.preferences)])
            }
            let mailbox = Mailbox<Message>()
            let keeper = PreferenceKeeper(file, to: mailbox)
            for _ in 0..<2 { keeper.keep(.queues(Self.preferences)) }
            keeper.stop()
            let said = mailbox.takeAll()
            guard case .noticed(let words)? = said.first, said.count == 1 else {
                Issue.record("it must be said once: \(said)")
                return
            }
            #expect(words.hasPrefix("Nothing is remembered for the next start: "))
            // Where nothing has changed there is nothing to say.
            #expect(throws: PreferenceFile.Problem.self) { try file.write([.connection(nil)]) }
            let empty = PreferenceFile(in: directory + "/queues.json/no", for: "a/0")
            #expect(try empty.write([.connection(nil)]) == nil)
        }
    }

    /// Checks that the last preferences are kept, even right before the end.
    @Test func theKeeperWritesBeforeItEnds() throws {
        try inDirectory { directory in
            let file = PreferenceFile(in: directory, for: "a/0")
            let keeper = PreferenceKeeper(file, to: Mailbox<Message>())
            for delimiter in NameDelimiter.allCases { keeper.keep(.queues(QueuePreferences(delimiter: delimiter))) }
            keeper.stop()
            let kept = try file.read()
            #expect(kept == QueuePreferences(delimiter: NameDelimiter.allCases.last))
        }
    }
}
