internal import Dashboard
internal import Queues

/// The sections for reference.
extension Manual {
    static var keys: String {
        let actions = Action.documentation.filter { row in row.keys.contains { !isPaletteName($0) } }
        let tabs = actions.filter { row in row.keys.allSatisfy { $0.count == 1 && "1"..."9" ~= $0 } }
        let moves = ["Down", "Up", "Half a page down", "Half a page up", "Page down", "Page up", "First", "Last"]
        let others = actions.filter { !tabs.contains($0) && !moves.contains($0.title) }
        let rows = others.map { row in
            let keys = row.keys.filter { !isPaletteName($0) }
            // Where a key has one meaning, its screens are not listed in a separate column.
            let isAmbiguous = actions.contains { $0.title != row.title && !Set($0.keys).isDisjoint(with: keys) }
            let title = row.title + (isAmbiguous ? " (\(row.place))" : "")
            return ".It \(quoted(keys.joined(separator: " "))) Ta \(quoted(title))\n"
        }
        return """
            .Sh KEYS
            A small letter acts on the job under the cursor or on the marked ones;
            a capital acts on the queue.
            \\(lq?\\(rq shows the keys of a screen;
            \\(lq:\\(rq finds every action by its name, also those without a key.
            .Bl -column "h Left Shift-Tab [" "Previous piece of a large value, older lines"
            \(rows.joined())\
            .It "j k Ctrl\\-D Ctrl\\-U PgDn PgUp g G" Ta "Move, as the arrows, Home and End do"
            .It "1 to 9" Ta "Show a state of the queue, or a part of the job"
            .El

            """
    }

    /// Returns whether it is a name for the palette, such as `:delay`, and not a key of the keyboard.
    private static func isPaletteName(_ key: String) -> Bool { key.hasPrefix(":") && key.count > 1 }

    static var states: String {
        let items = Help.states.map { ".It \(escaped($0.word))\n" + sentences($0.meaning) }
        return """
            .Sh STATES
            The column Health of a queue has one of these words.
            A number that may not be read is \\(lq?\\(rq, never 0.
            .Bl -tag -width "no progress"
            \(items.joined())\
            .El
            .Pp
            The section thresholds of the configuration file changes from when on
            something is said:
            .Bl -column backlog-growing-share 999m text
            \(HealthThreshold.allCases.map(threshold).joined())\
            .El

            """
    }

    private static func threshold(_ threshold: HealthThreshold) -> String {
        let entry = threshold.entry
        return ".It \(escaped(entry.name)) Ta \(threshold.text(entry.standard)) Ta \(quoted(entry.summary))\n"
    }

    static var environment: String {
        let items = Help.environment.map { ".It Ev \($0.name) Ta \(quoted($0.summary))\n" }
        return ".Sh ENVIRONMENT\n.Bl -column BULLTOP_PASSWORD_FILE\n" + items.joined() + ".El\n"
    }

    static var files: String {
        """
        .Sh FILES
        .Bl -tag -width Ds
        .It Pa ~/.config/bulltop/config
        The configuration file, which is never written: options of this page in the
        sections defaults and connection NAME, keys, columns and thresholds.
        .Ic bulltop config check
        says what is wrong in it.
        \(HelpTable.columns.rows.map { columns(of: $0.name, $0.meaning) }.joined())\
        .It Pa ~/.local/state/bulltop/queues.json
        What is remembered between runs: for each server the order of the list of
        queues, and those that are pinned, hidden or folded; the theme and the
        connection that were used last, which count where nothing else names one.
        A connection that is marked as production is not opened by itself.
        .El
        .Pp
        While data is edited, it is in a file that only its owner may read, and that is
        removed afterwards.

        """
    }

    /// Returns the columns that lists may have, as a sentence.
    private static func columns(of lists: String, _ columns: String) -> String {
        sentences("In columns, \(lists) may have \(columns).")
    }

    static var exitStatus: String {
        let items = Help.exitCodes.map { ".It \($0.code) Ta \(quoted($0.meaning))\n" }
        return ".Sh EXIT STATUS\n.Bl -column 128+n\n" + items.joined() + ".El\n"
    }

    static var examples: String {
        let items = [
            ("See which queues are on fire, and why:", ["bulltop queues", "bulltop failures payments \\-\\-why"]),
            (
                "Retry only the jobs that failed with a 503, after a look at how many there are:",
                [
                    "bulltop retry payments \\-\\-all \\-\\-filter 503 \\-\\-dry\\-run",
                    "bulltop retry payments \\-\\-all \\-\\-filter 503 \\-\\-yes",
                ]
            ),
            ("Find the jobs of one customer in all queues:", ["bulltop search data.user.id:4711"]),
            (
                "Look at a production server without being able to change it:",
                ["bulltop \\-\\-url redis://ops@10.0.0.7 \\-\\-production \\-\\-read\\-only"]
            ),
        ]
        return ".Sh EXAMPLES\n"
            + items.map { task, lines in
                task + "\n" + lines.map { ".Dl \($0)\n" }.joined()
            }.joined(separator: ".Pp\n")
    }

    static let seeAlso = """
        .Sh SEE ALSO
        .Lk https://docs.bullmq.io BullMQ

        """

    /// Returns a text as one word of a request, in which no word is taken for a macro.
    private static func quoted(_ text: String) -> String {
        let safe = escaped(text).split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\\(dq")
        return "\"" + (safe.hasPrefix(".") || safe.hasPrefix("'") ? "\\&" : "") + safe + "\""
    }
}
