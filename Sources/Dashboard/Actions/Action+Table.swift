import Canvas

extension Action {
    /// The table of all actions. The hint line keeps its order, and so do help and documentation.
    static let table: [ActionEntry] =
        opening + onJobs + onQueues + onSchedulers + onMarks + onViews + onTabs + moving + onProgram

    private static let opening: [ActionEntry] = [
        ActionEntry(.screen(.open), "Open", [.enter], .tables, hint: "open"),
        ActionEntry(
            .screen(.searchAgain), "Search again", [.character("R"), .control("r"), .function(5)], .search,
            hint: "again"),
        ActionEntry(.screen(.stopSearch), "Stop the search", [], .search, command: "stop-search"),
        .visit(.causes, "Show the causes of the queue's failures", [.character("F")], .anyQueue, menu: .queue),
        .visit(.allCauses, "Show the causes of the failures of all queues", [], .all, command: "causes"),
    ]

    private static let onSchedulers: [ActionEntry] = [
        ActionEntry(
            .screen(.runScheduler), "Run the scheduler's next job now", [.character("r")], .schedulers,
            hint: "run now", danger: .changesServer),
        ActionEntry(
            .screen(.removeScheduler), "Remove scheduler", [.character("d")], .schedulers, hint: "remove",
            danger: .changesServer),
        ActionEntry(
            .addScheduler, "Add a scheduler", [.character("+")], .schedulers, hint: "add", danger: .changesServer
        ) {
            $0.reasonAgainst(Form.Kind.scheduler)
        },
        ActionEntry(
            .screen(.editScheduler), "Change the scheduler", [.character("e")], .schedulers, hint: "change",
            danger: .changesServer),
    ]

    private static let onViews: [ActionEntry] = [
        ActionEntry(.copy(.id), "Copy id or name", [.character("y")]) { $0.reasonAgainstCopying },
        ActionEntry(.copy(.text), "Copy whole text", [.character("Y")]) { $0.reasonAgainstCopying },
        ActionEntry(.filter, "Filter as you type", [.character("/")], .tables, hint: "filter"),
        // A plus behind a filter; without one it adds a job.
        ActionEntry(
            .searchServer, "Search the server for the filter", [], .queue, command: "search-filter"
        ) { $0.filter.isEmpty ? "There is no filter; :search QUERY searches." : nil },
        ActionEntry(.search, "Search in the text", [.character("/")], .job, hint: "search"),
        ActionEntry(.screen(.findNext), "Next match", [.character("n")], .job),
        ActionEntry(.screen(.findPrevious), "Previous match", [.character("N")], .job),
        ActionEntry(.sort, "Choose the order", [.character("s")], .sorted, hint: "sort"),
        ActionEntry(.screen(.reverse), "Reverse the order", [.character("S")], .sorted),
        ActionEntry(.screen(.scrollLeft), "Scroll left", [.character("<")], .tables.union(.job)),
        ActionEntry(.screen(.scrollRight), "Scroll right", [.character(">")], .tables.union(.job)),
        ActionEntry(.screen(.wrap), "Wrap long lines, or not", [.character("w")], .job, hint: "wrap"),
        ActionEntry(
            .screen(.previousPiece), "Previous piece of a large value, older log lines", [.character("(")], .job),
        ActionEntry(.screen(.nextPiece), "Next piece of a large value, newer log lines", [.character(")")], .job),
        ActionEntry(.screen(.earlierAttempt), "Stack trace of the attempt before", [.character("{")], .job),
        ActionEntry(.screen(.laterAttempt), "Stack trace of the attempt after", [.character("}")], .job),
        ActionEntry(.freeze, "Freeze the screen, or go on", [.character("z")], hint: "freeze"),
        ActionEntry(.refresh, "Refresh now", [.character("R"), .control("r"), .function(5)], .all.subtracting(.search))
        {
            $0.reasonAgainstRefreshing
        },
        ActionEntry(.previousView, "Back to the previous view", [.character("-")]) {
            $0.previousPath == nil ? "There is no previous view yet." : nil
        },
    ]

    private static let moving: [ActionEntry] = [
        ActionEntry(.move(.down), "Down", [.character("j"), .down]),
        ActionEntry(.move(.up), "Up", [.character("k"), .up]),
        ActionEntry(.move(.halfPageDown), "Half a page down", [.control("d")]),
        ActionEntry(.move(.halfPageUp), "Half a page up", [.control("u")]),
        ActionEntry(.move(.pageDown), "Page down", [.pageDown, .control("f")]),
        ActionEntry(.move(.pageUp), "Page up", [.pageUp, .control("b")]),
        ActionEntry(.move(.top), "First", [.character("g"), .home]),
        ActionEntry(.move(.bottom), "Last", [.character("G"), .end]),
    ]

    private static let onProgram: [ActionEntry] = [
        .visit(
            .messages, "Show the log of messages and changes", [], .all.subtracting(.messages), command: "log"),
        .visit(
            .trash, "Show what was removed and can be put back", [.character("U")], .all.subtracting(.trash),
            command: "trash"),
        .visit(.allSchedulers, "Show the schedulers of all queues", [], .all, command: "schedulers"),
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
