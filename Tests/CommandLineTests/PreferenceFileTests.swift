import Dashboard
import Foundation
import Queues
import TestSupport
import Testing
import Threads

@testable import bulltop

/// The file with the preferences for listing queues: nothing is lost, whatever is in it.
@Suite struct PreferenceFileTests {
    private static let hostile = QueueID(prefix: [0x62, 0xFF], name: Array("a\u{1B}[31m\"\\\n邮".utf8) + [0x80, 0x00])

    private static let preferences = QueuePreferences(
        delimiter: .slash, pinned: [QueueID(prefix: Array("bull".utf8), name: Array("email".utf8)), hostile],
        hidden: [hostile], folded: [Array("mail/".utf8), [0xFF, 0x2F]])

    private func inDirectory(_ body: (String) throws -> Void) throws {
        let directory = try Scratch.directory()
        defer { Scratch.remove(directory) }
        try body(directory + "/state/bulltop")
    }

    @Test func whatIsWrittenIsRead() throws {
        try inDirectory { directory in
            let file = PreferenceFile(in: directory, for: "127.0.0.1:6379/0")
            #expect(try file.read() == QueuePreferences())
            #expect(try file.write(Self.preferences) == nil)
            #expect(try file.read() == Self.preferences)
            #expect(try PreferenceFile(in: directory, for: "other:1/0").read() == QueuePreferences())
            let mode = try FileManager.default.attributesOfItem(atPath: file.path)[.posixPermissions] as? Int
            #expect(mode == 0o600)
        }
    }

    @Test func otherConnectionsAndMembersStay() throws {
        try inDirectory { directory in
            let (one, other) = (PreferenceFile(in: directory, for: "a/0"), PreferenceFile(in: directory, for: "b/0"))
            _ = try one.write(Self.preferences)
            var text = try String(contentsOfFile: one.path, encoding: .utf8)
            text = text.replacingOccurrences(
                of: "{\n  \"connections\"", with: "{\n  \"later\": [1e3],\n  \"connections\"")
            try text.write(toFile: one.path, atomically: false, encoding: .utf8)
            _ = try other.write(QueuePreferences(delimiter: .dot))
            _ = try other.write(QueuePreferences(delimiter: .hyphen))
            #expect(try one.read() == Self.preferences)
            #expect(try other.read() == QueuePreferences(delimiter: .hyphen))
            #expect(try String(contentsOfFile: one.path, encoding: .utf8).contains("\"later\": [\n    1e3"))
        }
    }

    /// Checks that two programs that write at once both keep what they have written.
    @Test func writersDoNotLoseEachOther() throws {
        try inDirectory { directory in
            let names = (0..<8).map { "server-\($0)/0" }
            let threads = names.map { name in
                PlainThread {
                    for _ in 0..<5 {
                        _ = try? PreferenceFile(in: directory, for: name).write(QueuePreferences(delimiter: .dot))
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
                let saved = try #require(try file.write(Self.preferences))
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
        #"{"connections": {"b/0": {}}}"#, #"{"connections": {"a/0": {"hidden": [["bull"], ["bull", null]]}}}"#,
    ])
    func whatIsOddIsLeftOut(contents: String) throws {
        try inDirectory { directory in
            try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
            let file = PreferenceFile(in: directory, for: "a/0")
            try contents.write(toFile: file.path, atomically: false, encoding: .utf8)
            #expect(try file.read() == QueuePreferences())
        }
    }

    @Test func whereNothingCanBeWrittenItSaysSo() throws {
        try inDirectory { directory in
            try FileManager.default.createDirectory(
                atPath: directory + "/queues.json", withIntermediateDirectories: true)
            let file = PreferenceFile(in: directory, for: "a/0")
            #expect(throws: PreferenceFile.Problem.system("\(directory)/queues.json: it is not a regular file.")) {
                try file.write(Self.preferences)
            }
            let mailbox = Mailbox<Message>()
            let keeper = PreferenceKeeper(file, to: mailbox)
            keeper.keep(Self.preferences)
            keeper.stop()
            guard case .noticed(let words)? = mailbox.takeAll().first else {
                Issue.record("it must be said")
                return
            }
            #expect(words.hasPrefix("How the queues are listed is not kept: "))
        }
    }

    /// Checks that the last preferences are kept, even right before the end.
    @Test func theKeeperWritesBeforeItEnds() throws {
        try inDirectory { directory in
            let file = PreferenceFile(in: directory, for: "a/0")
            let keeper = PreferenceKeeper(file, to: Mailbox<Message>())
            for delimiter in NameDelimiter.allCases { keeper.keep(QueuePreferences(delimiter: delimiter)) }
            keeper.stop()
            let kept = try file.read()
            #expect(kept == QueuePreferences(delimiter: NameDelimiter.allCases.last))
        }
    }
}
