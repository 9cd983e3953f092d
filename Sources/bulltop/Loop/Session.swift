internal import Canvas
internal import Dashboard
internal import Queues
internal import Redis

/// What is watched, and how, once the command line was understood.
struct Session {
    var invocation: Invocation
    var endpoint: Endpoint
    var prefixes: [[UInt8]]
    var choice: ThemeChoice
    var environment: Environment

    /// The first state of the model.
    func state(size: Size, glyphs: Glyphs) -> State {
        let settings = Settings(
            address: endpoint.display, database: endpoint.database,
            connectionName: invocation.label ?? (invocation.isDemo ? "demo" : nil),
            isProduction: invocation.isProduction, prefixes: prefixes, isReadOnly: invocation.isReadOnly,
            themes: choice.themes, theme: choice.name,
            glyphs: glyphs)
        return State(settings: settings, size: size, now: WallClock.now)
    }
}
