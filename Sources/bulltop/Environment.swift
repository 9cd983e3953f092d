internal import Dashboard
internal import Glibc

/// The environment variables that bulltop uses. An empty one counts as absent.
struct Environment: Sendable {
    var bulltopURL: String?
    var redisURL: String?
    /// The password in the variable of redis-cli.
    var password: String?
    /// The path of a file whose first line is the password.
    var passwordFile: String?
    /// The named configuration file.
    var configurationFile: String?
    /// The usual path of the configuration file; nil where the user has no home.
    var usualConfigurationFile: String?
    /// The command that starts the operator's editor.
    var editor: String?
    /// The directories for files that only the user can read, the best first.
    var privateDirectories: [String]
    /// The directory in which programs keep their state between runs; nil where the environment has none.
    var stateDirectory: String?
    /// The user's home; nil where the environment has none.
    var home: String?
    /// Whether the connection is marked as production.
    var isProduction: Bool
    /// Whether standard output is a terminal, so that a screen can be shown.
    var hasScreen = false
    /// The type of the terminal.
    var terminal: String?
    /// Whether colours are turned off.
    var hasNoColor = false
    /// Whether the locale's characters are UTF-8.
    var isUTF8: Bool
    /// The name of the time zone that is set for this process.
    var timeZone: String?
    /// The directory of the files of time zones, where it is not the usual one.
    var zoneDirectory: String?

    /// Creates the environment of this process.
    init() {
        bulltopURL = Self.value("BULLTOP_URL")
        redisURL = Self.value("REDIS_URL")
        password = Self.value("REDISCLI_AUTH")
        passwordFile = Self.value("BULLTOP_PASSWORD_FILE")
        configurationFile = Self.value("BULLTOP_CONFIG")
        // A relative path is invalid (XDG Base Directory Specification).
        let directory = Self.value("XDG_CONFIG_HOME").flatMap { $0.hasPrefix("/") ? $0 : nil }
        usualConfigurationFile = (directory ?? Self.value("HOME").map { $0 + "/.config" }).map {
            $0 + "/bulltop/config"
        }
        editor = Self.value("VISUAL") ?? Self.value("EDITOR")
        privateDirectories = ["XDG_RUNTIME_DIR", "TMPDIR"].compactMap(Self.value) + ["/tmp"]
        home = Self.value("HOME")
        let state = home.map { $0 + "/.local/state" }
        // A relative path is invalid (XDG Base Directory Specification).
        stateDirectory = [Self.value("XDG_STATE_HOME"), state].compactMap(\.self).first { $0.hasPrefix("/") }
            .map { $0 + "/bulltop" }
        isProduction = Self.value("BULLTOP_PRODUCTION").map { $0 != "0" } ?? false
        let locale = Self.value("LC_ALL") ?? Self.value("LC_CTYPE") ?? Self.value("LANG") ?? ""
        let codeset = locale.uppercased()
        terminal = Self.value("TERM")
        hasScreen = isatty(STDOUT_FILENO) == 1
        hasNoColor = Self.value("NO_COLOR") != nil
        timeZone = Self.value("TZ")
        zoneDirectory = Self.value("TZDIR")
        // A modifier may follow: en_US.UTF-8@euro.
        let name = codeset.split(separator: "@").first ?? ""
        isUTF8 = name.hasSuffix("UTF-8") || name.hasSuffix("UTF8")
    }

    /// Creates an environment of these variables only.
    init(
        bulltopURL: String? = nil, redisURL: String? = nil, password: String? = nil, passwordFile: String? = nil,
        editor: String? = nil,
        privateDirectories: [String] = ["/tmp"], stateDirectory: String? = nil, isProduction: Bool = false,
        isUTF8: Bool = true
    ) {
        self.stateDirectory = stateDirectory
        self.bulltopURL = bulltopURL
        self.redisURL = redisURL
        self.password = password
        self.passwordFile = passwordFile
        self.editor = editor
        self.privateDirectories = privateDirectories
        self.isProduction = isProduction
        self.isUTF8 = isUTF8
    }

    /// Returns a path whose `~/` is the user's home.
    func expanded(_ path: String) -> String {
        guard let home, path.hasPrefix("~/") else { return path }
        return home + path.dropFirst()
    }

    /// Returns the variable that sets an option where the command line does not, and its value; nil without one.
    func value(of option: String) -> (variable: String, value: String)? {
        switch option {
        case "--url": bulltopURL.map { ("BULLTOP_URL", $0) } ?? redisURL.map { ("REDIS_URL", $0) }
        case "--password-file": passwordFile.map { ("BULLTOP_PASSWORD_FILE", $0) }
        case "--production": isProduction ? ("BULLTOP_PRODUCTION", "true") : nil
        default: nil
        }
    }

    /// Returns the zone for times: that of `TZ`, else the system's; UTC for `isUTC`, and where there is none.
    func zone(isUTC: Bool) -> ClockZone {
        guard !isUTC else { return .utc }
        // A colon before the name is allowed.
        let name = timeZone.map { String($0.first == ":" ? $0.dropFirst() : $0[...]) }
        return ClockZone(firstOf: (name.map { [$0] } ?? []) + ["/etc/localtime"])
    }

    /// Whether the time zone of this process is in the database.
    var hasZone: Bool {
        guard let name = timeZone.map({ String($0.first == ":" ? $0.dropFirst() : $0[...]) }) else { return true }
        return ClockZone(firstOf: [name]) != .utc || ["UTC", "Etc/UTC", "GMT", "UTC0"].contains(name)
    }

    /// Returns the remark on an unknown time zone, shown before the first times; nil where the zone is known.
    func zoneRemark(isUTC: Bool) -> String? {
        guard !isUTC, !hasZone, let timeZone else { return nil }
        let file = timeZone.first == ":" ? String(timeZone.dropFirst()) : timeZone
        let path = file.hasPrefix("/") ? file : (zoneDirectory ?? "/usr/share/zoneinfo") + "/" + file
        return "TZ: there is no file of the time zone '\(timeZone)' here: \(path) is missing, which tzdata brings; "
            + "times are in UTC"
    }

    private static func value(_ name: String) -> String? {
        guard let pointer = getenv(name), pointer.pointee != 0 else { return nil }
        return String(cString: pointer)
    }
}
