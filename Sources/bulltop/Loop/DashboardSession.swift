internal import Canvas
internal import Dashboard
internal import Queues
internal import Threads

/// What is watched, and how, once the command line was understood.
struct DashboardSession {
    var options: ScreenOptions
    var source: StoreSource
    var choice: ThemeChoice
    var environment: Environment
    var configuration = Configuration()

    /// Returns the first state of the model.
    func state(size: Size, glyphs: Glyphs) -> State {
        var settings = Settings(
            address: source.address, database: source.database,
            connectionName: options.safety.label ?? (options.isDemo ? "demo" : nil),
            isProduction: options.safety.isProduction, prefixes: source.prefixes, isReadOnly: options.safety.isReadOnly,
            themes: choice.themes, theme: choice.name,
            interval: options.interval, glyphs: glyphs)
        settings.isUnverified = source.isUnverified
        settings.connectionStyle = options.safety.labelStyle
        settings.keys = configuration.keys
        settings.remarks =
            configuration.remarks + [environment.zoneRemark(isUTC: options.isUTC)].compactMap { $0 }
        settings.zone = environment.zone(isUTC: options.isUTC)
        return State(settings: settings, size: size, now: WallClock.now)
    }
}
