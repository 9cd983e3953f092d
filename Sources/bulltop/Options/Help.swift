/// The text of `--help`.
enum Help {
    /// The help of the whole program.
    static var text: String {
        """
        bulltop: see every BullMQ queue live, open a failed job, retry or remove it by key.

        Usage: bulltop [OPTION]...         watch the queues of a server
               bulltop demo [OPTION]...    watch a simulated system on a private server
               bulltop COMMAND ...         do one thing without a screen
               bulltop help COMMAND        show what a command does and takes

        \(commands)\
        Options:
        \(options(of: .dashboard))
        Environment:
        \(environment.map { item($0.name, $0.summary) }.joined())
        Exit status:
        \(exitCodes.map { item($0.code, $0.meaning) }.joined())\

        """
    }

    /// Returns the help of one command.
    static func text(of entry: CommandEntry) -> String {
        guard entry.name != CommandEntry.dashboard.name else { return text }
        let details = entry.details.map { "\n" + wrapped($0, to: columns) + "\n" }.joined()
        return """
            Usage: \(entry.usage)

            \(wrapped(entry.summary, to: columns))
            \(details)
            Options:
            \(options(of: entry))\(entry.tables.map(table).joined())
            """
    }

    private static func table(_ table: HelpTable) -> String {
        "\n" + wrapped(table.title, to: columns) + "\n" + table.rows.map { item($0.name, $0.meaning) }.joined()
    }

    /// The environment variables that bulltop reads.
    static let environment: [(name: String, summary: String)] = [
        ("BULLTOP_URL", "The server, where --url is absent."),
        ("REDIS_URL", "The server, where BULLTOP_URL is absent too."),
        ("REDISCLI_AUTH", "The password, where the URL has none."),
        ("BULLTOP_PASSWORD_FILE", "A file whose first line is the password, where the URL has none."),
        ("BULLTOP_CONFIG", "The configuration file, where it is not the usual one."),
        ("XDG_CONFIG_HOME", "The directory of bulltop/config, the usual configuration file; else ~/.config."),
        ("BULLTOP_PRODUCTION", "1 has the effect of --production."),
        ("VISUAL", "The editor for a job's data, with its arguments."),
        ("EDITOR", "The editor, where VISUAL is absent; else editor or vi."),
        ("XDG_STATE_HOME", "The directory of what is remembered between runs; else ~/.local/state."),
        ("XDG_RUNTIME_DIR", "The directory of the file that is being edited; else TMPDIR."),
        ("TZ", "The time zone of times, such as Europe/Vienna; else that of the system."),
        ("NO_COLOR", "Turns colours off if it is not empty."),
    ]

    /// The words for the health of a queue, the gravest first, as in docs/health.md.
    static let states: [(word: String, meaning: String)] = [
        ("cannot read", "A key of the queue holds another type, or the server refuses it; which one, and why."),
        ("failing", "Jobs have failed within the last 15 min, 1 % or more of those that finished; what share of them."),
        ("active without a lock", "No worker holds these active jobs, which were started 30 s ago or more."),
        ("paused, concurrency 0, rate limited", "The queue lets no job start."),
        (
            "no worker is connected, workers take no job, no progress",
            "The oldest job has waited for 60 s, and none was active or has finished within the last minute; the last one "
                + "where the server does not list its clients."
        ), ("waiting for children", "All that waits are parents, and none was finished within the last minute."),
        ("backlog", "For 2 min more jobs have come than gone, by 10 %, and 10 or more wait."),
        ("scheduler stopped", "Its next job is in no list, or that job or the definition is gone."),
        ("parents wait for lost children", "The children have failed without a policy for that, or are gone."),
        ("missing jobs", "The id that is next to run has no job."),
        ("working", "Jobs are active or wait, and nothing is wrong."), ("idle", "Nothing waits and nothing is active."),
    ]

    /// The meaning of each exit status.
    static let exitCodes: [(code: String, meaning: String)] = [
        ("0", "Done."), ("1", "Failed."), ("2", "Wrong usage or configuration, or no terminal."),
        ("3", "No connection."), ("4", "Partly done; the report says what was not."),
        ("5", "Refused: read-only, no permission, or not as the operation needs it."),
        ("128+n", "Ended by signal n."),
    ]

    private static let columns = 86
    private static let nameColumns = 22

    private static var commands: String {
        CommandEntry.Group.allCases.filter { $0 != .screen }.map { group in
            let entries = CommandEntry.table.filter { $0.group == group }
            let lines = entries.map { entry in
                item(([entry.name] + entry.operands.map(\.usage)).joined(separator: " "), entry.summary)
            }
            return group.rawValue + ":\n" + lines.joined() + "\n"
        }.joined()
    }

    private static func options(of entry: CommandEntry) -> String {
        entry.options.map { item($0.usage, $0.summary) }.joined()
    }

    private static func item(_ name: String, _ summary: String) -> String {
        let indent = nameColumns + 2
        // A long name has its own line.
        let missing = nameColumns - name.count
        let gap = missing >= 2 ? String(repeating: " ", count: missing) : "\n" + String(repeating: " ", count: indent)
        return "  " + name + gap + wrapped(summary, to: columns - indent, indent: indent) + "\n"
    }

    /// Returns a text in lines of at most `columns` columns; all but the first line are indented.
    static func wrapped(_ text: String, to columns: Int, indent: Int = 0) -> String {
        var lines = [""]
        for word in text.split(separator: " ") {
            let line = lines[lines.count - 1]
            if line.isEmpty {
                lines[lines.count - 1] = String(word)
            } else if line.count + 1 + word.count <= columns {
                lines[lines.count - 1] += " " + word
            } else {
                lines.append(String(word))
            }
        }
        return lines.joined(separator: "\n" + String(repeating: " ", count: indent))
    }
}
