/// What the command line asks for.
struct Invocation: Sendable {
    let entry: CommandEntry
    /// The words behind the command that are no options.
    let operands: [Argument]
    /// What the configuration file says.
    var configuration: Configuration
    let purpose: Purpose

    enum Purpose: Sendable {
        /// Prints the help of the command.
        case help
        /// Prints the version.
        case version
        case task(CommandTask)
    }
}

/// What a command does, once its options are understood.
enum CommandTask: Sendable {
    /// Opens the dashboard.
    case screen(ScreenOptions)
    /// Does something else, and says how it ended.
    case program(@Sendable (Environment) throws(UsageError) -> ExitStatus)
    /// Prints a text that needs no server.
    case text(String)
    /// Reads the server and prints what it finds.
    case reading(SessionOptions, @Sendable (CommandSession) throws(CommandFailure) -> Void)
    /// Changes what the server holds.
    case changing(ChangingOptions, @Sendable (CommandSession) throws(CommandFailure) -> ChangeFeed)
}
