internal import Dashboard

/// The report on every setting with its source, in the form of a configuration file. It contains no secret.
enum SettingsReport {
    /// Returns the settings of the dashboard for these words.
    static func text(_ words: CommandWords, _ configuration: Configuration, _ environment: Environment) -> String {
        let options = CommandEntry.dashboard.options.filter { $0.place != .commandLine }
        let lines = options.flatMap { option -> [String] in
            let given = words.options.filter { $0.option.name == option.name }
            // A repeatable option has a line for each value.
            let counted = option.isRepeated ? given[...] : given.suffix(1)
            if !counted.isEmpty { return counted.map { line(option, $0.value, place($0.origin)) } }
            if let (variable, value) = environment.value(of: option.name) {
                return [line(option, Argument(value), "$" + variable)]
            }
            let standard = option.standard ?? (option.value == nil ? "false" : nil)
            return [standard.map { line(option, Argument($0), "built in") } ?? "; \(option.key) is not set.\n"]
        }
        let file = configuration.path.map { "; \($0)\n" } ?? "; There is no configuration file.\n"
        let password =
            environment.password == nil ? "" : "; The password is in $REDISCLI_AUTH, where nothing else has one.\n"
        let tables = [
            configuration.columns.text(configuration.path), configuration.thresholds.text(configuration.path),
        ]
        return file + password + "[defaults]\n" + lines.joined() + "\n" + tables.map { $0 + "\n" }.joined()
            + configuration.alarms.text(configuration.path) + configuration.commands.text(configuration.path)
            + configuration.keys.text
    }

    private static func place(_ origin: GivenOption.Origin) -> String {
        switch origin {
        case .commandLine: "the command line"
        case .variable(let name): "$" + name
        case .file(let path, let line): "\(path):\(line)"
        case .remembered: "remembered"
        }
    }

    private static func line(_ option: Option, _ value: Argument, _ place: String) -> String {
        let shown = option.value == nil && value.bytes.isEmpty ? "true" : hidden(value, of: option)
        return line("\(option.key) = \(shown)", place)
    }

    /// Returns where a value comes from: a line of the file, or nil for what is built in.
    static func place(_ path: String?, _ line: Int?) -> String {
        line.map { place(.file(path: path ?? "", line: $0)) } ?? "built in"
    }

    /// Returns a setting with where it comes from.
    static func line(_ setting: String, _ place: String) -> String {
        setting + String(repeating: " ", count: max(1, 40 - setting.count)) + "; \(place)\n"
    }

    /// Returns a value with passwords replaced by asterisks; of a command that may contain one only the program is
    /// shown.
    private static func hidden(_ value: Argument, of option: Option) -> String {
        if option.name == "--password-command" {
            let words = value.text.split(separator: " ")
            return words.count > 1 ? "\(words[0]) ***" : value.text
        }
        var bytes = value.bytes
        for range in value.passwords.reversed() { bytes.replaceSubrange(range, with: Array("***".utf8)) }
        return Argument(bytes).text
    }
}
