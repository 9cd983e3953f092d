/// Why there is no screen.
public enum TerminalError: Error, Hashable, Sendable {
    /// Standard input or output is not a terminal.
    case notATerminal
    /// This type of terminal cannot place its cursor.
    case incapable(type: String)
    /// Neither this type nor xterm-256color is in the terminfo database.
    case unknownType(String)
    /// A call of the system failed, with its errno.
    case system(String, Int32)
}
