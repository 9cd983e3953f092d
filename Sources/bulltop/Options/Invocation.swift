/// The interpreted command line.
struct Invocation: Sendable {
    let entry: CommandEntry
    /// The operands of the command.
    let operands: [Argument]
    /// The configuration file.
    var configuration: Configuration
    var purpose: Purpose
    /// The servers of the dashboard besides the one of its task.
    var servers = FurtherServers()
    /// What is said of the remembered connection; nil for nothing.
    var remark: String?

    enum Purpose: Sendable {
        /// Prints the help of the command.
        case help
        /// Prints the version.
        case version
        case task(CommandTask)
    }
}

/// The task of a command, after its options are read.
enum CommandTask: Sendable {
    /// Opens the dashboard.
    case screen(ScreenOptions)
    /// Does something else, and returns the exit status.
    case program(@Sendable (Environment) throws(UsageError) -> ExitStatus)
    /// Prints a text that needs no server.
    case text(String)
    /// Reads the server and prints what it finds.
    case reading(SessionOptions, @Sendable (CommandSession) throws(CommandFailure) -> Void)
    /// Changes what the server holds.
    case changing(ChangingOptions, @Sendable (CommandSession) throws(CommandFailure) -> ChangeFeed)
}
