import Foundation
import TestSupport
import Testing

/// What `config check` and the doctor say of configuration files with mistakes.
@Suite struct ConfigurationMistakeTests {
    private let directory: String

    init() throws { directory = try Scratch.directory() }

    /// Writes a configuration file, and returns its path.
    private func write(_ text: String) throws -> String {
        try text.write(toFile: directory + "/config", atomically: false, encoding: .utf8)
        return directory + "/config"
    }

    /// Checks that each mistake of every kind of section is told in one run, in the order of the lines.
    @Test func allMistakesAreToldAtOnce() throws {
        defer { Scratch.remove(directory) }
        let lines: [(text: String, problem: String?)] = [
            ("[defaults]", nil), ("url", "neither [section]"), ("them = 3", "unknown key 'them'"),
            ("[keys]", nil), ("retry = Ctrl-Foo", "retry: 'Ctrl-Foo'"), ("promote = Z", nil),
            ("remove = Z", "remove: 'Z' is also"), ("[columns]", nil),
            ("queues = name helth", "queues: unknown column 'helth'"),
            ("[thresholds]", nil), ("failing-window = 10y", "failing-window: '10y'"), ("no line", "neither [section]"),
            ("[alarm a]", nil), ("when = failed/min >> 3", "when: 'failed/min >> 3'"),
            ("bell = perhaps", "bell: 'perhaps'"),
            ("[alarm b]", nil), ("bell = true", "[alarm b] has no when"), ("[alarm c]", nil),
            ("level = critical", "[alarm c] has no when"), ("[command retry]", nil),
            ("run = x", "[command retry] there is"),
            ("[command d]", nil), ("key = o", "[command d] has no run"), ("[command e]", nil),
            ("run = 'x", "run: ''x' is not allowed"), ("[connection f]", nil),
            ("url = nonsense", "url: not a valid URL"),
        ]
        let file = try write(lines.map(\.text).joined(separator: "\n"))
        let result = try Program.run(["config", "check"], environment: ["BULLTOP_CONFIG": file])
        #expect(result.status == 2 && result.errors.isEmpty, "\(result)")
        var wanted = 0
        for (index, line) in lines.enumerated() {
            guard let problem = line.problem else { continue }
            wanted += 1
            #expect(result.output.contains("\(file):\(index + 1): \(problem)"), "\(problem): \(result.output)")
        }
        #expect(result.output.hasSuffix("\(file): \(wanted) findings\n"), "\(result.output)")
        // Everything else starts with the first of them.
        let start = try Program.run(["queues"], environment: ["BULLTOP_CONFIG": file])
        #expect(start.status == 2 && start.errors.contains("\(file):2: neither [section]"), "\(start)")
    }

    /// Checks what can be used and may not be meant.
    @Test(
        arguments: [
            (
                "[keys]\ncancel =\nback =\nquit =\nfind-a-command =\n", nil,
                "[keys] no key ends the dashboard: quit, back, cancel and find-a-command have none", "warning"
            ),
            (
                "[defaults]\naskpass = true\npassword-file = /dev/null\n", 3,
                "password-file does not count: [defaults] has askpass", "warning"
            ),
            (
                "[connection a]\nurl = redis://h\npassword-file = /dev/null\npassword-command = x\n", 3,
                "password-file does not count: [connection a] has password-command", "warning"
            ),
            ("[defaults]\nurl redis://u:SECRET@h\n", 2, "'url redis' is no key; write url = ", "error"),
            ("[connection a]\nurl redis://u:SECRET@h\n", 2, "'url redis' is no key; write url = ", "error"),
            ("[defaults]\nurl = redis://h\n[connection a]\nlabel = x\n", 4, "[connection a] has no url", "error"),
            ("[defaults]\nutc = perhaps\n", 2, "utc: 'perhaps' is not allowed", "error"),
        ] as [(String, Int?, String, String)])
    func findingsAreJSON(text: String, line: Int?, finding: String, verdict: String) throws {
        defer { Scratch.remove(directory) }
        let file = try write(text)
        let result = try Program.run(["config", "check", "--json"], environment: ["BULLTOP_CONFIG": file])
        let findings = try #require(JSONValue(Array(result.output.utf8))?.array)
        let found = findings.first { $0["finding"]?.string?.hasPrefix(finding) == true }
        #expect(found?["line"]?.integer.map { Int($0) } == line && found?["verdict"]?.string == verdict, "\(result)")
        #expect(found?["file"]?.string == file && !result.output.contains("SECRET") && result.errors.isEmpty)
        #expect(result.status == (verdict == "error" ? 2 : 0))
        let plain = try Program.run(["config", "check"], environment: ["BULLTOP_CONFIG": file])
        #expect(plain.output.contains(finding) && plain.status == result.status)
    }

