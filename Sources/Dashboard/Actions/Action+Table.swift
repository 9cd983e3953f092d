import Canvas

extension Action {
    /// The table of all actions. The hint line has its order; so do help, menus and documentation within a section.
    static let table: [ActionEntry] =
        opening + onJobs + onQueues + onSchedulers + onMarks + onViews + onQueueList + moving + onTabs + onTime
        + onProgram

    private static let opening: [ActionEntry] = [
        ActionEntry(.screen(.open), .look, "Open", [.enter], .tables.union(.servers), hint: "open"),
        ActionEntry(
            .screen(.searchAgain), .look, "Search again", [.character("R"), .control("r"), .function(5)], .search,
            hint: "again"),
        ActionEntry(.screen(.stopSearch), .look, "Stop the search", [], .search, command: "stop-search"),
        .visit(
            .causes, .look, "Show the causes of failures", [.character("F")], .anyQueue, hint: "causes", menu: .queue),
        .visit(.allCauses, .look, "Show the causes of failures of all queues", command: "causes"),
        .visit(.workers, .look, "Show the workers and their jobs", [.character("W")], command: "workers", menu: .queue),
        .visit(.events, .look, "Show events as they come", [.character("E")], command: "events", menu: .queue),
        .visit(
            .metrics, .look, "Show rates, and how long jobs wait and run", [.character("M")], .anyQueue,
            command: "metrics", menu: .queue),
        .visit(.flow, .look, "Show the flow of the job", [.character("f")], .jobs, command: "flow", menu: .job),
        .visit(
            .diff, .look, "Compare two jobs, or with a completed one", [.character("=")], .jobs,
            command: "diff", menu: .job),
        ActionEntry(
            .screen(.pause), .look, "Pause the events, or go on", [.character(" "), .character("p")], Scope(.events),
            hint: "pause events", command: "pause-events"),
        ActionEntry(
            .screen(.endCommand), .look, "End the command", [.character("d"), .delete], Scope(.output),
            hint: "end it", command: "end-command"),
        ActionEntry(.word(.queue), .look, "Open a queue", command: "queue", argument: "NAME"),
        ActionEntry(.word(.go), .look, "Open a job by its id", command: "go", argument: "ID", hiddenNames: ["goto"]),
        ActionEntry(.word(.search), .look, "Search the jobs on the server", command: "search", argument: "QUERY"),
    ]

    private static let onSchedulers: [ActionEntry] = [
        ActionEntry(
            .screen(.runScheduler), .queue, "Run the next job now", [.character("r")], .schedulers, hint: "run now",
            danger: .changesServer),
        ActionEntry(
            .screen(.removeScheduler), .queue, "Remove scheduler", [.character("d"), .delete], .schedulers,
            hint: "remove", danger: .removes),
        ActionEntry(
            .addScheduler, .queue, "Add a scheduler", [.character("+")], .schedulers, hint: "add",
            danger: .changesServer
        ) {
            $0.reasonAgainst(Form.Kind.scheduler)
        },
        ActionEntry(
            .screen(.editScheduler), .queue, "Change the scheduler", [.character("e")], .schedulers, hint: "change",
            danger: .changesServer),
    ]

    private static let onViews: [ActionEntry] = [
        ActionEntry(.copy(.id), .look, "Copy id or name", [.character("y")]) { $0.reasonAgainstCopying },
        ActionEntry(.copy(.text), .look, "Copy all", [.character("Y")]) { $0.reasonAgainstCopying },
        ActionEntry(.filter, .look, "Filter as you type", [.character("/")], .tables.union(.servers), hint: "filter"),
        // The key belongs to this action only while there is a filter (`State.pressOnScreen`); otherwise it adds a job.
        ActionEntry(
            .searchServer, .look, "Search the server for the filter", [.character("+")],
            Scope(.queues, .queue, .search), command: "search-filter"
        ) { $0.reasonAgainstSearching },
        ActionEntry(.search, .look, "Search in the text", [.character("/")], .job, hint: "search"),
        ActionEntry(.screen(.findNext), .look, "Next match", [.character("n")], .job),
        ActionEntry(.screen(.findPrevious), .look, "Previous match", [.character("N")], .job),
        ActionEntry(
            .screen(.onlyFound), .look, "Show only the log lines that match, or all", [.character("&")], .job,
            command: "only-matches"),
        ActionEntry(.sort, .look, "Choose the order", [.character("s")], .columns, hint: "sort", command: "sort"),
        ActionEntry(.screen(.reverse), .look, "Reverse the order", [.character("S")], .columns),
        ActionEntry(.screen(.wrap), .look, "Toggle line wrap", [.character("w")], .job, hint: "wrap"),
        ActionEntry(
            .screen(.raw), .look, "Show JSON strings as stored, or decoded", [.character("\\")], .job, command: "raw"),
        ActionEntry(.freeze, .look, "Freeze or unfreeze the screen", [.character("z")], hint: "freeze"),
        ActionEntry(
            .refresh, .look, "Refresh now", [.character("R"), .control("r"), .function(5)], .all.subtracting(.search),
            command: "refresh"
        ) { $0.reasonAgainstRefreshing },
    ]

