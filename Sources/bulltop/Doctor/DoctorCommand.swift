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

/// Checks everything between this terminal and the queues.
struct Doctor {
    private let options: SessionOptions
    private let environment: Environment
    private let source: StoreSource
    private let configuration: Configuration

    /// The maximum time for the search for queues, in ms.
    private static let patience: Milliseconds = 30_000

    init(_ options: SessionOptions, _ environment: Environment) throws(UsageError) {
        (self.options, self.environment) = (options, environment)
        configuration = try Configuration.read(environment)
        source = try Target.source(options.connection, environment, by: configuration)
    }

    /// Prints the findings, and returns the exit status.
    func run() -> ExitStatus {
        var diagnosis = Diagnosis()
        diagnosis.note(configuration)
        examine(&diagnosis)
        diagnosis.noteTerminal(environment, isASCII: options.isASCII)
        let glyphs: Glyphs = options.isASCII || !environment.isUTF8 ? .ascii : .unicode
        let text: [UInt8] =
            switch options.format {
            case .table: diagnosis.checks.flatMap { Array($0.line.utf8) + [0x0A] }
            case .json: JSON.array(diagnosis.checks.map(\.json)).text(indentation: 2) + [0x0A]
            case .jsonLines: diagnosis.checks.flatMap { $0.json.text() + [0x0A] }
            }
        let content: StandardStream.Content = options.format == .table ? .text : .json
        let delivery = StandardStream.output.write(text, as: content, glyphs: glyphs)
        return delivery == .failed ? delivery.status : diagnosis.status
    }

    private func examine(_ diagnosis: inout Diagnosis) {
        let store = source.open(nil)
        guard diagnosis.noteConnection(source, { () throws(Trouble) in try store.connect() }) else { return }
        do throws(Trouble) {
            let examination = try source.examine()
            // The nodes of a cluster are known after a first reading.
            diagnosis.note(try store.answer(.overview, now: WallClock.now).server, examination)
            diagnosis.note(examination.permissions, areNamed: !options.connection.queues.isEmpty)
            let limit = MonotonicClock.now + Self.patience
            var goesOn = true
            while goesOn, MonotonicClock.now < limit { goesOn = try store.discover(now: WallClock.now) }
            guard case .overview(let overview) = try store.answer(.overview, now: WallClock.now).content else { return }
            diagnosis.note(overview.queues, isWhole: !goesOn, prefixes: source.prefixes)
        } catch {
            diagnosis.note("queues", .error, error.explanation)
        }
    }
}
