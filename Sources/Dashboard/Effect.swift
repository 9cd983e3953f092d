public import Queues

/// What the model wants done outside of it.
public enum Effect: Equatable, Sendable {
    /// Change the server. Nothing else does; `State` lets it out at one place.
    case perform(Operation)
    /// Read `State.watch` again now.
    case refresh
    /// Leave the program.
    case quit
    /// Restore the terminal and stop until the shell continues us.
    case suspend
    /// Draw the whole screen again, whatever the terminal shows.
    case repaint
    /// Put these bytes on the clipboard.
    case copy([UInt8])
}
