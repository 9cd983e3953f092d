internal import Canvas
internal import Dashboard
internal import Glibc
internal import Terminal

/// The checks of this machine: the configuration and the terminal.
extension Diagnosis {
    /// Notes what is wrong in the configuration file. A mistake that counts for `connection` is an error where the file
    /// `isRefused`, and nothing is opened with it.
    mutating func note(_ configuration: Configuration, isRefused: Bool = false, opening connection: String? = nil) {
        let advice = "See docs/configuration.md."
        for remark in configuration.remarks { note("configuration", .warning, remark, advice) }
        for mistake in configuration.mistakes {
            let isGrave = isRefused && configuration.counts(mistake, opening: connection)
            note("configuration", isGrave ? .error : .warning, mistake.text, advice)
        }
        guard configuration.remarks.isEmpty, configuration.mistakes.isEmpty else { return }
        note(
            "configuration", .ok,
            configuration.path.map { "\($0) is right." } ?? "There is no file, and none is needed.")
    }

    /// Notes how the dashboard would be drawn on this terminal.
    mutating func noteTerminal(_ environment: Environment, isASCII: Bool) {
        let type = environment.terminal ?? ""
        let colors = Terminal.colors(ofType: type)
        switch colors {
        case nil where type.isEmpty: note("terminal", .warning, "TERM is not set.", "TERM=xterm-256color suits most.")
        case nil: note("terminal", .warning, "The type '\(type)' is unknown here.", "TERM=xterm-256color suits most.")
        default:
            note("terminal", .ok, "\(type)\(isatty(STDOUT_FILENO) == 1 ? "" : ", though this is not printed to one").")
        }
        if environment.hasNoColor {
            note("colors", .ok, "NO_COLOR is set: none are used.")
        } else if let colors {
            let depth = ColorDepth(mode: .auto, hasNoColor: false, terminalColors: colors)
            note("colors", depth < .ansi16 ? .warning : .ok, "\(depth.rawValue) colours.")
        }
        if environment.isUTF8, !isASCII {
            note("box drawing", .ok, "The locale is UTF-8; these are lines, dots and blocks: ─│┌ ⣿⣷ ▁▄█ ✓✗▲")
        } else {
            note(
                "box drawing", .ok, "The screen is drawn with ASCII.",
                isASCII ? "" : "A locale such as C.UTF-8 has lines.")
        }
        guard let zone = environment.timeZone else { return note("time zone", .ok, "That of the system.") }
        if environment.hasZone {
            note("time zone", .ok, "\(zone).")
        } else {
            note("time zone", .warning, "TZ is '\(zone)', which has no file here.", "UTC is used; install tzdata.")
        }
    }
}
