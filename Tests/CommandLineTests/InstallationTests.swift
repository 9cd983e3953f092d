import Foundation
import TestSupport
import Testing

@testable import bulltop

/// The lines to type in docs/install.md. `make test-install` installs the packages; here it is checked that each line is one.
@Suite struct InstallationTests {
    private static func file(_ path: String) -> String {
        (try? String(contentsOfFile: Scratch.packageRoot + "/" + path, encoding: .utf8)) ?? ""
    }

    /// The lines of the blocks, and the code in the table of packages.
    private static let lines: [String] = {
        var (lines, isInBlock) = ([String](), false)
        for line in file("docs/install.md").split(separator: "\n") {
            if line.hasPrefix("```") {
                isInBlock.toggle()
            } else if isInBlock {
                lines.append(String(line))
            } else if line.hasPrefix("| ") {
                let parts = line.split(separator: "`", omittingEmptySubsequences: false)
                lines += parts.enumerated().filter { $0.offset % 2 == 1 }.map { String($0.element) }
            }
        }
        return lines
    }()

    @Test func thereAreLines() { #expect(Self.lines.count >= 10, "\(Self.lines)") }

    @Test(arguments: lines) func aLineIsOneOfAShell(line: String) throws {
        #expect(try Child("/bin/sh", ["-n", "-c", line]).wait() == 0)
    }

    /// Checks that each target of make is there, and each package is made under its name.
    @Test(arguments: lines) func whatItNamesExists(line: String) {
        let words = line.prefix { $0 != "#" }.split(separator: " ").map(String.init)
        if words.first == "make" {
            #expect(Self.file("Makefile").contains("\n\(words[1]):"))
        }
        let made = ["make-dist", "make-image.py"].map { Self.file("Packaging/" + $0) }.joined()
        for word in words where word.hasPrefix("bulltop") && word.contains("VERSION") && !word.contains(":") {
            let end = word.components(separatedBy: "VERSION")[1]
            let suffix = end == "-linux-x86_64.tar.gz" ? ".tar.gz" : end
            #expect(made.contains(suffix), "\(word)")
        }
    }

    /// Checks that bulltop takes the options that stand behind its name, or behind that of its image.
    @Test(arguments: lines) func bulltopTakesItsOptions(line: String) throws {
        let words = line.prefix { $0 != "#" }.split(separator: " ").map { $0.filter { $0 != "'" } }
        guard let place = words.firstIndex(of: "--url") else { return }
        let arguments = words[place...].prefix { $0 != "&&" }.map { Argument(String($0)) }
        let invocation = try Invocation(arguments)
        guard case .task(.screen(let options)) = invocation.purpose else { throw TestFailure("no screen") }
        #expect(options.connection.url?.hasPrefix("redis://") == true)
    }
}
