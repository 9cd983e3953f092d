import Foundation
import TestSupport
import Testing

@testable import bulltop

/// The manual page and the completions, as their programs read them.
@Suite struct ShellTests {
    private func run(_ program: String, _ arguments: [String]) throws -> (status: Int32, text: String) {
        let directory = try Scratch.directory()
        defer { Scratch.remove(directory) }
        let output = directory + "/output"
        let child = try Child(program, arguments, output: output, errors: output, environment: Program.environment)
        let status = child.wait()
        return (status, try String(contentsOfFile: output, encoding: .utf8))
    }

    /// Runs a script with the completion of a shell in a file, and returns its output.
    private func complete(_ shell: String, _ script: (String) -> String) throws -> [String] {
        let directory = try Scratch.directory()
        defer { Scratch.remove(directory) }
        let file = directory + "/bulltop"
        try Program.run(["completion", shell]).output.write(toFile: file, atomically: false, encoding: .utf8)
        let result = try run(shell, (shell == "zsh" ? ["-f"] : []) + ["-c", script(file)])
        #expect(result.status == 0, "\(result.text)")
        return result.text.split(whereSeparator: \.isWhitespace).map(String.init)
    }

    @Test func theManualIsWellFormed() throws {
        let directory = try Scratch.directory()
        defer { Scratch.remove(directory) }
        let page = try Program.run(["help", "--man"]).output
        try page.write(toFile: directory + "/bulltop.1", atomically: false, encoding: .utf8)
        let lint = try run("mandoc", ["-T", "lint", directory + "/bulltop.1"])
        #expect(lint.status == 0 && lint.text.isEmpty, "\(lint.text)")
        let text = try run("mandoc", ["-T", "utf8", directory + "/bulltop.1"]).text
        #expect(text.contains("BULLTOP(1)"))
        // Of what is read, blank lines do not count.
        #expect(text.split(separator: "\n").count < 600)
        for section in ["KEYS", "STATES", "FILES", "ENVIRONMENT", "EXAMPLES"] {
            #expect(page.contains(".Sh \(section)\n"))
        }
        for entry in CommandEntry.table { #expect(page.contains("\n.It Cm \(entry.name)") || entry.name.isEmpty) }
    }

    @Test func bashCompletes() throws {
        func words(_ line: String) throws -> [String] {
            try complete("bash") { file in
                "source \(file); COMP_WORDS=(\(line)); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); _bulltop; echo ${COMPREPLY[@]}"
            }
        }
        #expect(try words("bulltop pro") == ["promote"])
        #expect(try words("bulltop jobs email --state wai") == ["waiting", "waiting-children"])
        #expect(try words("bulltop clean email --gr") == ["--grace"])
        #expect(try words("bulltop --url x queues --so") == ["--sort"])
        #expect(try words("bulltop completion f") == ["fish"])
    }

    @Test func fishCompletes() throws {
        func words(_ line: String) throws -> [String] {
            try complete("fish") { "source \($0); complete -C '\(line)' | string replace -r '\\t.*' ''" }
        }
        #expect(try words("bulltop pro") == ["promote"])
        #expect(try words("bulltop jobs email --state wai") == ["waiting", "waiting-children"])
        #expect(try words("bulltop clean email --gr") == ["--grace"])
    }

    @Test func zshCompletes() throws {
        func line(_ typed: String) throws -> String {
            let words = try complete("zsh") { file in
                """
                zmodload zsh/zpty; zpty z zsh -f -i
                zpty -w z 'autoload -Uz compinit; compinit -u -D; source \(file); bulltop() { echo got "$@" end }; echo re""ady'
                zpty -r z out '*ready*'
                zpty -w z $'\(typed)\\t'
                zpty -r z out '*got*end*'; print -r -- ${${out##*got}%%end*}; zpty -d z
                """
            }
            return words.joined(separator: " ")
        }
        #expect(try line("bulltop pro") == "promote")
        #expect(try line("bulltop jobs email --state comple") == "jobs email --state completed")
        #expect(try line("bulltop clean email --gra").hasPrefix("clean email --grace"))
    }
}
