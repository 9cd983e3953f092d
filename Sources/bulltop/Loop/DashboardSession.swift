internal import Canvas
internal import Dashboard
internal import Queues

/// What is watched, and how, once the command line was understood.
struct DashboardSession {
    var invocation: Invocation
    var source: StoreSource
    var choice: ThemeChoice
    var environment: Environment

    /// The first state of the model.
    func state(size: Size, glyphs: Glyphs) -> State {
        var settings = Settings(
            address: source.address, database: source.database,
            connectionName: invocation.label ?? (invocation.isDemo ? "demo" : nil),
            isProduction: invocation.isProduction, prefixes: source.prefixes, isReadOnly: invocation.isReadOnly,
            themes: choice.themes, theme: choice.name,
            interval: invocation.interval, glyphs: glyphs)
        settings.isUnverified = source.isUnverified
        settings.zone = environment.zone(isUTC: invocation.isUTC)
        return State(settings: settings, size: size, now: WallClock.now)
    }
}