    private static let onQueueList: [ActionEntry] = [
        ActionEntry(.screen(.fold), .look, "Fold, or go to the one above", [.left, .character("h")], .trees),
        ActionEntry(.screen(.unfold), .look, "Unfold", [.right, .character("l")], .trees),
        ActionEntry(
            .tree, .look, "List the queues as a tree", [], .queues, command: "tree", argument: "CHARACTER"),
        ActionEntry(.screen(.pin), .look, "Pin queues to the top, or unpin them", [], .queues, command: "pin"),
        ActionEntry(.screen(.hide), .look, "Hide queues, or list them again", [], .queues, command: "hide"),
        ActionEntry(
            .screen(.showHidden), .look, "List hidden queues as well, or not", [], .queues, command: "hidden"),
    ]

    private static let moving: [ActionEntry] = [
        ActionEntry(.move(.down), .move, "Down", [.character("j"), .down]),
        ActionEntry(.move(.up), .move, "Up", [.character("k"), .up]),
        ActionEntry(.move(.halfPageDown), .move, "Half a page down", [.control("d")]),
        ActionEntry(.move(.halfPageUp), .move, "Half a page up", [.control("u")]),
        ActionEntry(.move(.pageDown), .move, "Page down", [.pageDown, .control("f")]),
        ActionEntry(.move(.pageUp), .move, "Page up", [.pageUp, .control("b")]),
        ActionEntry(.move(.top), .move, "First", [.character("g"), .home]),
        ActionEntry(.move(.bottom), .move, "Last", [.character("G"), .end]),
        ActionEntry(.screen(.scrollLeft), .move, "Scroll left", [.character("<")], .wide.union(.job)),
        ActionEntry(
            .screen(.scrollRight), .move, "Scroll right", [.character(">")], .wide.union(.job)),
        ActionEntry(
            .screen(.previousPiece), .move, "Previous piece of a large value", [.character("(")], .job),
        ActionEntry(.screen(.nextPiece), .move, "Next piece of a large value", [.character(")")], .job),
        ActionEntry(
            .screen(.laterAttempt), .move, "Stack trace of the attempt after", [.character("{")], .job),
        ActionEntry(
            .screen(.earlierAttempt), .move, "Stack trace of the attempt before", [.character("}")], .job),
        ActionEntry(.previousView, .move, "Back to the previous screen", [.character("-")]) {
            $0.previousPath == nil ? "There is no previous screen yet." : nil
        },
    ]

    private static let onProgram: [ActionEntry] = [
        ActionEntry(.palette, .program, "Find a command", [.character(":"), .control("p")], hint: "commands"),
        ActionEntry(.help, .program, "Help", [.character("?"), .function(1)], hint: "help", command: "help"),
        ActionEntry(.back, .move, "Back; on the list of queues quit", [.character("q")], hint: "back"),
        ActionEntry(.escape, .move, "Cancel, or go back one step", [.escape]),
        .visit(
            .messages, .program, "Show messages", [], .all.subtracting(.messages), command: "messages",
            hiddenNames: ["log"]),
        .visit(
            .server, .program, "Show the server, and what reading it costs", [], .all.subtracting(Scope(.server)),
            command: "server", argument: "NAME"),
        .visit(
            .servers, .program, "Show all servers and their queues", [], .all.subtracting(.servers),
            command: "servers"),
        .visit(
            .doctor, .program, "Check the way to the queues, permissions and this terminal", [],
            .all.subtracting(Scope(.doctor)), command: "doctor"),
        .visit(
            .output, .program, "Show the output of commands", [], .all.subtracting(Scope(.output)), command: "output"),
        .visit(.trash, .program, "Show the trash", [.character("U")], .all.subtracting(.trash), command: "trash"),
        .visit(.allSchedulers, .look, "Show the schedulers of all queues", command: "schedulers"),
        ActionEntry(
            .themes, .program, "Choose a theme", [.character("T")], command: "theme", argument: "NAME"),
        ActionEntry(.mouse, .program, "Turn the mouse on or off", command: "mouse"),
        ActionEntry(.repaint, .program, "Redraw the screen", [.control("l")]),
        ActionEntry(.suspend, .program, "Suspend to the shell", [.control("z")]),
        ActionEntry(
            .quit, .program, "Quit now", [.character("Q"), .function(10)], command: "quit", hiddenNames: ["q"]),
        ActionEntry(.interrupt, .program, "Cancel; pressed twice in a row, quit", [.control("c")]),
    ]
}
