public import Queues

/// What the screen on top does itself. Which screens do, and by which key, the action table says.
public enum ScreenAction: Hashable, Sendable {
    /// Opens what is under the cursor.
    case open
    case previousTab, nextTab
    /// Goes to the other panes, around.
    case nextPane, previousPane
    case show(JobList)
    /// A section of the job screen, from 1 on.
    case section(Int)
    case mark(Marking)
    /// Closes a group of queues, what is below a job of a flow, or the equal fields of a diff; or opens it.
    case fold, unfold
    /// Lists queues first, or not at all.
    case pin, hide, showHidden
    /// Makes a tree of the list of queues; nil a plain list.
    case divideNames(by: NameDelimiter?)
    case findNext, findPrevious
    /// Shows only the lines of a log that were found, or all of them again.
    case onlyFound
    case reverse
    case scrollLeft, scrollRight, wrap
    case previousPiece, nextPiece, earlierAttempt, laterAttempt
    case removeMissing, restore
    case runScheduler, removeScheduler, editScheduler
    /// Ends a search, or begins it again.
    case stopSearch, searchAgain
    /// Stops what is followed, or goes on with it.
    case pause
}

/// What is done to marks.
public enum Marking: Hashable, Sendable {
    /// Marks the row under the cursor, or takes its mark away.
    case toggle
    /// Begins a range at the cursor, or ends it.
    case range
    /// Marks all that are listed; where all are, takes the marks away.
    case listed
    /// Marks all that the list has on the server.
    case everything
    case clear
}

/// How a cursor is moved, or a text is scrolled.
public enum Movement: Hashable, Sendable {
    case up, down, halfPageUp, halfPageDown, pageUp, pageDown, top, bottom

    /// Returns how many rows it is, on a screen that shows `page` of them; the ends are farther than any list is long.
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
