import Dashboard
import Foundation
import Queues
import TestSupport
import Testing
import Themes

@testable import bulltop

/// The parts of `docs` on keys, commands and options come from the tables, and its pictures from the golden frames.
/// `make docs` writes them again.
@Suite(.serialized) struct DocumentationTests {
    private static let directory = Scratch.packageRoot + "/docs/"
    private static let environment = ProcessInfo.processInfo.environment
    private static let isWriting = environment["UPDATE_DOCS"] != nil && (environment["CI"] ?? "").isEmpty

    @Test func theDocumentationHasTheKeys() throws {
        let rows = Action.documentation.map { row in
            let keys = row.keys.map { "`\($0 == "|" ? "\\|" : $0)`" }.joined(separator: " ")
            return "| \(keys) | \(row.title)\(row.changesServer ? " (asks first)" : "") | \(row.place) |\n"
        }
        try expect("keys", in: "keys.md", "| Key | Does | On |\n|---|---|---|\n" + rows.joined())
    }

    @Test func theDocumentationHasTheOptions() throws {
        let rows = CommandEntry.dashboard.options.map { option in
            "| `\(option.usage.replacing("|", with: "\\|"))` | \(option.summary) |\n"
        }
        try expect("options", in: "commands.md", "| Option | |\n|---|---|\n" + rows.joined())
    }

    @Test func theDocumentationHasTheSettings() throws {
        let rows = CommandEntry.dashboard.options.filter { $0.place != .commandLine }.map { option in
            let usage = option.key + " = " + (option.value?.called ?? "true")
            let place = option.place == .defaults ? " In `[defaults]` alone." : ""
            return "| `\(usage.replacing("|", with: "\\|"))` | \(option.summary)\(place) |\n"
        }
        try expect("settings", in: "configuration.md", "| Setting | |\n|---|---|\n" + rows.joined())
    }

    @Test func theDocumentationHasTheColumns() throws {
        let lists = ColumnChoice.Listed.allCases
        func words(_ names: [String]) -> String { names.map { "`\($0)`" }.joined(separator: " ") }
        let rows = lists.map { "| `\($0.name)` | \(words($0.standard)) |\n" }
        let all = lists.filter { $0 != .queues }.max { $0.known.count < $1.known.count }
        let text =
            "| List | Its columns |\n|---|---|\n" + rows.joined() + "\nColumns of jobs: \(words(all?.known ?? [])).\n"
        try expect("columns", in: "configuration.md", text)
    }

    @Test func theDocumentationHasTheThresholds() throws {
        let rows = HealthThreshold.allCases.map { threshold in
            let (entry, text) = (threshold.entry, threshold.text)
            let bounds = "\(text(entry.bounds.lowerBound)) to \(text(entry.bounds.upperBound))"
            return "| `\(entry.name)` | \(entry.summary) | \(text(entry.standard)) | \(bounds) |\n"
        }
        let head = "| Threshold | | Without one | May be |\n|---|---|---|---|\n"
        try expect("thresholds", in: "configuration.md", head + rows.joined())
    }

    @Test func theDocumentationHasTheWordsOfConditions() throws {
        let rows = AlarmSubject.all.map { "| `\($0.name)` | \($0.summary) |\n" }
        try expect("subjects", in: "configuration.md", "| Number | |\n|---|---|\n" + rows.joined())
        let words = AlarmCondition.healthWords.map { "`\($0)`" }.joined(separator: ", ")
        try expect("health words", in: "configuration.md", words + "\n")
    }

    @Test func theExampleOfAConfigurationIsOne() throws {
        let path = Self.directory + "bulltop.config"
        let configuration = try Configuration(try SmallFile.bytes(of: path), path: path)
        #expect(configuration.connections == ["local", "live", "tunnel"])
        // The file of the password is not on this machine.
        #expect(configuration.mistakes.allSatisfy { $0.text.contains("password-file /run/secrets/redis: ") })
        #expect(configuration.remarks.isEmpty)
    }

    @Test func theDocumentationHasTheCommands() throws {
        let rows = CommandEntry.table.filter { $0.group != .screen }.map { entry in
            let usage = ([entry.name] + entry.operands.map(\.usage)).joined(separator: " ")
            return "| `\(usage.replacing("|", with: "\\|"))` | \(entry.summary) |\n"
        }
        try expect("commands", in: "commands.md", "| Command | Does |\n|---|---|\n" + rows.joined())
    }

    @Test func theDocumentationHasTheExitCodes() throws {
        let rows = Help.exitCodes.map { "| \($0.code) | \($0.meaning) |\n" }
        try expect("exit codes", in: "commands.md", "| Status | Means |\n|---|---|\n" + rows.joined())
    }

    /// Compares the part of a file between two marks, or writes it.
    private func expect(_ part: String, in file: String, _ text: String) throws {
        let (begin, end) = ("<!-- \(part) -->\n", "<!-- end of \(part) -->")
        var page = try String(contentsOfFile: Self.directory + file, encoding: .utf8)
        let start = try #require(page.range(of: begin)?.upperBound)
        let stop = try #require(page.range(of: end, range: start..<page.endIndex)?.lowerBound)
        if Self.isWriting {
            page.replaceSubrange(start..<stop, with: "\n\(text)\n")
            try page.write(toFile: Self.directory + file, atomically: true, encoding: .utf8)
        } else {
            #expect(page[start..<stop] == "\n\(text)\n", "make docs writes it anew")
        }
    }

    @Test func theDocumentationHasTheThemes() throws {
        let sections = Themes.all.map { theme in
            """
            ### `\(theme.name)`

            \(theme.reason.prefix(1).uppercased() + theme.reason.dropFirst()).

            ![The newest jobs of a queue in the theme \(theme.name)](themes/\(theme.name).svg)

            """
        }
        try expect("gallery", in: "themes.md", sections.joined(separator: "\n"))
    }

    @Test(arguments: [
        ("queues", "The queues screen of bulltop", "DashboardTests/Golden/queue-list-full-120x40.txt"),
        ("job", "A failed job in bulltop", "DashboardTests/Golden/job-80x24.txt"),
    ])
    func thePicturesAreOfTheScreen(name: String, title: String, golden: String) throws {
        try expectPicture(name, title, of: golden)
    }

    @Test(arguments: Themes.names) func theGalleryIsOfTheThemes(_ name: String) throws {
        let entries = INIText(try #require(Themes.source(of: name))).entries
        let papers = entries.first { $0.name == "paper" }?.value.split(separator: " ").map(String.init) ?? []
        let golden = "DashboardTests/Golden/theme-\(name).txt"
        try expectPicture("themes/\(name)", "The theme \(name)", of: golden, Array(papers.prefix(1)))
    }

    /// Compares a picture with its golden frame, or writes it.
    private func expectPicture(_ name: String, _ title: String, of golden: String, _ paper: [String] = []) throws {
        let directory = try Scratch.directory()
        defer { Scratch.remove(directory) }
        let (root, picture) = (Scratch.packageRoot, directory + "/picture")
        let arguments = ["\(root)/Scripts/make-picture", "\(root)/Tests/\(golden)", title] + paper
        let child = try Child("python3", arguments, output: picture, errors: directory + "/errors")
        #expect(child.wait() == 0)
        let svg = try String(contentsOfFile: picture, encoding: .utf8)
        let path = "\(root)/docs/\(name).svg"
        if Self.isWriting {
            try svg.write(toFile: path, atomically: true, encoding: .utf8)
        } else {
            #expect(svg == (try String(contentsOfFile: path, encoding: .utf8)), "make docs draws it")
        }
    }
}
