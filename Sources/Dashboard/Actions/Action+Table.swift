import Canvas

extension Action {
    /// The table of all actions. The hint line keeps its order, and so do help and documentation.
    static let table: [ActionEntry] =
        opening + onJobs + onQueues + onSchedulers + onMarks + onViews + onTabs + moving + onProgram

    private static let opening: [ActionEntry] = [
        ActionEntry(.open, "Open", [.enter], .tables, hint: "open") { $0.reasonAgainstOpening }
    ]

    private static let onSchedulers: [ActionEntry] = [
        ActionEntry(
            .runScheduler, "Run the scheduler's next job now", [.character("r")], .schedulers, hint: "run now",
            danger: .changesServer
        ) {
            $0.reasonAgainstSchedulerChange ?? $0.reasonAgainstNextJob
        },
        ActionEntry(
            .removeScheduler, "Remove scheduler", [.character("d")], .schedulers, hint: "remove",
            danger: .changesServer
        ) {
            $0.reasonAgainstSchedulerChange
        },
        ActionEntry(
            .addScheduler, "Add a scheduler", [.character("+")], .schedulers, hint: "add", danger: .changesServer
        ) {
            $0.reasonAgainst(Form.Kind.scheduler)
        },
        ActionEntry(
            .editScheduler, "Change the scheduler", [.character("e")], .schedulers, hint: "change",
            danger: .changesServer
        ) {
            $0.reasonAgainstEditingScheduler
        },
    ]

    private static let onViews: [ActionEntry] = [
        ActionEntry(.copyID, "Copy id or name", [.character("y")]) { $0.reasonAgainstCopying },
        ActionEntry(.copyText, "Copy whole text", [.character("Y")]) { $0.reasonAgainstCopying },
        ActionEntry(.filter, "Filter as you type", [.character("/")], .tables, hint: "filter"),
        ActionEntry(.search, "Search in the text", [.character("/")], .job, hint: "search"),
        ActionEntry(.findNext, "Next match", [.character("n")], .job) { $0.reasonAgainstFinding },
        ActionEntry(.findPrevious, "Previous match", [.character("N")], .job) { $0.reasonAgainstFinding },
        ActionEntry(.sort, "Choose the order", [.character("s")], .tables, hint: "sort"),
        ActionEntry(.reverse, "Reverse the order", [.character("S")], .tables),
        ActionEntry(.scrollLeft, "Scroll left", [.character("<")], .tables.union(.job)),
        ActionEntry(.scrollRight, "Scroll right", [.character(">")], .tables.union(.job)),
        ActionEntry(.wrap, "Wrap long lines, or not", [.character("w")], .job, hint: "wrap"),
        ActionEntry(.previousPiece, "Previous piece of a large value, older log lines", [.character("(")], .job),
        ActionEntry(.nextPiece, "Next piece of a large value, newer log lines", [.character(")")], .job),
        ActionEntry(.earlierAttempt, "Stack trace of the attempt before", [.character("{")], .job),
        ActionEntry(.laterAttempt, "Stack trace of the attempt after", [.character("}")], .job),
        ActionEntry(.freeze, "Freeze the screen, or go on", [.character("z")], hint: "freeze"),
        ActionEntry(.refresh, "Refresh now", [.character("R"), .control("r"), .function(5)]) {
            $0.reasonAgainstRefreshing
        },
        ActionEntry(.previousView, "Back to the previous view", [.character("-")]) {
            $0.previousPath == nil ? "There is no previous view yet." : nil
        },
    ]

    private static let moving: [ActionEntry] = [
        ActionEntry(.down, "Down", [.character("j"), .down]),
        ActionEntry(.up, "Up", [.character("k"), .up]),
        ActionEntry(.halfPageDown, "Half a page down", [.control("d")]),
        ActionEntry(.halfPageUp, "Half a page up", [.control("u")]),
        ActionEntry(.pageDown, "Page down", [.pageDown, .control("f")]),
        ActionEntry(.pageUp, "Page up", [.pageUp, .control("b")]),
        ActionEntry(.top, "First", [.character("g"), .home]),
        ActionEntry(.bottom, "Last", [.character("G"), .end]),
    ]

    private static let onProgram: [ActionEntry] = [
        ActionEntry(
            .log, "Show the log of messages and changes", [], .all.subtracting(.log),
            command: "log"),
        ActionEntry(
            .trash, "Show what was removed and can be put back", [.character("U")], .all.subtracting(.trash),
            command: "trash"),
        ActionEntry(.allSchedulers, "Show the schedulers of all queues", [], command: "schedulers") { state in
            if case .schedulers(let screen) = state.path.last, screen.queue == nil {
                "These are the schedulers of all queues."
            } else {
                nil
            }
        },
        ActionEntry(.themes, "Choose a theme", [.character("T")], command: "theme"),
        ActionEntry(.palette, "Find a command", [.character(":"), .control("p")], hint: "commands"),
        ActionEntry(.help, "Help", [.character("?"), .function(1)], hint: "help"),
        ActionEntry(.back, "Back; quit from the list of queues", [.character("q")], hint: "back"),
        ActionEntry(.escape, "Undo the innermost: question, filter, screen", [.escape]),
        ActionEntry(.quit, "Quit now", [.character("Q")], command: "quit"),
        ActionEntry(.interrupt, "Cancel; twice to quit", [.control("c")]),
        ActionEntry(.repaint, "Draw the screen again", [.control("l")]),
        ActionEntry(.suspend, "Suspend to the shell", [.control("z")]),
    ]
}
