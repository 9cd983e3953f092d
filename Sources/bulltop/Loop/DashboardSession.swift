internal import Canvas
internal import Dashboard
internal import Queues
internal import Threads

/// The server, the options and the files of a dashboard, after the command line was read.
struct DashboardSession {
    var options: ScreenOptions
    var source: StoreSource
    var choice: ThemeChoice
    var environment: Environment
    var configuration = Configuration()
    /// The messages at the start besides those of the configuration and of the source.
    var remarks: [String] = []

    /// Whether there is only this session of its server, as in the demo, whose server is a new one each time.
    private var isPassing: Bool { options.isDemo || options.replay != nil }

    /// The file with what is remembered between runs; nil where the environment has no place for it.
    var preferenceFile: PreferenceFile? {
        environment.stateDirectory.map {
            PreferenceFile(in: $0, for: isPassing ? nil : "\(source.address)/\(source.database)")
        }
    }

    /// What is remembered once the server is in front: its connection, or that it is none of the configuration; nil for
    /// nothing, as where nobody has named it.
    var remembered: PreferenceFile.Change? {
        let isNamed = options.connection.url != nil || environment.value(of: "--url") != nil
        return isNamed && !isPassing ? .connection(options.connection.name) : nil
    }

    /// The time between two looks at a recording, in ms; nil for a server.
    private var pace: Milliseconds? {
        source.recordedInterval.flatMap { recorded in options.replay?.interval(of: recorded) }
    }

    /// Returns the first state of the model.
    func state(size: Size, glyphs: Glyphs, preferences: QueuePreferences = QueuePreferences()) -> State {
        var settings = Settings(
            address: source.address, database: source.database,
            connectionName: options.safety.label ?? (options.isDemo ? "demo" : nil),
            isProduction: options.safety.isProduction, prefixes: source.prefixes, isReadOnly: options.safety.isReadOnly,
            themes: choice.themes, theme: choice.name,
            interval: source.recordedInterval ?? options.interval, glyphs: glyphs)
        settings.isUnverified = source.isUnverified
        settings.connectionStyle = options.safety.labelStyle
        settings.keys = configuration.keys
        var found = Diagnosis()
        found.note(configuration)
        settings.surroundings = Diagnosis.Surroundings(
            source, found, environment, isASCII: options.isASCII, areQueuesNamed: !options.connection.queues.isEmpty)
        settings.columns = configuration.columns.choice
        (settings.usesMouse, settings.unfocusedInterval) = (options.usesMouse, options.unfocusedInterval)
        // What was recorded is over: no command is run for it.
        settings.alarms = options.replay == nil ? configuration.alarms.alarms(of: options.connection.name) : []
        settings.pace = pace
        settings.remarks =
            remarks + source.remarks + configuration.remarks
            + [environment.zoneRemark(isUTC: options.isUTC)].compactMap { $0 }
        settings.zone = environment.zone(isUTC: options.isUTC)
        return State(settings: settings, size: size, now: WallClock.now, preferences: preferences)
    }
}
