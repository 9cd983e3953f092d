internal import Themes

/// What is remembered of the last run for all servers. It counts only where nothing else says what to use.
struct Remembered: Equatable, Sendable {
    /// The theme that was chosen on the screen last.
    var theme: String?
    /// The connection of the configuration that was used last.
    var connection: String?

    /// Reads it from the usual file, for a command with a screen; nothing for others, where the file is missing, and where it
    /// is broken, which the dashboard says.
    static func read(_ environment: Environment, _ entry: CommandEntry) -> Remembered {
        guard let directory = environment.stateDirectory, entry.options.contains(where: { $0.name == "--theme" }) else {
            return Remembered()
        }
        do throws(PreferenceFile.Problem) { return try PreferenceFile(in: directory).readRemembered() } catch {
            return Remembered()
        }
    }

    /// Returns the connection to use where these words, the environment and the file name no server; nil for none. Only
    /// the dashboard uses it: a command acts on what it is told. A connection that is marked as production is never
    /// opened by memory alone.
    func connection(
        _ words: CommandWords, of entry: CommandEntry, _ configuration: Configuration, _ environment: Environment
    ) -> GivenOption? {
        guard let name = unnamed(words, of: entry, configuration, environment), !environment.isProduction,
            !configuration.isProduction(name)
        else { return nil }
        return given("--connection", name, entry)
    }

    /// Returns the remark that the connection used last is not opened again, since it is marked as production; nil where
    /// that is not the reason.
    func remark(
        _ words: CommandWords, of entry: CommandEntry, _ configuration: Configuration, _ environment: Environment
    ) -> String? {
        guard let name = unnamed(words, of: entry, configuration, environment), configuration.isProduction(name) else {
            return nil
        }
        return "\(name), used last, is marked as production and is not opened by itself; :server \(name) opens it."
    }

    /// Returns the theme to use where these complete words have none and it is there; nil for none.
    func theme(_ words: CommandWords, of entry: CommandEntry) -> GivenOption? {
        guard let theme, !words.options.contains(where: { $0.option.name == "--theme" }), Themes.names.contains(theme)
        else { return nil }
        return given("--theme", theme, entry)
    }

    /// Returns the remembered connection where it is one of the file and no server is named.
    private func unnamed(
        _ words: CommandWords, of entry: CommandEntry, _ configuration: Configuration, _ environment: Environment
    ) -> String? {
        let naming = ["--url", "--connection", "--once"]
        guard let connection, entry.name == CommandEntry.dashboard.name, environment.value(of: "--url") == nil,
            !words.options.contains(where: { naming.contains($0.option.name) }), !configuration.namesServer,
            configuration.connections.contains(connection)
        else { return nil }
        return connection
    }

    private func given(_ name: String, _ value: String, _ entry: CommandEntry) -> GivenOption? {
        entry.options.first { $0.name == name }.map {
            GivenOption(option: $0, value: Argument(value), origin: .remembered)
        }
    }
}

extension Configuration {
    /// Whether the defaults say which server is used where none is named.
    fileprivate var namesServer: Bool {
        entries.contains { Section($0.section) == .defaults && ["url", "connection"].contains($0.name) }
    }

    /// Returns whether a connection is marked as production, in its section or for all. A word that is neither yes nor no
    /// counts as yes.
    fileprivate func isProduction(_ name: String) -> Bool {
        let own = entries.last { Section($0.section) == .connection(name) && $0.name == "production" }
        let usual = entries.last { Section($0.section) == .defaults && $0.name == "production" }
        return (own ?? usual).map { Self.truth($0.value) ?? true } ?? false
    }
}