    /// Checks the settings as JSON, with where each is from.
    @Test func settingsAreJSON() throws {
        defer { Scratch.remove(directory) }
        let file = try write(
            "[connection a]\nurl = redis://u:SECRET@h\n[keys]\nrefresh = F5\n[alarm b]\nwhen = failed > 3\n[command c]\nrun = x SECRET\n"
        )
        let result = try Program.run(
            ["--print-config", "--json", "--connection", "a", "--utc"], environment: ["BULLTOP_CONFIG": file])
        #expect(result.status == 0 && result.errors.isEmpty && !result.output.contains("SECRET"), "\(result)")
        let document = try #require(JSONValue(Array(result.output.utf8)))
        #expect(document["file"]?.string == file)
        let settings = (document["settings"]?.array ?? []).map { setting in
            ["section", "name", "value", "source"].map { setting[$0]?.string ?? "null" }.joined(separator: "|")
        }
        for setting in [
            "defaults|url|redis://u:***@h|\(file):2", "defaults|utc|true|the command line",
            "defaults|read-only|false|built in", "defaults|sni|null|null", "keys|refresh|F5|\(file):4",
            "alarm b|when|failed > 3|\(file):6", "command c|run|x ***|\(file):8", "keys|quit|Q F10|built in",
        ] { #expect(settings.contains(setting), "\(setting): \(settings)") }
        let alone = try Program.run(["--json"], environment: [:])
        #expect(alone.status == 2 && alone.errors.contains("--json needs a command"), "\(alone)")
    }

    /// Each configuration with a mistake, with `URL` for a server: its findings by the name of the check with their verdict, and
    /// whether the server is looked at.
    private static let mistakes: [(text: String, findings: [(String, String, String)], isReached: Bool)] = [
        (
            "[connection a]\nurl = URL\n[keys]\nretry = Ctrl-Foo\n[columns]\nqueues = name helth\n",
            [("configuration", "error", ":4: retry: "), ("configuration", "error", ":6: queues: unknown")], true
        ),
        (
            "[defaults]\nconnection = a\nutc = perhaps\n[connection a]\nurl = URL\n[connection b]\nurl = no\n",
            [("configuration", "error", ":3: utc: "), ("configuration", "warning", ":7: url: not a valid URL")], true
        ),
        ("[defaults]\nurl = nonsense\n", [("configuration", "error", ":2: url: not a valid URL")], false),
        ("[defaults]\nurl\n", [("configuration", "error", ":2: neither [section]")], false),
        ("[defaults]\nconnection = b\n", [("configuration", "error", "no [connection b]")], false),
        ("[defaults]\nconnection = a\n[connection a]\nlabel = x\n", [("configuration", "error", "has no url")], false),
        (
            "[defaults]\nurl = URL\npassword-file = /nonexistent\n",
            [
                ("configuration", "warning", ":3: password-file"),
                ("password", "error", "password-file /nonexistent: No such"),
            ], true
        ),
        ("[defaults]\nurl = URL\npassword-command = exit 3\n", [("password", "error", "failed with status 3.")], true),
    ]

    /// Checks that the doctor reports what is wrong in the configuration, and looks at the rest all the same.
    @Test(arguments: mistakes.indices) func aConfigurationWithMistakes(_ index: Int) throws {
        let bench = try CommandBench()
        try bench.addQueue()
        defer { Scratch.remove(directory) }
        let (text, findings, isReached) = Self.mistakes[index]
        let file = try write(text.replacing("URL", with: bench.url))
        func run(_ more: [String]) throws -> Program.Result {
            try Program.run(["doctor"] + more, environment: ["TERM": "xterm", "BULLTOP_CONFIG": file])
        }
        let connection = text.hasPrefix("[connection") ? ["--connection", "a"] : []
        let printed = try run(connection)
        let lines = printed.output.split(separator: "\n")
        #expect(printed.status == 1 && printed.errors.isEmpty, "\(printed)")
        for (name, verdict, words) in findings {
            #expect(
                lines.contains { $0.hasPrefix(verdict) && $0.dropFirst(9).hasPrefix(name) && $0.contains(words) },
                "\(words): \(printed.output)")
        }
        for name in ["resolve", "role", "queues"] {
            #expect(lines.contains { $0.dropFirst(9).hasPrefix(name + " ") } == isReached, "\(printed.output)")
        }
        #expect(lines.contains { $0.dropFirst(9).hasPrefix("terminal") }, "\(printed.output)")
        let json = try run(connection + ["--json"])
        let checks = try #require(JSONValue(Array(json.output.utf8))?.array)
        #expect(json.status == 1 && checks.count == lines.count, "\(json)")
    }
}
