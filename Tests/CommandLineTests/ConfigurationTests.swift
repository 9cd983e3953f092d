import Canvas
import Dashboard
import Foundation
import TestSupport
import Testing

@testable import bulltop

/// The effects of the configuration file, and the reports of its errors.
@Suite struct ConfigurationTests {
    private static let text = """
        [defaults]
        connection = dev
        interval = 5
        theme = light
          ascii = yes
        utc = true

        [connection dev]
        url = redis://dev/1
        interval = 2 ; gently
        ascii = off
        prefix = a
        prefix = b

        [connection live]
        url = rediss://:hidden@live:6380
        label = LIVE
        label-color = white on red
        production = true
        read-only = on
        cacert = /ca.pem
        password-command = pass show live
        """

    private func screen(
        _ words: String, _ environment: Environment = Environment(privateDirectories: []), text: String = text
    ) throws -> ScreenOptions {
        let arguments = words.split(separator: " ").map { Argument(String($0)) }
        let invocation = try Invocation(arguments, environment) { () throws(UsageError) in
            try Configuration(Array(text.utf8), path: "/c")
        }
        guard case .task(.screen(let options)) = invocation.purpose else { throw TestFailure("\(invocation.purpose)") }
        return options
    }

    @Test func theDefaultConnectionIsOpened() throws {
        let options = try screen("")
        #expect(options.connection.url == "redis://dev/1" && options.safety.label == "dev")
        // The section takes precedence over the defaults, and turns off what they turn on.
        #expect(options.interval == 2_000 && !options.isASCII && options.isUTC && options.theme == "light")
        #expect(options.connection.prefixes == [Array("a".utf8), Array("b".utf8)])
    }

    @Test func aConnectionIsNamed() throws {
        let options = try screen("--connection live")
        #expect(options.safety.label == "LIVE" && options.safety.isProduction && options.safety.isReadOnly)
        #expect(options.safety.labelStyle == Style(.indexed(7), on: .indexed(1)))
        #expect(options.connection.tls.authorityFile == "/ca.pem" && options.interval == 5_000 && options.isASCII)
        #expect(options.connection.passwordCommand == "pass show live")
    }

    /// Checks the order: option, environment, connection, defaults. A named connection counts as the command line
    /// itself.
    @Test func theOrderOfPrecedence() throws {
        var environment = Environment(privateDirectories: [])
        environment.redisURL = "redis://variable"
        let elsewhere = try screen("", environment)
        #expect(elsewhere.connection.url == nil && elsewhere.safety.label == nil && elsewhere.interval == 5_000)
        let named = try screen("--connection dev --interval 9 --prefix c", environment)
        #expect(named.connection.url == "redis://dev/1" && named.interval == 9_000)
        #expect(named.connection.prefixes == [Array("c".utf8)])
        let tunnel = try screen("--connection live --url rediss://localhost:6390 --label mine", environment)
        #expect(tunnel.connection.url == "rediss://localhost:6390" && tunnel.safety.label == "mine")
        #expect(tunnel.safety.isProduction)
        let typed = try screen("--connection live --password-file /p")
        #expect(typed.connection.passwordFile == "/p" && typed.connection.passwordCommand == nil)
        environment.redisURL = nil
        environment.password = "of the environment"
        let both = try screen("", environment, text: Self.text.replacing("prefix = a", with: "password-file = /x"))
        #expect(both.connection.passwordFile == nil)
    }

    @Test func theDemoTakesWhatIsNotAboutAServer() throws {
        let options = try screen("demo")
        #expect(options.connection == ConnectionOptions() && options.safety.label == nil && options.theme == "light")
        #expect(throws: UsageError.self) { try screen("demo --connection live") }
    }

    /// Every flag that a file may set, and one that the environment sets, is turned off by the command line; the last counts.
    @Test func aFlagIsTurnedOff() throws {
        let flags = Option.all.filter { $0.isFlag && $0.place != .commandLine }
        #expect(flags.count >= 9)
        for flag in flags {
            let text = "[defaults]\n\(flag.key) = true\n"
            let opposite = try #require(Option.opposite(flag.name))
            let (on, plain) = (try screen("", text: text), try screen("", text: ""))
            #expect(on != plain, "\(flag.name)")
            #expect(try screen(opposite, text: text) == plain, "\(flag.name)")
            #expect(try screen("\(opposite) \(flag.name)", text: "") == on)
            #expect(try screen("\(flag.name) \(opposite)", text: "") == plain)
        }
        var environment = Environment(privateDirectories: [])
        environment.isProduction = true
        #expect(try screen("", environment, text: "[defaults]\nproduction = false").safety.isProduction)
        #expect(try !screen("--no-production", environment, text: "").safety.isProduction)
        #expect(try !screen("demo", environment, text: "").safety.isProduction)
        for word in ["--no-url", "--no-help", "--no-nonsense", "--no-read-only=1", "no-utc"] {
            #expect(throws: UsageError.self) { try screen(word, text: "") }
        }
        // A password that is typed is not asked for, and the one of the file counts.
        let other = try screen("--no-askpass", text: "[defaults]\naskpass = true\npassword-file = /p")
        #expect(!other.connection.asksPassword && other.connection.passwordFile == "/p")
    }

