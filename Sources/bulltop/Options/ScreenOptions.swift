internal import Canvas
internal import Queues
internal import Terminal
internal import Themes

/// The options of the dashboard.
struct ScreenOptions: CommandOptions {
    /// Whether it is for a private server with a simulated system.
    var isDemo = false
    /// The recording that is opened in place of a server.
    var replay: Replay?
    var connection = ConnectionOptions()
    /// The time between two refreshes, in ms.
    var interval: Milliseconds = 1_000
    var safety = SafetyOptions()
    /// A theme's name, or the path of its file.
    var theme: String?
    /// Whether one frame is printed instead of opening the dashboard.
    var isOnce = false
    /// The size of that frame.
    var size: Size?
    /// Whether moments are shown and typed in UTC, not in the operator's zone.
    var isUTC = false
    var isASCII = false
    var color = ColorMode.auto
    /// Whether the mouse is used from the start.
    var usesMouse = false
    /// Whether the title of the terminal's window is set.
    var setsTitle = false
    /// The time between two refreshes while another window has the focus, in ms.
    var unfocusedInterval: Milliseconds = 5_000

    static let options: [OptionBinding<ScreenOptions>] =
        (ConnectionOptions.options + [ConnectionOptions.queue]).on(\.connection) + [
            .interval(\.interval),
            .value(
                "--unfocused-interval", "SECONDS", \.unfocusedInterval,
                summary: "The same while another window has the focus, where the terminal says so (5)."
            ) { word throws(UsageError) in try OptionValue.interval(word.text) }.configured(.program, standard: "5"),
        ] + SafetyOptions.options.on(\.safety) + drawing

    /// The options for how the screen is drawn.
    static let drawing: [OptionBinding<ScreenOptions>] = [
        .text(
            "--theme", Option.Value("NAME|FILE", choices: Themes.names, isFile: true), \.theme,
            summary: "Colours: \(Themes.names.joined(separator: ", ")), or a file."
        ).configured(.program, standard: "default"),
        .flag(
            "--once", \.isOnce,
            summary:
                "Print one frame of the queues and exit. This is the default if standard output is not a terminal."),
        .value(
            "--size", "WxH", \.size, summary: "The size of that frame (120 columns, as many rows as needed)."
        ) { word throws(UsageError) in try OptionValue.size(word.text) },
        .utc(\.isUTC).configured(.program), .ascii(\.isASCII).configured(.program),
        .value(
            "--color", Option.Value("WHEN", choices: ColorMode.allCases.map(\.rawValue)), \.color,
            summary: "auto, never, or at most 8, 16 or 256 colours (auto)."
        ) { word throws(UsageError) in
            guard let mode = ColorMode(rawValue: word.text) else {
                let allowed = ColorMode.allCases.map(\.rawValue).joined(separator: ", ")
                throw .badValue("--color", word.text, allowed: allowed)
            }
            return mode
        }.configured(.program, standard: ColorMode.auto.rawValue),
        .flag("--mouse", \.usesMouse, summary: "Use the mouse: wheel, click, double click.").configured(.program),
        .flag("--titles", \.setsTitle, summary: "Set the title of the terminal's window.").configured(.program),
    ]
}
