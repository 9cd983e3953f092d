import Foundation
import TestSupport
import Testing

/// Configuration files as a process reads them.
@Suite struct ConfigurationProcessTests {
    private let directory: String

    init() throws { directory = try Scratch.directory() }

    private func write(_ text: String, to name: String) throws -> String {
        let path = directory + "/" + name
        try FileManager.default.createDirectory(
            atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
        try text.write(toFile: path, atomically: false, encoding: .utf8)
        return path
    }

    @Test func theFileIsFoundWhereItBelongs() throws {
        defer { Scratch.remove(directory) }
        _ = try write("[defaults]\ninterval = 3\n", to: "home/.config/bulltop/config")
        _ = try write("[defaults]\ninterval = 4\n", to: "xdg/bulltop/config")
        let named = try write("[defaults]\ninterval = 5\n", to: "named")
        var environment = ["HOME": directory + "/home"]
        func interval() throws -> String? {
            let text = try Program.run(["--print-config"], environment: environment)
            #expect(text.status == 0 && text.errors.isEmpty, "\(text)")
            return text.output.split(separator: "\n").first { $0.hasPrefix("interval") }.map(String.init)
        }
        #expect(try interval()?.hasSuffix("; \(directory)/home/.config/bulltop/config:2") == true)
        environment["XDG_CONFIG_HOME"] = "relative/is/invalid"
        #expect(try interval()?.hasPrefix("interval = 3 ") == true)
        environment["XDG_CONFIG_HOME"] = directory + "/xdg"
        #expect(try interval()?.hasPrefix("interval = 4 ") == true)
        environment["BULLTOP_CONFIG"] = named
        #expect(try interval()?.hasPrefix("interval = 5 ") == true)
        environment["BULLTOP_CONFIG"] = directory + "/missing"
        let missing = try Program.run(["--print-config"], environment: environment)
        #expect(missing.status == 2 && missing.errors.hasPrefix("bulltop: \(directory)/missing: No such file"))
        environment["BULLTOP_CONFIG"] = directory
        #expect(try Program.run(["queues"], environment: environment).status == 2)
        // Help is available whatever the file contains.
        #expect(try Program.run(["--help"], environment: environment).status == 0)
    }

    @Test func aConnectionOfTheFileIsRead() throws {
        defer { Scratch.remove(directory) }
        let bench = try CommandBench()
        try bench.addQueue()
        try bench.send("CONFIG SET requirepass secret")
        let secret = try write("secret\n", to: "secret")
        let path = try write(
            """
            [connection here]
            url = unix://\(bench.server.socketPath)
            password-file = \(secret)
            interva = 4
            [connection there]
            url = unix://\(bench.server.socketPath)
            password-command = printf 'secret\\nmore\\n'
            read-only = true
            [connection broken]
            url = unix://\(bench.server.socketPath)
            password-command = false
            """, to: "config")
        func run(_ line: String) throws -> Program.Result {
            // A variable with another server, and a password for that server.
            try Program.run(
                line.split(separator: " ").map(String.init),
                environment: ["BULLTOP_CONFIG": path, "REDIS_URL": "redis://127.0.0.1:1", "REDISCLI_AUTH": "wrong"])
        }
        let here = try run("queues --connection here")
        #expect(here.status == 0 && here.output.contains("email"), "\(here)")
        #expect(here.errors == "bulltop: \(path):4: unknown key 'interva'; did you mean 'interval'?\n")
        #expect(try run("queues --connection there").status == 0)
        #expect(try run("pause email --connection there").errors.contains("--read-only: nothing is changed"))
        let broken = try run("queues --connection broken")
        #expect(
            broken.status == 2
                && broken.errors.contains("--password-command: the command 'false' failed with status 1"),
            "\(broken)")
        #expect(try run("queues").status == 3)
        let typo = try run("queues --connection her")
        #expect(
            typo.status == 2 && typo.errors.contains("there is no [connection her] in \(path); did you mean 'here'?"))
        #expect(try String(contentsOfFile: path, encoding: .utf8).contains("interva = 4"))
    }

    @Test func theSettingsArePrintedWithoutSecrets() throws {
        defer { Scratch.remove(directory) }
        let path = try write(
            """
            [defaults]
            theme = dark
            [connection live]
            url = rediss://ops:swordfish@live/0?sentinel-password=swordfish
            password-command = pass swordfish
            [keys]
            retry = F2
            """, to: "config")
        let result = try Program.run(
            ["--print-config", "--connection", "live", "--utc"],
            environment: ["BULLTOP_CONFIG": path, "BULLTOP_PRODUCTION": "1", "REDISCLI_AUTH": "swordfish"])
        #expect(result.status == 2, "a parameter of Sentinels: \(result)")
        try FileManager.default.removeItem(atPath: path)
        _ = try write(
            """
            [defaults]
            theme = dark
            [connection live]
            url = rediss-sentinel://ops:swordfish@live/0?sentinel-password=swordfish
            password-command = pass swordfish
            [keys]
            retry = F2
            """, to: "config")
        let settings = try Program.run(
            ["--print-config", "--connection", "live", "--utc"],
            environment: ["BULLTOP_CONFIG": path, "BULLTOP_PRODUCTION": "1", "REDISCLI_AUTH": "swordfish"])
        #expect(settings.status == 0 && !settings.output.contains("swordfish"), "\(settings)")
        func line(_ key: String) -> String? {
            settings.output.split(separator: "\n").first { $0.hasPrefix(key + " = ") }.map(String.init)
        }
        #expect(line("theme")?.hasSuffix("; \(path):2") == true && line("utc")?.hasSuffix("; the command line") == true)
        #expect(
            line("url")?.hasPrefix("url = rediss-sentinel://ops:***@live/0?sentinel-password=*** ; \(path):4") == true)
        #expect(line("production")?.hasSuffix("; $BULLTOP_PRODUCTION") == true)
        #expect(line("interval")?.hasSuffix("; built in") == true)
        #expect(line("password-command")?.hasPrefix("password-command = pass *** ") == true)
        #expect(line("retry")?.hasPrefix("retry = F2 ") == true)
        let keys = try Program.run(["--print-keys"], environment: ["BULLTOP_CONFIG": path])
        #expect(keys.output.hasPrefix("[keys]\n") && settings.output.hasSuffix(keys.output))
        // The printed text is a file that changes nothing.
        let again = try write(keys.output.replacing("F2", with: "r"), to: "again")
        let repeated = try Program.run(["--print-keys"], environment: ["BULLTOP_CONFIG": again])
        let standard = try Program.run(["--print-keys"])
        #expect(repeated.output == standard.output && repeated.errors.isEmpty, "\(repeated.errors)")
    }

    /// Health and columns follow the file in every command and on the screen, and what is printed can be read again.
    @Test func thresholdsAndColumnsCount() throws {
        defer { Scratch.remove(directory) }
        let bench = try CommandBench()
        try bench.addQueue()
        // One of ten jobs has failed half an hour ago.
        let time = Int64(Date().timeIntervalSince1970 * 1_000) - 1_800_000
        try bench.send("DEL bull:email:failed bull:email:wait bull:email:delayed", "ZADD bull:email:failed \(time) 4")
        for id in 10..<19 { try bench.send("ZADD bull:email:completed \(time + 1) \(id)") }
        let path = try write("[columns]\nqueues = failed name\n[thresholds]\nfailing-window = 1h\n", to: "config")
        func run(_ words: String, _ variables: [String: String] = [:]) throws -> Program.Result {
            try Program.run(
                words.split(separator: " ").map(String.init),
                environment: ["BULLTOP_URL": bench.url].merging(variables) { $1 })
        }
        let file = ["BULLTOP_CONFIG": path]
        #expect(try run("queues --json").output.contains("\"health\":\"idle\""))
        let wide = try run("queues --json", file)
        #expect(wide.output.contains("\"health\":\"failing\""), "\(wide)")
        #expect(
            try run("queues", file).output.hasPrefix(" Failed Queue") || run("queues", file).output.hasPrefix("Failed"))
        let picture = try run("--once", file)
        #expect(picture.output.contains("failing for 30 m") && picture.output.contains("last 1 h"), "\(picture.output)")
        _ = try write("[thresholds]\nfailing-window = 1h\nfailing-share = 11%\n", to: "config")
        #expect(try run("queues --json", file).output.contains("\"health\":\"idle\""))
        let printed = try run("--print-config", file)
        for (setting, place) in [("failing-share = 11%", "\(path):3"), ("no-progress = 1m", "built in")] {
            let line = printed.output.split(separator: "\n").first { $0.hasPrefix(setting + " ") }
            #expect(line?.hasSuffix("; " + place) == true, "\(printed.output)")
        }
        let again = try write(printed.output, to: "again")
        let repeated = try run("--print-config", ["BULLTOP_CONFIG": again])
        func values(_ text: String) -> [Substring] { text.split(separator: "\n").map { $0.prefix { $0 != ";" } } }
        #expect(repeated.errors.isEmpty && values(repeated.output) == values(printed.output), "\(repeated)")
    }

    @Test func theFileIsChecked() throws {
        defer { Scratch.remove(directory) }
        #expect(try Program.run(["config", "check"]).output == "there is no configuration file\n")
        let good = try write("[connection a]\nurl = redis://a\n", to: "good")
        let fine = try Program.run(["config", "check"], environment: ["BULLTOP_CONFIG": good])
        #expect(fine.status == 0 && fine.output == "\(good): nothing is wrong\n", "\(fine)")
        let bad = try write(
            """
            [defaults]
            them = dark
            theme = drak
            connection = b
            [connection a]
            url = redis://a
            insecure = true
            password-file = /nowhere
            [connection c]
            interval = 0
            """, to: "bad")
        let result = try Program.run(["config", "check"], environment: ["BULLTOP_CONFIG": bad])
        #expect(result.status == 2 && result.errors.isEmpty)
        for words in [
            ":2: unknown key 'them'; did you mean 'theme'? (warning)", ":3: theme drak: there is no such theme",
            ":4: connection: there is no [connection b] in ", ":8: password-file /nowhere: No such file",
            ":6: [connection a] insecure needs TLS", ":10: interval: '0' is not allowed",
            ":10: [connection c] has no url",
            ": 7 findings",
        ] {
            #expect(result.output.contains(bad + words), "\(words): \(result.output)")
        }
        #expect(try Program.run(["config", "verify"]).status == 2)
    }
}

@Suite struct TimeZoneTests {
    /// Checks that an unknown zone is reported once, and times are in UTC.
    @Test func anUnknownTimeZoneIsTold() throws {
        let bench = try CommandBench()
        try bench.addQueue()
        func run(_ zone: String, _ more: [String] = []) throws -> Program.Result {
            try Program.run(["jobs", "email"] + more, environment: ["BULLTOP_URL": bench.url, "TZ": zone])
        }
        let unknown = try run("Nowhere/Town")
        #expect(unknown.status == 0 && unknown.errors.split(separator: "\n").count == 1, "\(unknown)")
        #expect(unknown.errors.hasPrefix("bulltop: TZ: there is no file of the time zone 'Nowhere/Town' here"))
        for zone in ["Europe/Vienna", ":Europe/Vienna", "UTC"] { #expect(try run(zone).errors.isEmpty) }
        #expect(try run("Nowhere/Town", ["--utc"]).errors.isEmpty)
        // The frame reports it on a line of its own.
        let picture = try Program.run(["--once"], environment: ["BULLTOP_URL": bench.url, "TZ": "Nowhere/Town"])
        #expect(picture.status == 0 && picture.output.contains("Nowhere/Town"), "\(picture)")
    }
}
