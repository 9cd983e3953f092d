import Foundation
import TestSupport
import Testing

@testable import bulltop

/// Neither a command nor a file need have an end: both are read within bounds.
@Suite struct PasswordBoundTests {
    /// Returns the words of the error.
    private func problem(_ find: () throws(UsageError) -> String) -> String {
        do throws(UsageError) {
            return "none: \(try find())"
        } catch {
            return error.text
        }
    }

    @Test(arguments: [
        ("yes sekret", "'yes …' printed more than 64 KiB and was ended; it has to print the password and end"),
        ("yes sekret | cat", "'yes …' printed more than 64 KiB"), ("cat /dev/zero", "'cat …' printed more than 64 KiB"),
        ("echo sekret; exec sleep 1000", "'echo …' did not end within 300 ms and was ended; it has to print"),
        ("SECRET=sekret sleep 1000", "'sleep …' did not end within 300 ms"),
        ("trap '' TERM; while :; do sleep 1; done", "'trap …' did not end within 300 ms"),
        ("kill -STOP $$", "'kill …' did not end within 300 ms"),
        ("head -c 5000 /dev/zero", "'head …' printed a line of more than 4096 bytes"),
        ("echo", "'echo' printed no password"), ("true sekret", "'true …' printed no password"),
        ("exit 3", "'exit …' failed with status 3"), ("kill -9 $$", "'kill …' was ended: Killed"),
    ])
    func aCommandIsBounded(command: String, words: String) {
        let patience: Int64 = words.contains("300 ms") ? 300 : 60_000
        let found = problem { () throws(UsageError) in try Password.run(command, patience: patience) }
        #expect(found.hasPrefix("--password-command: the command \(words)") && !found.contains("sekret"), "\(found)")
    }

    @Test(arguments: [
        "echo secret", "printf secret", "printf 'secret\\r\\nmore'", "echo secret; yes | head -c 60000",
        // What it leaves behind holds its output open, and is not waited for.
        "echo secret; sleep 20 & exit 0", "sleep 0.2; echo secret",
    ])
    func aCommandThatEndsIsTakenAtItsWord(command: String) throws {
        #expect(try Password.run(command) == "secret")
    }

    @Test func whatTheCommandStartedIsEndedToo() throws {
        let directory = try Scratch.directory()
        defer { Scratch.remove(directory) }
        let found = problem { () throws(UsageError) in
            try Password.run("sleep 1000 & echo $! > \(directory)/id; sleep 1000; true", patience: 300)
        }
        #expect(found.contains("did not end"))
        let id = try String(contentsOfFile: directory + "/id", encoding: .utf8).trimmingCharacters(in: .newlines)
        let state = try? String(contentsOfFile: "/proc/\(id)/stat", encoding: .utf8)
        // Its parent may not have taken notice of its end.
        #expect(state == nil || state?.contains(") Z ") == true, "\(String(describing: state))")
    }

    @Test func aFileIsBounded() throws {
        let directory = try Scratch.directory()
        defer { Scratch.remove(directory) }
        #expect(mkfifo(directory + "/pipe", 0o600) == 0)
        try "".write(toFile: directory + "/empty", atomically: false, encoding: .utf8)
        try String(repeating: "x", count: 5_000).write(toFile: directory + "/long", atomically: false, encoding: .utf8)
        for (path, words) in [
            (directory, "it is a directory"), (directory + "/pipe", "no line came from it within 300 ms"),
            ("/dev/zero", "its first line is longer than 4096 bytes"), ("/dev/null", "its first line is empty"),
            (directory + "/empty", "its first line is empty"), (directory + "/none", "No such file or directory"),
            (directory + "/long", "its first line is longer"), (directory + "/empty/x", "Not a directory"),
        ] {
            let found = problem { () throws(UsageError) in
                try Password.read(path, from: "--password-file", patience: 300)
            }
            #expect(found.hasPrefix("--password-file \(path): \(words)"), "\(found)")
        }
    }

    /// Checks that a pipe is waited for: the shell's `<(pass show redis)` gives the path of one.
    @Test func aPipeIsReadWhenItIsWritten() throws {
        let directory = try Scratch.directory()
        defer { Scratch.remove(directory) }
        let path = directory + "/pipe"
        #expect(mkfifo(path, 0o600) == 0)
        let writer = try Child("/bin/sh", ["-c", "sleep 0.3; echo secret > \(path)"])
        #expect(try Password.read(path, from: "--password-file") == "secret")
        #expect(writer.wait() == 0)
        let result = try Child(
            "/bin/bash",
            ["-c", "\(Program.path) queues --url redis://127.0.0.1:1 --password-file <(sleep 0.1; echo s)"])
        #expect(result.wait() == 3)
    }

    @Test func aProcessEndsByACommandWithoutEnd() throws {
        let result = try Program.run(["queues", "--url", "redis://127.0.0.1:1", "--password-command", "yes sekret"])
        #expect(result.status == 2 && result.errors.contains("printed more than 64 KiB"), "\(result)")
    }
}
