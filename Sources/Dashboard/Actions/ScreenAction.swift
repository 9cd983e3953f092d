public import Queues

/// The actions that the screen on top performs itself. The action table lists their screens and keys.
public enum ScreenAction: Hashable, Sendable {
    /// Opens what is under the cursor.
    case open
    case previousTab, nextTab
    /// Moves to the next or the previous pane; after the last one comes the first.
    case nextPane, previousPane
    case show(JobList)
    /// Shows a section of the job screen, from 1 on.
    case section(Int)
    case mark(Marking)
    /// Folds or unfolds a group of queues, the children of a job of a flow, or the equal fields of a diff.
    case fold, unfold
    /// Lists queues first, or not at all; shows the hidden ones.
    case pin, hide, showHidden
    /// Shows the list of queues as a tree; nil for a plain list.
    case divideNames(by: NameDelimiter?)
    case findNext, findPrevious
    /// Shows only the found lines of a log, or all of them again.
    case onlyFound
    case reverse
    case scrollLeft, scrollRight, wrap
    /// Shows the strings of JSON as they are stored, or decoded for reading.
    case raw
    case previousPiece, nextPiece, earlierAttempt, laterAttempt
    case removeMissing, restore
    case runScheduler, removeScheduler, editScheduler
    /// Stops a search, or begins it again.
    case stopSearch, searchAgain
    /// Pauses what is followed, or continues it.
    case pause
    /// Ends the operator's command that is shown.
    case endCommand
    /// Moves back or forth in time.
    case earlier, later
    /// Moves in the past by a minute, or to an event of note; ends that.
    case earlierMinute, laterMinute, earlierNote, laterNote, returnToNow
    /// Shows metrics of another time.
    case range(MetricsRange)
}

/// An action on marks.
public enum Marking: Hashable, Sendable {
    /// Marks the row under the cursor, or removes its mark.
    case toggle
    /// Begins a range at the cursor, or ends it.
    case range
    /// Marks all listed rows; where all are marked, clears the marks.
    case listed
    /// Marks everything that the list has on the server.
    case everything
    case clear
}

/// A movement of the cursor or of a text.
public enum Movement: Hashable, Sendable {
    case up, down, halfPageUp, halfPageDown, pageUp, pageDown, top, bottom

    /// Returns the number of rows of a movement, on a screen that shows `page` of them. The ends are farther than any
    /// list is long.
    func distance(page: Int) -> Int {
        let page = max(1, page)
        return switch self {
        case .up: -1
        case .down: 1
        case .halfPageUp: -max(1, page / 2)
        case .halfPageDown: max(1, page / 2)
        case .pageUp: -page
        case .pageDown: page
        case .top: -1_000_000_000
        case .bottom: 1_000_000_000
        }
    }
}
