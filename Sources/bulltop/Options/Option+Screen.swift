internal import Canvas
internal import Queues
internal import Terminal

extension Option {
    static let interval = Option(
        name: "--interval", value: "SECONDS", summary: "The time between two refreshes, 0.1 to 3600 (1)."
    ) { invocation, word throws(UsageError) in invocation.interval = try OptionValue.interval(word.text) }

    static let theme = Option(
        name: "--theme", value: Value("NAME|FILE", choices: OptionValue.themeNames, isFile: true),
        summary: "Colours: \(OptionValue.themeNames.joined(separator: ", ")), or a file."
    ) { invocation, word in invocation.theme = word.text }

    static let once = Option(
        name: "--once",
        summary: "Print one frame of the queues and exit. This is the default if standard output is not a terminal."
    ) { invocation, _ in invocation.isOnce = true }

    static let size = Option(
        name: "--size", value: "WxH", summary: "The size of that frame (120 columns, as many rows as needed)."
    ) { invocation, word throws(UsageError) in invocation.size = try OptionValue.size(word.text) }

    static let color = Option(
        name: "--color", value: Value("WHEN", choices: ColorMode.allCases.map(\.rawValue)),
        summary: "auto, never, or at most 8, 16 or 256 colours (auto)."
    ) { invocation, word throws(UsageError) in
        guard let mode = ColorMode(rawValue: word.text) else {
            let allowed = ColorMode.allCases.map(\.rawValue).joined(separator: ", ")
            throw .badValue("--color", word.text, allowed: allowed)
        }
        invocation.color = mode
    }
}
