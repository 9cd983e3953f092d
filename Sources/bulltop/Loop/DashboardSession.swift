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

    /// The file with the preferences for listing queues; nil for the demo, whose server is a new one each time.
    var preferenceFile: PreferenceFile? {
        guard !options.isDemo, options.replay == nil, let directory = environment.stateDirectory else { return nil }
        return PreferenceFile(in: directory, for: "\(source.address)/\(source.database)")
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
        settings.surroundings = Diagnosis.Surroundings(
            source, configuration, environment, isASCII: options.isASCII,
            areQueuesNamed: !options.connection.queues.isEmpty)
        settings.columns = configuration.columns.choice
        (settings.usesMouse, settings.unfocusedInterval) = (options.usesMouse, options.unfocusedInterval)
        // What was recorded is over: no command is run for it.
        settings.alarms = options.replay == nil ? configuration.alarms.alarms : []
        settings.pace = pace
        settings.remarks =
            source.remarks + configuration.remarks + [environment.zoneRemark(isUTC: options.isUTC)].compactMap { $0 }
        settings.zone = environment.zone(isUTC: options.isUTC)
        return State(settings: settings, size: size, now: WallClock.now, preferences: preferences)
    }
}
