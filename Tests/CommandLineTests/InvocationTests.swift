import Canvas
import Redis
import Terminal
import TestSupport
import Testing

@testable import bulltop

@Suite struct InvocationTests {
    @Test func withoutArgumentsTheDashboardOpens() throws {
        #expect(try Invocation([String]()).screen() == ScreenOptions())
    }

    @Test func everyOptionIsTaken() throws {
        let options = try Invocation([
            "--url", "redis://host", "--prefix", "a", "--prefix=b:c", "--interval", "2.5", "--read-only", "--theme",
            "dark", "--once", "--size", "80x24", "--ascii", "--color", "16",
        ]).screen()
        var expected = ScreenOptions()
        expected.connection.url = "redis://host"
        expected.connection.prefixes = [Array("a".utf8), Array("b:c".utf8)]
        expected.interval = 2_500
        expected.safety.isReadOnly = true
        expected.theme = "dark"
        expected.isOnce = true
        expected.size = Size(columns: 80, rows: 24)
        expected.isASCII = true
        expected.color = .ansi16
        #expect(options == expected)
    }

    @Test func optionsAboutTLSCountMoreThanTheURL() throws {
        let options = try Invocation([
            "--url", "rediss://host?cacert=/url&sni=url", "--cacert", "/a", "--cacertdir=/d", "--cert", "/c", "--key",
            "/k",
            "--tls-server-name", "name", "--insecure",
        ]).screen().connection
        let source = try Target.source(options, Environment())
        #expect(source.isUnverified)
        #expect(options.tls.authorityFile == "/a" && options.tls.serverName == "name")
        #expect(try !Target.source(try Invocation(["--tls"]).screen().connection, Environment()).isUnverified)
        for option in [
            "--cacert=/a", "--cacertdir=/d", "--cert=/c", "--key=/k", "--sni=n", "--tls-server-name=n", "--insecure",
        ] {
            let plain = try Invocation(["--url", "redis://host", option]).screen().connection
            let name = String(option.prefix { $0 != "=" })
            #expect(throws: UsageError.conflict("\(name) needs TLS: rediss:// or --tls")) {
                try Target.source(plain, Environment())
            }
        }
    }

    @Test(arguments: [["demo", "--read-only"], ["--read-only", "demo"]])
    func theDemoTakesOptionsOnBothSides(arguments: [String]) throws {
        let options = try Invocation(arguments).screen()
        #expect(options.isDemo && options.safety.isReadOnly)
    }

    @Test(
        arguments: [
            (["--help"], Option.help), (["-h"], .help), (["--version"], .version), (["--once", "--version"], .version),
        ])
    func informationIsAskedFor(arguments: [String], option: Option) throws {
        switch try Invocation(arguments).purpose {
        case .help: #expect(option == .help)
        case .version: #expect(option == .version)
        case .task: Issue.record("\(arguments) runs something")
        }
    }

    @Test(arguments: [
        (["--once", "--intervall", "1"], "unknown option '--intervall'; did you mean '--interval'?"),
        (["--readonly"], "unknown option '--readonly'; did you mean '--read-only'?"),
        (["--zzzzzzzz"], "unknown option '--zzzzzzzz'"),
        (["-x"], "unknown option '-x'"),
        (["dmeo"], "unknown command 'dmeo'; did you mean 'demo'?"),
        (["nonsense"], "unknown command 'nonsense'"),
        (["redis://:secret@host"], "a server is named by an option: --url URL"),
        (["help", "--once"], "help takes no --once"),
        (["--once", "help"], "help takes no --once"),
        (["help", "demo", "more"], "'more' is too much: bulltop help [OPTION]... [COMMAND]"),
        (["--", "--once"], "unknown command '--once'"),
        (["--url"], "--url needs a value: --url URL"),
        (["--once=yes"], "--once takes no value"),
        (["--interval", "fast"], "--interval: 'fast' is not allowed; give seconds from 0.1 to 3600"),
        (["--interval", "0"], "--interval: '0' is not allowed; give seconds from 0.1 to 3600"),
        (["--interval", "-1"], "--interval: '-1' is not allowed; give seconds from 0.1 to 3600"),
        (["--interval", "1e2"], "--interval: '1e2' is not allowed; give seconds from 0.1 to 3600"),
        (["--color", "always"], "--color: 'always' is not allowed; give auto, never, 8, 16, 256"),
        (["--prefix", ""], "--prefix: '' is not allowed; give a prefix, such as bull"),
        (["demo", "--url", "redis://h"], "demo starts a server of its own: leave out --url and --connection"),
    ])
    func mistakesAreExplained(arguments: [String], text: String) {
        let error = #expect(throws: UsageError.self) { try Invocation(arguments) }
        #expect(error?.text == text)
    }

    @Test(arguments: ["80", "80x", "x24", "0x24", "80x0", "1001x24", "80x24x1", "80×24", "-1x5", "+80x24", "8 0x24"])
    func sizesAreChecked(text: String) {
        #expect(throws: UsageError.self) { try OptionValue.size(text) }
    }

    @Test func theHelpNamesEveryOption() {
        let lines = Help.text.split(separator: "\n")
        for option in CommandEntry.dashboard.options {
            #expect(lines.contains { $0.contains(" \(option.name)") }, "\(option.name)")
        }
        for entry in CommandEntry.table where entry.group != .screen {
            #expect(lines.contains { $0.hasPrefix("  \(entry.name) ") }, "\(entry.name)")
        }
        #expect(lines.allSatisfy { $0.count <= 88 })
    }

    @Test(arguments: CommandEntry.table.map(\.name))
    func everyCommandHasAHelp(name: String) throws {
        let entry = try name.isEmpty ? .dashboard : CommandEntry.find(name)
        let lines = Help.text(of: entry).split(separator: "\n")
        #expect(entry.summary.hasSuffix("."))
        #expect(lines.allSatisfy { $0.count <= 88 })
        for option in entry.options { #expect(lines.contains { $0.contains(option.name) }, "\(option.name)") }
    }

    @Test func noNameMeansTwoThings() {
        #expect(Set(CommandEntry.table.map(\.name)).count == CommandEntry.table.count)
        // An option with a value takes one in every command: the parser finds it before it knows the command.
        for option in CommandEntry.table.flatMap(\.options) {
            #expect(
                Option.all.first { $0.name == option.name }?.value?.called == option.value?.called, "\(option.name)")
        }
        for entry in CommandEntry.table {
            #expect(Set(entry.options.map(\.name)).count == entry.options.count, "\(entry.name)")
            // The number of words shows which optional operand is left out, so there is at most one.
            #expect(entry.operands.count { $0.arity != .one } <= 1, "\(entry.name)")
        }
    }

    @Test(
        arguments: [
            (nil, "unix:///a", "unix:///b", "/a"), (nil, nil, "unix:///b", "/b"), ("unix:///c", "unix:///a", nil, "/c"),
            (nil, nil, nil, "localhost:6379"),
        ] as [(String?, String?, String?, String)])
    func theServerIsFoundInOrder(option: String?, bulltop: String?, redis: String?, display: String) throws {
        var connection = ConnectionOptions()
        connection.url = option
        let source = try Target.source(connection, Environment(bulltopURL: bulltop, redisURL: redis))
        #expect(source.address == display)
    }

    @Test(arguments: [
        ("undeduplicate q 1 --jobs", "remove-deduplication q 1 --jobs"), ("remove q 1 --ghost", "remove q 1 --missing"),
        ("tidy q --orphans", "tidy q --unlisted"),
    ])
    func oldNamesStillWork(old: String, now: String) throws {
        let words = [old, now].map { $0.split(separator: " ").map(String.init) }
        #expect(try Invocation(words[0]).entry.name == Invocation(words[1]).entry.name)
        let listed = Set(CommandEntry.table.map(\.name) + Option.all.map(\.name))
        #expect(listed.isDisjoint(with: ["undeduplicate", "--ghost", "--orphans"]))
    }

    @Test func thePasswordOfTheEnvironmentIsForURLsWithoutOne() throws {
        for (url, password) in [("redis://host", "p"), ("redis://:mine@host", "mine")] {
            #expect(try StoreFactory.endpoint(url: url, from: "", password: "p").password == password)
        }
    }

    @Test(arguments: [
        (
            "http://secret@h",
            "--url: 'http://' is not the scheme of a server; give redis://, rediss://, redis-sentinel://, rediss-sentinel:// or unix://"
        ),
        (
            "secret",
            "--url: not a valid URL; give redis://, rediss://, redis-sentinel://, rediss-sentinel:// or unix://"
        ),
        ("redis://h:secret", "--url: the port must be a number from 1 to 65535"),
        ("redis://h/secret", "--url: the database must be a number, such as /0"),
        ("unix://secret", "--url: the path of the socket is missing; give unix:///path"),
    ])
    func urlsAreCheckedWithoutTellingThem(url: String, text: String) {
        var connection = ConnectionOptions()
        connection.url = url
        let error = #expect(throws: UsageError.self) { try Target.source(connection, Environment()) }
        #expect(error?.text == text)
    }
}

extension Invocation {
    init(_ words: [String]) throws(UsageError) { try self.init(words.map { Argument($0) }) }

    /// Returns the options of the dashboard.
    func screen() throws -> ScreenOptions {
        guard case .task(.screen(let options)) = purpose else { throw TestFailure("\(entry.name) opens no screen") }
        return options
    }
}
