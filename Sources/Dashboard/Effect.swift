public import Queues

/// An effect of the model outside of it.
public enum Effect: Equatable, Sendable {
    /// Changes the server, and keeps removed jobs within the budget. Nothing else changes it; `State` makes this effect
    /// in one place.
    case perform(Operation, keeping: UndoBudget)
    /// Stops the operation under way after its batch and the export under way, and begins none of those that wait.
    case stop
    /// Lets the operator edit a job's data.
    case edit(Draft)
    /// Reads `State.watch` again now.
    case refresh
    /// Leaves the program.
    case quit
    /// Restores the terminal and stops until the shell continues us.
    case suspend
    /// Draws the whole screen again, whatever the terminal shows.
    case repaint
    /// Saves how the queues of this server are listed, for the next run.
    case keep(QueuePreferences)
    /// Saves the name of the chosen theme, for the next run.
    case keepTheme(String)
    /// Puts a text on the clipboard.
    case copy(Clip)
    /// Runs a command of the operator, or ends it.
    case own(OwnRun, OwnOrder)
    /// Runs the command of an alarm.
    case alarm(AlarmChange)
    /// Rings the terminal's bell.
    case ring
    /// Shows another server, by its place in `State.servers`, with a queue of it; nil for the list of its queues.
    case enter(server: Int, queue: QueueID?)
    /// Write jobs to a file.
    case export(Export)
}
