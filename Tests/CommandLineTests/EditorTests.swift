import Dashboard
import Foundation
import Queues
import Terminal
import TestSupport
import Testing

@testable import bulltop

/// The results of editing a text. That the terminal is restored is tested in a real one.
@Suite struct EditorTests {
    private func draft(_ original: String, now text: String? = nil) -> Draft {
        let queue = QueueID(prefix: Array("bull".utf8), name: Array("q".utf8))
        let target = Operation.Target(queue: queue, job: JobID("1"), state: .failed)
        var draft = Draft(target: target, original: Array(original.utf8))
        if let text { draft.text = Array(text.utf8) }
        return draft
    }

    private func editing(_ original: String, now text: String? = nil, left: String) -> Editing {
        EditedText(draft(original, now: text)).editing(Array(left.utf8))
    }

    @Test func whatWasLeftIsJudgedByItsBytes() {
        #expect(editing("{}", left: "{}") == .unchanged)
        #expect(editing("{}", left: "{}\n") == .unchanged)
        #expect(editing("{}\n", left: "{}\n") == .unchanged)
        #expect(editing("{}\n", left: "{}") == .saved(Array("{}".utf8)))
        #expect(editing("{ }", left: "{  }\n") == .saved(Array("{  }".utf8)))
        #expect(editing(#"{"a":1}"#, left: #"{"a":1.0}"#) == .saved(Array(#"{"a":1.0}"#.utf8)))
        // Text that never was JSON stays where it is not touched.
        #expect(editing("oops", left: "oops\n") == .unchanged)
        #expect(editing("", left: "") == .unchanged)
    }

    @Test(arguments: [
        (
            #"{"a":[1,{"b":"x y"}],"c":1e3}"#,
            "{\n  \"a\": [\n    1,\n    {\n      \"b\": \"x y\"\n    }\n  ],\n  \"c\": 1e3\n}\n"
        ),
        (#"{"a": 1, "b": [2, 3]}"#, "{\n  \"a\": 1,\n  \"b\": [\n    2,\n    3\n  ]\n}\n"),
        ("{\n\t\"a\": 1\n}", "{\n\t\"a\": 1\n}"), ("oops", "oops"), ("7", "7\n"),
    ])
    func jsonOpensIndentedAndIsStoredAsItWas(original: String, file: String) {
        let text = EditedText(draft(original))
        #expect(String(decoding: text.file, as: UTF8.self) == file)
        #expect(text.editing(text.file) == .unchanged)
        let changed = file.replacingOccurrences(of: "1", with: "17")
        guard changed != file else { return }
        let expected = original.replacingOccurrences(of: "1", with: "17")
        #expect(text.editing(Array(changed.utf8)) == .saved(Array(expected.utf8)))
    }

    @Test func whatIsNoJSONComesBackWithItsPlace() {
        let left = "{\n  \"a\": ,\n}\n"
        let text = Array(left.utf8.dropLast())
        guard case .invalid(text, let words) = editing("{}", left: left) else {
            Issue.record("\(editing("{}", left: left))")
            return
        }
        #expect(words.hasPrefix("line 2, column 8: expected ") && words.hasSuffix("."))
        // Edited again: corrected, left unchanged, or undone.
        let again = String(decoding: text, as: UTF8.self)
        #expect(editing("{}", now: again, left: "[1]\n") == .saved(Array("[1]".utf8)))
        #expect(editing("{}", now: again, left: left) == .invalid(text, words))
        #expect(editing("{}", now: again, left: "{}\n") == .unchanged)
        #expect(editing("{}", now: "[1]", left: "[1]") == .saved(Array("[1]".utf8)))
        guard case .invalid([], _) = editing("{}", left: "") else {
            Issue.record("an empty text is no JSON")
            return
        }
    }

    @Test func theFileIsPrivateAndGoesWithItsDirectory() throws {
        let scratch = try Scratch.directory()
        defer { Scratch.remove(scratch) }
        let file = try PrivateFile(Array("{}".utf8), named: "data.json", in: [scratch + "/missing", scratch])
        let manager = FileManager.default
        #expect(file.directory.hasPrefix(scratch) && file.path == file.directory + "/data.json")
        #expect(try manager.attributesOfItem(atPath: file.path)[.posixPermissions] as? Int == 0o600)
        #expect(try manager.attributesOfItem(atPath: file.directory)[.posixPermissions] as? Int == 0o700)
        // Editors write to another file, which they rename, and leave further files.
        try "[1]".write(toFile: file.path, atomically: true, encoding: .utf8)
        try manager.createDirectory(atPath: file.directory + "/.backups/deep", withIntermediateDirectories: true)
        for name in [".data.json.swp", "data.json~", ".backups/deep/data.json"] {
            try "{}".write(toFile: file.directory + "/" + name, atomically: false, encoding: .utf8)
        }
        #expect(try file.contents() == Array("[1]".utf8))
        try manager.removeItem(atPath: file.path)
        let failure = #expect(throws: FileFailure.self) { try file.contents() }
        #expect(failure?.words.contains("No such file") == true)
        file.remove()
        #expect(try manager.contentsOfDirectory(atPath: scratch).isEmpty)
        #expect(throws: FileFailure.self) { try PrivateFile([], named: "a", in: [scratch + "/missing"]) }
    }

    @Test func theEditorIsTheOneOfTheEnvironment() throws {
        let scratch = try Scratch.directory()
        defer { Scratch.remove(scratch) }
        let program = scratch + "/ed"
        try FileManager.default.createSymbolicLink(atPath: program, withDestinationPath: "/usr/bin/printf")
        // The arguments may contain blanks.
        for (editor, name, words) in [
            ("\(program) '<%s>' --wait 'a b'", "ed", "<--wait><a b><file name>"), (nil, "editor", "file name"),
            (nil, "vi", "file name"),
        ] as [(String?, String, String)] {
            let other = scratch + "/" + name
            if other != program { try FileManager.default.moveItem(atPath: program, toPath: other) }
            let command = EditorCommand(editor).words(for: "file name")
            let child = try Child(
                command[0], Array(command.dropFirst()), output: scratch + "/out", environment: ["PATH": scratch])
            #expect(child.wait() == 0)
            #expect(try String(contentsOfFile: scratch + "/out", encoding: .utf8) == words)
            if other != program { try FileManager.default.moveItem(atPath: other, toPath: program) }
        }
    }

    @Test func howItEndedIsTold() throws {
        let scratch = try Scratch.directory()
        defer { Scratch.remove(scratch) }
        let environment = Environment(editor: "true", privateDirectories: [scratch])
        func finish(_ state: ForegroundProgram.State, left: String? = nil) throws -> Editing {
            let session = try EditorSession(draft("{}"), environment)
            defer { session.end(.terminate) }
            if let left { try left.write(toFile: session.file.path, atomically: true, encoding: .utf8) }
            return session.finish(state)
        }
        #expect(try finish(.exited(0)) == .unchanged)
        #expect(try finish(.exited(0), left: "[2]\n") == .saved(Array("[2]".utf8)))
        for (state, words) in [
            (.exited(127), "'true' was not found"), (.exited(126), "could not be started"), (.exited(3), "status 3"),
            (.killed(9), "Killed"),
        ] as [(ForegroundProgram.State, String)] {
            guard case .failed(let sentence) = try finish(state, left: "[2]") else { throw TestFailure("\(state)") }
            #expect(sentence.contains(words))
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: scratch).isEmpty)
    }
}
