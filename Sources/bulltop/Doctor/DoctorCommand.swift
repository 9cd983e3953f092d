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
                + "printed. The status is 1 where something keeps queues from being read."
        ]
    ) { options, _ in
        .program { environment throws(UsageError) in try Doctor(options.session, environment).run() }
    }
}

/// Looks at everything between this terminal and the queues.
struct Doctor {
    private let options: SessionOptions
    private let environment: Environment
    private let source: StoreSource
    private let configuration: Configuration

    /// The search for queues may take so long, in ms.
    private static let patience: Milliseconds = 30_000

    init(_ options: SessionOptions, _ environment: Environment) throws(UsageError) {
        (self.options, self.environment) = (options, environment)
        configuration = try Configuration.read(environment)
        source = try Target.source(options.connection, environment, by: configuration)
    }

    /// Prints what it finds.
    func run() -> ExitStatus {
        let surroundings = Diagnosis.Surroundings(
            source, configuration, environment, isASCII: options.isASCII,
            areQueuesNamed: !options.connection.queues.isEmpty)
        let diagnosis = Diagnosis(surroundings, reach())
        let glyphs: Glyphs = options.isASCII || !environment.isUTF8 ? .ascii : .unicode
        let text: [UInt8] =
            switch options.format {
            case .table: diagnosis.checks.flatMap { Array($0.line.utf8) + [0x0A] }
            case .json: JSON.array(diagnosis.checks.map(JSON.check)).text(indentation: 2) + [0x0A]
            case .jsonLines: diagnosis.checks.flatMap { JSON.check($0).text() + [0x0A] }
            }
        let content: StandardStream.Content = options.format == .table ? .text : .json
        let delivery = StandardStream.output.write(text, as: content, glyphs: glyphs)
        return delivery == .failed ? delivery.status : diagnosis.hasError ? .failure : .success
    }

    /// Connects, finds the queues, and asks for what the screen of the doctor asks for.
    private func reach() -> Diagnosis.Reach {
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
        _ source: StoreSource, _ configuration: Configuration, _ environment: Environment, isASCII: Bool,
        areQueuesNamed: Bool
    ) {
        self.init()
        self.configuration.note(configuration)
        terminal.noteTerminal(environment, isASCII: isASCII)
        (address, prefixes) = (source.address, source.prefixes)
        (isEncrypted, isUnverified) = (source.isEncrypted, source.isUnverified)
        self.areQueuesNamed = areQueuesNamed
    }
}
