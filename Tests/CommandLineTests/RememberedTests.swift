import Dashboard
import Foundation
import TestSupport
import Testing

@testable import bulltop

/// What is remembered of the last run counts where nothing else says what to use, and never leads to production.
@Suite struct RememberedTests {
    private static let text = """
        [connection stage]
        url = redis://stage
        [connection live]
        url = redis://live
        production = true
        [connection odd]
        url = redis://odd
        production = perhaps
        """

    /// What the last run has left, the command line, the environment and the beginning of the file; and the server to use.
    struct Case: Sendable {
        var last: String?
        var words: [String] = []
        var environment = Environment(privateDirectories: [])
        var defaults = ""
        var hasScreen = true
        let url: String?
    }

    private static func production(_ isProduction: Bool) -> Environment {
        Environment(privateDirectories: [], isProduction: isProduction)
    }

    private static let cases = [
        Case(last: "stage", url: "redis://stage"), Case(last: nil, url: nil),
        Case(last: "stage", words: ["--utc"], url: "redis://stage"),
        Case(last: "stage", words: ["--url", "redis://other"], url: "redis://other"),
        Case(last: "stage", words: ["--connection", "live"], url: "redis://live"),
        Case(last: "stage", words: ["--once"], url: nil),
        Case(last: "stage", hasScreen: false, url: nil),
        Case(last: "stage", environment: Environment(redisURL: "redis://variable"), url: nil),
        Case(last: "stage", environment: Environment(bulltopURL: "redis://variable"), url: nil),
        Case(last: "stage", environment: production(true), url: nil),
        Case(last: "stage", defaults: "connection = usual\n[connection usual]\nurl = redis://a", url: "redis://a"),
        Case(last: "stage", defaults: "url = redis://usual", url: "redis://usual"),
        Case(last: "stage", defaults: "production = true", url: nil),
        Case(last: "stage", defaults: "production = true\n[connection stage]\nproduction = no", url: "redis://stage"),
        Case(last: "gone", url: nil), Case(last: "live", url: nil), Case(last: "odd", url: nil),
        // What is written on the command line does not make a server of production another one.
        Case(last: "live", words: ["--no-production"], url: nil),
        Case(last: "live", words: ["--read-only"], url: nil),
    ]

    private func invocation(_ example: Case, theme: String? = nil) throws -> Invocation {
        let directory = try Scratch.directory()
        defer { Scratch.remove(directory) }
        let file = PreferenceFile(in: directory)
        _ = try file.write([.connection(example.last)] + (theme.map { [.theme($0)] } ?? []))
        var environment = example.environment
        (environment.stateDirectory, environment.hasScreen) = (directory, example.hasScreen)
        let text = "[defaults]\n\(example.defaults)\n\(Self.text)"
        return try Invocation(example.words.map { Argument($0) }, environment) { () throws(UsageError) in
            try Configuration(Array(text.utf8), path: "/c")
        }
    }

    @Test(arguments: cases.indices) func theConnectionUsedLast(_ index: Int) throws {
        let example = Self.cases[index]
        let invocation = try invocation(example)
        let options = try invocation.screen()
        #expect(options.connection.url == example.url, "\(example)")
        let isOpen = example.url == "redis://stage"
        #expect((options.safety.label == "stage") == isOpen, "\(example)")
        #expect(invocation.servers.others.contains("stage") != isOpen, "\(example)")
    }

    /// Checks that it is told why a connection of production is not opened, and how it is.
    @Test func productionIsNotOpenedByMemory() throws {
        let remark = try invocation(Case(last: "live", url: nil)).remark
        #expect(
            remark == "live, used last, is marked as production and is not opened by itself; :server live opens it.")
        for last in ["stage", "gone", nil] { #expect(try invocation(Case(last: last, url: nil)).remark == nil) }
        #expect(try invocation(Case(last: "live", words: ["--url", "redis://a"], url: nil)).remark == nil)
    }

    /// Checks that a theme counts where it is built in, and neither the command line nor the file has one.
    @Test func theThemeTriedLast() throws {
        func theme(_ theme: String, _ words: [String] = [], defaults: String = "", hasScreen: Bool = true) throws
            -> String?
        {
            let example = Case(words: words, defaults: defaults, hasScreen: hasScreen, url: nil)
            return try invocation(example, theme: theme).screen().theme
        }
        #expect(try theme("nord") == "nord" && theme("nord", ["demo"]) == "nord")
        #expect(try theme("nord", ["--theme", "light"]) == "light")
        #expect(try theme("nord", defaults: "theme = dark") == "dark")
        #expect(try theme("mine") == nil && theme("../nord") == nil && theme("") == nil)
        #expect(try theme("nord", hasScreen: false) == nil)
    }

    /// Checks that each server in front is remembered by its name, and one without a name as none.
    @Test func whatIsRemembered() throws {
        func remembered(_ words: String, _ environment: Environment = Environment(), defaults: String = "") throws
            -> PreferenceFile.Change?
        {
            let words = words.split(separator: " ").map(String.init)
            let options = try invocation(
                Case(words: words, environment: environment, defaults: defaults, url: nil)
            ).screen()
            return DashboardSession(
                options: options, source: try Target.source(options.connection, environment),
                choice: try ThemeChoice(nil), environment: environment
            ).remembered
        }
        let clean = Environment(privateDirectories: [])
        #expect(try remembered("--connection live", clean) == .connection("live"))
        #expect(try remembered("", clean, defaults: "connection = stage") == .connection("stage"))
        #expect(try remembered("--url redis://a", clean) == .connection(nil))
        #expect(try remembered("", Environment(redisURL: "redis://a")) == .connection(nil))
        #expect(try remembered("", clean) == nil && remembered("demo", clean) == nil)
    }

    /// Checks where the report on settings says that they are from, and that a broken file is no obstacle.
    @Test func theReportSaysWhatIsRemembered() throws {
        let directory = try Scratch.directory()
        defer { Scratch.remove(directory) }
        let config = directory + "/config"
        try Self.text.write(toFile: config, atomically: false, encoding: .utf8)
        let file = PreferenceFile(in: directory + "/bulltop")
        _ = try file.write([.connection("stage"), .theme("nord")])
        func line(_ key: String, _ words: [String] = []) throws -> String? {
            let result = try Program.run(
                ["--print-config"] + words, environment: ["BULLTOP_CONFIG": config, "XDG_STATE_HOME": directory])
            #expect(result.status == 0 && result.errors.isEmpty, "\(result)")
            return result.output.split(separator: "\n").first { $0.hasPrefix(key + " ") || $0.hasPrefix("; \(key) ") }
                .map(String.init)
        }
        #expect(try line("connection")?.hasPrefix("connection = stage ") == true)
        #expect(try line("connection")?.hasSuffix("; remembered") == true)
        #expect(try line("url")?.hasSuffix("; \(config):2") == true)
        #expect(try line("theme")?.hasSuffix("; remembered") == true)
        #expect(try line("connection", ["--url", "redis://a"]) == "; connection is not set.")
        try "{broken".write(toFile: file.path, atomically: false, encoding: .utf8)
        #expect(try line("connection") == "; connection is not set." && line("theme")?.hasSuffix("built in") == true)
    }
}
