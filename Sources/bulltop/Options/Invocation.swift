internal import Canvas
internal import Queues
internal import Terminal

/// What the command line asks for.
struct Invocation: Equatable, Sendable {
    /// Whether it is for a private server with a made-up system.
    var isDemo = false
    /// What is to be printed, and nothing else done.
    var information: Information?
    var url: String?
    var prefixes: [[UInt8]] = []
    /// Time between two refreshes, in ms.
    var interval: Milliseconds = 1_000
    var isReadOnly = false
    /// A theme's name, or the path of its file.
    var theme: String?
    /// Whether one picture is printed instead of opening the dashboard.
    var isOnce = false
    /// The size of that picture.
    var size: Size?
    var isASCII = false
    var color = ColorMode.auto

    /// Text that is printed instead of anything else.
    enum Information: Hashable, Sendable {
        case version, help
    }
}
