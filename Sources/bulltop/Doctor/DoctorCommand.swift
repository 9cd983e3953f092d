internal import Canvas
internal import Dashboard
internal import JSONText
internal import Queues
internal import Threads

/// The options of the doctor.
struct DoctorOptions: CommandOptions {
    var session = SessionOptions()

    static let options: [OptionBinding<DoctorOptions>] =
        [ConnectionOptions.queue.on(\.session.connection)] + SessionOptions.options.on(\.session)
}

extension CommandEntry {
    static let doctor = CommandEntry(
        "doctor", .shell, options: DoctorOptions.options,
        summary: "Check the way to a server, what it permits and how it is set up, and this terminal.",
        details: [
            "Each line is one check: ok, warning or error, what was found, and what to do. Nothing is changed, and no secret is "
                + "printed. The status is 1 where something keeps queues from being read, such as a mistake in the configuration; "
                + "what can be looked at all the same is."
        ]
    ) { options, _ in
        .program { environment throws(UsageError) in try Doctor(options.session, environment).run() }
    }
}

/// Looks at everything between this terminal and the queues.
struct Doctor {
    private let options: SessionOptions
    private let environment: Environment
    /// The way to the queues; nil where a mistake of the configuration hides it.
    private let source: StoreSource?
    /// What was found of the configuration, and of the password.
    private var found = Diagnosis()

    /// The search for queues may take so long, in ms.
    private static let patience: Milliseconds = 30_000

    init(_ options: SessionOptions, _ environment: Environment) throws(UsageError) {
        (self.options, self.environment) = (options, environment)
        let configuration = try Configuration.read(environment)
        found.note(configuration)
        source = try Self.source(options.connection, environment, configuration, &found)
    }

    /// Looks at what can be looked at where the configuration has a mistake: the other lines count. `words` are those of the
    /// command line.
    init(_ words: CommandWords, despite mistake: UsageError, _ environment: Environment) throws(UsageError) {
        self.environment = environment
        var way = try MendedWay(words, mistake, environment)
        (options, found) = (way.options, way.found)
        source =
            way.isKnown
            ? try Self.source(way.options.connection, environment, way.configuration, &way.found) : nil
        found = way.found
    }

    /// Returns the way to the queues. Where the password cannot be found, that is a finding, and the way goes on without it.
    private static func source(
        _ options: ConnectionOptions, _ environment: Environment, _ configuration: Configuration,
        _ found: inout Diagnosis
    ) throws(UsageError) -> StoreSource {
        var password: String?
        do throws(UsageError) { password = try Password.find(options, environment) } catch {
            if case .noTerminal = error { throw error }
            found.note("password", .error, "\(error.plainText).", "The checks below are made without a password.")
        }
        return try Target.source(options, environment, by: configuration, password: password)
    }

    /// Prints what it finds.
    func run() -> ExitStatus {
        let surroundings = Diagnosis.Surroundings(
            source, found, environment, isASCII: options.isASCII, areQueuesNamed: !options.connection.queues.isEmpty)
        let diagnosis = Diagnosis(surroundings, source.map(reach) ?? .underWay)
        let glyphs: Glyphs = options.isASCII || !environment.isUTF8 ? .ascii : .unicode
        let text: [UInt8] =
            switch options.format {
            case .table: diagnosis.checks.flatMap { Array($0.line.utf8) + [0x0A] }
            case .json, .jsonLines: options.format.text(of: diagnosis.checks.map(JSON.check))
            }
        let content: StandardStream.Content = options.format == .table ? .text : .json
        let delivery = StandardStream.output.write(text, as: content, glyphs: glyphs)
        return delivery == .failed ? delivery.status : diagnosis.hasError ? .failure : .success
    }

    /// Connects, finds the queues, and asks for what the screen of the doctor asks for.
    private func reach(_ source: StoreSource) -> Diagnosis.Reach {
        let store = source.open(nil)
        do throws(Trouble) {
            try store.connect()
        } catch {
            return .failed(error)
        }
        var problem: Trouble?
        do throws(Trouble) {
            let limit = MonotonicClock.now + Self.patience
            while try store.discover(now: WallClock.now), MonotonicClock.now < limit {}
        } catch {
            problem = error
        }
        do throws(Trouble) {
            let answer = try store.answer(.doctor, now: WallClock.now)
            guard case .doctor(var report) = answer.content else { return .underWay }
            report.problem = problem ?? report.problem
            return .examined(answer.server, report)
        } catch {
            return .failed(error)
        }
    }
}

extension JSON {
    /// Returns a check as the command prints it.
    fileprivate static func check(_ check: Diagnosis.Check) -> JSON {
        .object([
            Member("check", .string(check.name)), Member("verdict", .string(check.verdict.rawValue)),
            Member("finding", .string(check.finding)),
            Member("advice", check.advice.isEmpty ? .null : .string(check.advice)),
        ])
    }
}

extension Diagnosis.Surroundings {
    /// Creates what is known on this machine of the way to a server.
    init(
        _ source: StoreSource?, _ configuration: Diagnosis, _ environment: Environment, isASCII: Bool,
        areQueuesNamed: Bool
    ) {
        self.init()
        self.configuration = configuration
        terminal.noteTerminal(environment, isASCII: isASCII)
        if let source {
            (address, prefixes) = (source.address, source.prefixes)
            (isEncrypted, isUnverified) = (source.isEncrypted, source.isUnverified)
        }
        self.areQueuesNamed = areQueuesNamed
    }
}
