public import Queues

/// What the model wants done outside of it.
public enum Effect: Equatable, Sendable {
    /// Change the server, and keep as much of what is removed as the budget says. Nothing else changes it; `State` lets it
    /// out at one place.
    case perform(Operation, keeping: UndoBudget)
    /// End the operation under way after its batch, and begin none that waits.
    case stop
    /// Let the operator edit a job's data.
    case edit(Draft)
    /// Read `State.watch` again now.
    case refresh
    /// Leave the program.
    case quit
    /// Restore the terminal and stop until the shell continues us.
    case suspend
    /// Draw the whole screen again, whatever the terminal shows.
    case repaint
    /// Keep how the queues of this server are listed, for the next run.
    case keep(QueuePreferences)
    /// Put this on the clipboard.
    case copy(Clip)
}