    @Test func commandsTakeWhatTheyHave() throws {
        let invocation = try Invocation(["queues", "--connection", "live"].map { Argument($0) }) {
            () throws(UsageError) in try Configuration(Array(Self.text.utf8), path: "/c")
        }
        guard case .task(.reading(let options, _)) = invocation.purpose else { throw TestFailure("no reading") }
        #expect(options.connection.url == "rediss://:hidden@live:6380" && options.isUTC)
    }

    @Test(arguments: [
        ("[defaults]\ninterval = fast\n", "/c:2: interval: 'fast' is not allowed; give seconds from 0.1 to 3600"),
        ("[defaults]\nutc = maybe\n", "/c:2: utc: 'maybe' is not allowed; give true or false"),
        ("[connection x]\nurl = nonsense\n[defaults]\nconnection=x", "/c:2: url: not a valid URL"),
        (
            "[defaults]\nconnection = y\n[connection x]\nurl=redis://a",
            "/c:2: connection: there is no [connection y] in /c"
        ),
        ("[defaults]\nconnection = x\n[connection x]\nlabel = a", "/c:4: [connection x] has no url"),
        ("[defaults]\nlabel-color = purpel\n", "/c:2: label-color: unknown colour or attribute 'purpel'"),
        ("[defaults]\nprefix =\n", "/c:2: prefix: '' is not allowed"),
        ("[defaults]\nnonsense\n", "/c:2: neither [section]"),
        ("\n[defaults]\nurl = \(String(repeating: "x", count: 250))\n", "/c:3: neither [section]"),
        ("[keys]\nretry = Hyper-X", "/c:2: retry: 'Hyper-X' is no key"),
        ("[keys]\nretry = Ctrl-I", "/c:2: retry: a terminal sends Tab"),
        (
            "[thresholds]\nno-progress = 0",
            "/c:2: no-progress: '0' is not allowed; give a time from 1s to 1d, such as 1m"
        ),
        ("[thresholds]\nno-progress = soon", "/c:2: no-progress: 'soon' is not allowed; give a time from"),
        (
            "[thresholds]\nfailing-share = 101 %",
            "/c:2: failing-share: '101 %' is not allowed; give a share from 1% to 100%"
        ),
        (
            "[thresholds]\nbacklog-growing-jobs = -1",
            "/c:2: backlog-growing-jobs: '-1' is not allowed; give a number of jobs"
        ),
        ("[thresholds]\nfailing-window = 99999999999999999999m", "/c:2: failing-window: '9999"),
        ("[columns]\nqueues = name helth", "/c:2: queues: unknown column 'helth'; did you mean 'health'?"),
        ("[columns]\nqueues = health failed", "/c:2: queues: the column 'name' is missing"),
        ("[columns]\nqueues =", "/c:2: queues: the column 'name' is missing"),
        ("[columns]\n\nfailed = job name job", "/c:3: failed: the column 'job' is there twice"),
        ("[columns]\nfailed = job lock", "/c:2: failed: unknown column 'lock'; "),
        ("[keys]\nretry = z\npromote = z", "/c:3: promote: 'z' is also 'retry'"),
    ])
    func aBadValueIsAnErrorWithItsLine(text: String, words: String) {
        let error = #expect(throws: UsageError.self) { try screen("", text: text) }
        #expect(error?.text.hasPrefix(words) == true, "\(error?.text ?? "")")
    }

    @Test(arguments: [
        ("[defaults]\nurll = redis://a\n", "/c:2: unknown key 'urll'; did you mean 'url'?"),
        ("[defaults]\nonce = true\n", "/c:2: --once is for the command line alone"),
        ("[connection x]\nconnection = y\n", "/c:2: 'connection' belongs to [defaults]"),
        (
            "[connect x]\nurl = redis://a\nlabel = a\n",
            "/c:2: unknown section [connect x]; did you mean [connection NAME]?"
        ),
        ("[default]\nutc = true\n", "/c:2: unknown section [default]; did you mean [defaults]?"),
        ("utc = true\n", "/c:1: it is in no section; put it under [defaults]"),
        ("[thresholds]\nno-progres = 5m\n", "/c:2: unknown threshold 'no-progres'; did you mean 'no-progress'?"),
        ("[columns]\nfaild = job\n", "/c:2: unknown list 'faild'; did you mean 'failed'?"),
        ("[thresholts]\nno-progress = 5m\n", "/c:2: unknown section [thresholts]; did you mean [thresholds]?"),
        ("[keys]\nretri = r\n", "/c:2: unknown action 'retri'; did you mean 'retry'?"),
        ("[keys]\nquit = T\n", "/c: [keys] 'T' is 'quit' now, and not 'theme' (everywhere)"),
    ])
    func whatIsNotUnderstoodIsTold(text: String, remark: String) throws {
        let configuration = try Configuration(Array(text.utf8), path: "/c")
        #expect(configuration.remarks == [remark])
        let session = DashboardSession(
            options: ScreenOptions(),
            source: try Target.source(ConnectionOptions(), Environment(privateDirectories: [])),
            choice: try ThemeChoice(nil), environment: Environment(), configuration: configuration)
        let size = Size(columns: 160, rows: 30)
        let frame = render(session.state(size: size, glyphs: .unicode), size: size)
        #expect(frame.text.joined().contains(remark))
    }

    /// Checks that the dashboard has every option that a file may set, since these options check the file.
    @Test func theDashboardHasEverySetting() {
        let names = CommandEntry.dashboard.options.map(\.name)
        for option in Option.all where option.place != .commandLine { #expect(names.contains(option.name)) }
        #expect(Set(Option.all.map(\.key)).count == Option.all.count)
    }
}
