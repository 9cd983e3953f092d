internal import Canvas
internal import Queues
internal import Terminal

/// What the command line asks for.
struct Invocation: Equatable, Sendable {
    /// The command's name; nil for the dashboard.
    var command: String?
    /// What the command is for: its words that are no options.
    var operands: [Argument] = []
    /// What is to be printed, and nothing else done.
    var information: Information?
    var url: String?
    var prefixes: [[UInt8]] = []
    /// The queues that are opened without a search; none for all that are found.
    var queues: [[UInt8]] = []
    /// Whether the password is to be typed.
    var asksPassword = false
    /// How the connection is encrypted.
    var tls = TLSChoice()
    /// Time between two refreshes, in ms.
    var interval: Milliseconds = 1_000
    var isReadOnly = false
    /// Whether the connection is marked as production.
    var isProduction = false
    /// What the connection is called.
    var label: String?
    /// A theme's name, or the path of its file.
    var theme: String?
    /// Whether one picture is printed instead of opening the dashboard.
    var isOnce = false
    /// The size of that picture.
    var size: Size?
    var isASCII = false
    /// Whether moments are shown and typed in UTC, not in the operator's zone.
    var isUTC = false
    var color = ColorMode.auto
    /// What the options of commands say.
    var parameters = Parameters()

    /// Text that is printed instead of anything else.
    enum Information: Hashable, Sendable {
        case version, help
    }

    /// Whether it is for a private server with a made-up system.
    var isDemo: Bool { command == CommandEntry.demo.name }

    /// The same, where the environment marks the connection as production. The demo's server is none of that.
    func marked(by environment: Environment) -> Invocation {
        var marked = self
        if environment.isProduction, !isDemo { marked.isProduction = true }
        return marked
    }
}
