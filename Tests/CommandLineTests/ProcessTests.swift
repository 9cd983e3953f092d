import Foundation
import Redis
import TestSupport
import Testing

/// The binary without a terminal.
@Suite struct ProcessTests {
    private func url(_ server: PrivateRedis) -> String { "unix://\(server.socketPath)" }

    private func serverWithQueue() throws -> PrivateRedis {
        let server = try PrivateRedis()
        let connection = try server.connect()
        _ = try connection.send(Command("HSET", "bull:invoices:meta", "version", "bullmq:6.2.0"))
        _ = try connection.send(Command("HSET", "bull:invoices:1", "name", "n", "opts", "{}", "timestamp", "1"))
        _ = try connection.send(Command("LPUSH", "bull:invoices:wait", "1"))
        return server
    }

    @Test func helpAndVersionGoToStandardOutput() throws {
        let help = try Program.run(["--help"])
        #expect(help.status == 0 && help.errors.isEmpty)
        #expect(help.output.hasPrefix("bulltop: ") && help.output.contains("--read-only"))
        let version = try Program.run(["--version"])
        let lines = version.output.split(separator: "\n")
        #expect(version.status == 0 && version.errors.isEmpty && lines.count == 3)
        #expect(lines.first == "bulltop 0.2.0")
        // The debug binary has no commit, the portable one that of its build.
        let commit = /commit (unknown|[0-9a-f]{12}(-changed)?)/
        #expect(lines.dropFirst().first?.wholeMatch(of: commit) != nil)
        let libraries = ["ncurses", "hiredis", "OpenSSL", "PCRE2", "Abseil"]
        let found = lines.last?.components(separatedBy: ", ") ?? []
        #expect(found.count == libraries.count)
        for (library, version) in zip(libraries, found) {
            #expect(version.wholeMatch(of: try Regex("\(library) [0-9]+[0-9.]*")) != nil, "\(version)")
        }
    }

    @Test func mistakesGoToStandardError() throws {
        let result = try Program.run(["--ulr", "redis://h"])
        #expect(result.status == 2 && result.output.isEmpty)
        #expect(result.errors == "bulltop: unknown option '--ulr'; did you mean '--url'?\nTry 'bulltop --help'.\n")
        let theme = try Program.run(["--theme", "drak"])
        #expect(theme.status == 2 && theme.errors.contains("did you mean 'dark'?"))
        let file = try Program.run(["--theme", "/nonexistent.ini"])
        #expect(file.status == 2 && file.errors.contains("No such file or directory"))
    }

    @Test func onePictureIsPrinted() throws {
        let server = try serverWithQueue()
        for arguments in [["--url", url(server)], ["--once", "--url", url(server)]] {
            let result = try Program.run(arguments)
            #expect(result.status == 0 && result.errors.isEmpty)
            #expect(result.output.contains("invoices"))
            #expect(!result.output.contains("\u{1B}"))
        }
    }

    @Test func thePictureHasTheSizeThatWasAskedFor() throws {
        let server = try serverWithQueue()
        let result = try Program.run(["--url", url(server), "--size", "60x12"])
        let lines = result.output.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
        #expect(lines.count == 12)
        #expect(lines.allSatisfy { $0.count <= 60 })
        #expect(result.output.contains("invoices"))
    }

    @Test(arguments: [["--ascii"], []])
    func asciiIsASCII(option: [String]) throws {
        let server = try serverWithQueue()
        let locale = option.isEmpty ? ["LC_ALL": "C"] : [:]
        let result = try Program.run(["--url", url(server)] + option, environment: locale)
        #expect(result.output.contains("invoices"))
        #expect(result.output.utf8.allSatisfy { $0 < 128 })
    }

    @Test func theServerOfTheEnvironmentIsUsed() throws {
        let server = try serverWithQueue()
        #expect(try Program.run([], environment: ["BULLTOP_URL": url(server)]).output.contains("invoices"))
        #expect(try Program.run([], environment: ["REDIS_URL": url(server)]).output.contains("invoices"))
    }

    @Test func aServerThatIsNotThereIsTold() throws {
        let result = try Program.run(["--url", "unix:///nonexistent/socket"])
        #expect(result.status == 3 && result.output.isEmpty)
        #expect(result.errors.hasPrefix("bulltop: /nonexistent/socket: "))
        #expect(result.errors.contains("No such file or directory"))
    }

    @Test func passwordsAreCheckedAndNeverTold() throws {
        let server = try PrivateRedis(["--requirepass", "correct"])
        let none = try Program.run(["--url", url(server)])
        #expect(none.status == 3 && none.errors.contains("wants a password"))
        let wrong = try Program.run(["--url", "unix://:mistaken@\(server.socketPath)"])
        #expect(wrong.status == 3 && wrong.errors.contains("wrong"))
        #expect(!wrong.errors.contains("mistaken"))
        let right = try Program.run(["--url", url(server)], environment: ["REDISCLI_AUTH": "correct"])
        #expect(right.status == 0)
    }

    @Test func aReaderThatGoesAwayIsNoNews() throws {
        let directory = try Scratch.directory()
        defer { Scratch.remove(directory) }
        let errors = directory + "/errors"
        let shell = try Child(
            "bash", ["-c", "set -o pipefail; '\(Program.path)' --help | true"], errors: errors,
            environment: Program.environment)
        _ = shell.wait()
        #expect(try String(contentsOfFile: errors, encoding: .utf8).isEmpty)
        let closed = try Child(
            "bash", ["-c", "'\(Program.path)' --help >&-"], errors: errors, environment: Program.environment)
        #expect(closed.wait() == 1)
        #expect(try String(contentsOfFile: errors, encoding: .utf8).contains("Bad file descriptor"))
    }

    @Test func theDemoPrintsItsPictureAndLeavesNothing() throws {
        let directory = try Scratch.directory()
        defer { Scratch.remove(directory) }
        let result = try Program.run(["demo"], environment: ["TMPDIR": directory])
        #expect(result.status == 0 && result.errors.isEmpty)
        for name in ["email", "export", "webhooks", "cleanup", "image-proc", "failed-email"] {
            #expect(result.output.contains(name))
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: directory) == [])
    }

    @Test func withoutRedisServerThereIsAnAdvice() throws {
        let directory = try Scratch.directory()
        defer { Scratch.remove(directory) }
        // Tested only where the administrator's directories lack it, too.
        try #require(FileManager.default.fileExists(atPath: "/usr/sbin/redis-server") == false)
        let result = try Program.run(["demo"], environment: ["PATH": directory])
        #expect(result.status == 1)
        #expect(result.errors.contains("apt-get install redis-server"))
    }
}
