internal import Dashboard
internal import JSONText
internal import Themes

/// The report on every setting with its source, in the form of a configuration file. It contains no secret.
enum SettingsReport {
    /// Returns the settings of the dashboard for these words.
    static func text(_ words: CommandWords, _ configuration: Configuration, _ environment: Environment) -> String {
        let file = configuration.path.map { "; \($0)\n" } ?? "; There is no configuration file.\n"
        let password =
            environment.password == nil ? "" : "; The password is in $REDISCLI_AUTH, where nothing else has one.\n"
        var (text, section) = (file + password, "")
        for setting in settings(words, configuration, environment) {
            if setting.section != section { text += (section.isEmpty ? "" : "\n") + "[\(setting.section)]\n" }
            section = setting.section
            text += setting.line
        }
        return text + "\n" + configuration.keys.text
    }

    /// Returns the same settings, and the keys, as a JSON document.
    static func json(_ words: CommandWords, _ configuration: Configuration, _ environment: Environment) -> [UInt8] {
        let lines = configuration.entries.reduce(into: [String: Int]()) {
            if $1.section == "keys" { $0[$1.name] = $1.line }
        }
        let keys = configuration.keys.settings.map { name, keys in
            Setting(
                section: "keys", name: name, value: keys, source: Setting.source(configuration.path, lines[name]))
        }
        let document = JSON.object([
            JSON.Member("file", configuration.path.map { .string($0) } ?? .null),
            JSON.Member("settings", .array((settings(words, configuration, environment) + keys).map(\.json))),
        ])
        return document.text(indentation: 2) + [0x0A]
    }

    private static func settings(
        _ words: CommandWords, _ configuration: Configuration, _ environment: Environment
    ) -> [Setting] {
        let options = CommandEntry.dashboard.options.filter { $0.place != .commandLine }
        let path = configuration.path
        return options.flatMap { settings(of: $0, words, environment) } + configuration.columns.settings(path)
            + configuration.thresholds.settings(path) + configuration.alarms.settings(path)
            + configuration.commands.settings(path)
    }

    /// Returns an option with its value; of one that may be repeated all values.
    private static func settings(
        of option: Option, _ words: CommandWords, _ environment: Environment
    ) -> [Setting] {
        func setting(_ value: Argument?, _ source: String?) -> Setting {
            let isOn = option.value == nil && value?.bytes.isEmpty == true
            return Setting(
                section: "defaults", name: option.key, value: isOn ? "true" : value.map { hidden($0, of: option) },
                source: source)
        }
        let given = words.options.filter { $0.option.name == option.name }
        let counted = option.isRepeated ? given[...] : given.suffix(1)
        if !counted.isEmpty { return counted.map { setting($0.value, place($0.origin)) } }
        if let (variable, value) = environment.value(of: option.name) {
            return [setting(Argument(value), "$" + variable)]
        }
        let standard = option.standard ?? (option.value == nil ? "false" : nil)
        return [setting(standard.map { Argument($0) }, standard == nil ? nil : "built in")]
    }

    private static func place(_ origin: GivenOption.Origin) -> String {
        switch origin {
        case .commandLine: "the command line"
        case .variable(let name): "$" + name
        case .file(let path, let line): Setting.source(path, line)
        case .remembered: "remembered"
        }
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
