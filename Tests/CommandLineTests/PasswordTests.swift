import Foundation
import TestSupport
import Testing

@testable import bulltop

@Suite struct PasswordTests {
    @Test(arguments: [
        ("redis://:secret@h", "secret"), ("redis://u:se:c@ret@h:1/2", "se:c@ret"), ("--url=rediss://u:s@h", "s"),
        ("unix:///a?db=1&password=secret", "secret"), ("unix:///a?password=secret&db=1", "secret"), ("redis://u@h", ""),
        ("redis://h:6379", ""),
        ("redis-sentinel://u:a@h/m?sentinel-user=s&sentinel-password=b", "ab"), ("jobs", ""), ("a:b@c", ""),
    ])
    func aPasswordIsFoundInAURL(word: String, password: String) {
        let argument = Argument(word)
        #expect(String(decoding: argument.passwords.flatMap { argument.bytes[$0] }, as: UTF8.self) == password)
    }

    @Test func noOtherUserSeesThePassword() throws {
        let listener = try Listener()
        defer { listener.close() }
        let child = try Child(Program.path, ["queues", "--url", "redis://u:topsecret@127.0.0.1:\(listener.port)/0"])
        defer {
            child.send(SIGKILL)
            _ = child.wait()
        }
        let id = try #require(child.id)
        var line = ""
        for _ in 0..<1_200 where !line.contains("u:*********@") {
            line = String(decoding: try Data(contentsOf: URL(filePath: "/proc/\(id)/cmdline")), as: UTF8.self)
            usleep(25_000)
        }
        #expect(line.contains("redis://u:*********@127.0.0.1") && !line.contains("topsecret"))
    }

    @Test func thePasswordMayComeFromAFile() throws {
        let server = try PrivateRedis(["--requirepass", "secret"])
        let file = server.directory + "/password"
        for (content, status) in [
            ("secret\n", Int32(0)), ("secret\r\nmore", 0), ("secret", 0), ("wrong\n", 3), ("", 2),
        ] {
            try content.write(toFile: file, atomically: false, encoding: .utf8)
            let environment = ["BULLTOP_URL": "unix://\(server.socketPath)", "BULLTOP_PASSWORD_FILE": file]
            #expect(try Program.run(["queues"], environment: environment).status == status, "\(content)")
        }
        let missing = try Program.run(["queues"], environment: ["BULLTOP_PASSWORD_FILE": "/nowhere"])
        #expect(missing.status == 2 && missing.errors.hasPrefix("bulltop: $BULLTOP_PASSWORD_FILE /nowhere: No such"))
    }

    @Test func withoutATerminalNobodyCanBeAsked() throws {
        let child = try Child("setsid", ["-w", Program.path, "queues", "--askpass"])
        #expect(child.wait() == 2)
    }

    /// Checks that the terminal does not show the password, and is restored afterwards, even where the question is
    /// broken off.
    @Test func aTerminalIsAskedForIt() throws {
        let server = try PrivateRedis(["--requirepass", "topsecret"])
        for (typed, status) in [("topsecret\n", Int32(0)), ("wrong\n", 3), ("\n", 2), ("tops\u{3}", 2)] {
            let pty = try Pty(
                [Program.path, "queues", "--askpass"], environment: ["BULLTOP_URL": "unix://\(server.socketPath)"])
            func text() -> String { String(decoding: pty.output, as: UTF8.self) }
            try pty.pump("the question") { text().contains("Password: ") }
            pty.send(typed)
            #expect(try pty.exitCode() == status, "\(typed): \(text())")
            #expect(!text().contains("secret") && !text().contains("tops"), "\(text())")
            #expect(pty.modes == pty.modesBefore)
        }
    }
}
