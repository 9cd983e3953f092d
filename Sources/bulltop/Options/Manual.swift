/// The manual page bulltop(1), in the language of mdoc(7).
enum Manual {
    static var text: String {
        ([head, synopsis, description] + sections + [environment, exitStatus, examples, seeAlso]).joined()
    }

    private static let head = """
        .Dd November 24, 2026
        .Dt BULLTOP 1
        .Os
        .Sh NAME
        .Nm bulltop
        .Nd see and operate the queues of BullMQ and Bull

        """

    private static let synopsis = """
        .Sh SYNOPSIS
        .Nm
        .Op Ar option ...
        .Nm
        .Cm demo
        .Op Ar option ...
        .Nm
        .Ar command
        .Op Ar option ...
        .Op Ar argument ...

        """

    private static var description: String {
        """
        .Sh DESCRIPTION
        Without a command,
        .Nm
        opens a dashboard: every queue of a Redis, live, in the terminal.
        It takes these options:
        \(options(CommandEntry.dashboard.options))\
        .Pp
        With a command it does one thing, and ends.
        Standard output has data and nothing else; messages go to standard error.
        A
        .Ar QUEUE
        is a name, or
        .Ar prefix : Ns Ar name
        where several prefixes have a queue of the name.
        Names and ids are bytes.
        An option may be written
        .Fl \\-name Ns = Ns Ar value
        as well, and
        .Fl \\-
        ends the options.

        """
    }

    private static var sections: [String] {
        CommandEntry.Group.allCases.map { group in
            let entries = CommandEntry.table.filter { $0.group == group && !$0.name.isEmpty }
            return ".Ss \(group.rawValue)\n.Bl -tag -width Ds\n" + entries.map(item).joined() + ".El\n"
        }
    }

    private static func item(_ entry: CommandEntry) -> String {
        let operands = entry.operands.map { operand in
            switch operand.arity {
            case .one: " Ar \(escaped(operand.name))"
            case .optional: " Op Ar \(escaped(operand.name))"
            case .oneOrMore: " Ar \(escaped(operand.name)) ..."
            case .any: " Op Ar \(escaped(operand.name)) ..."
            }
        }
        let texts = ([entry.summary] + entry.details).map(sentences).joined(separator: ".Pp\n")
        let own = entry.group == .screen ? [] : entry.options
        return ".It Cm \(entry.name)\(operands.joined())\n" + texts + options(own)
    }

    private static func options(_ options: [Option]) -> String {
        guard !options.isEmpty else { return "" }
        let items = options.map { option in
            let names = [option.short, option.name].compactMap { $0 }.map { "Fl \(escaped(String($0.dropFirst())))" }
            let value = option.value.map { " Ar \(escaped($0.called))" } ?? ""
            return ".It \(names.joined(separator: " , "))\(value)\n" + sentences(option.summary)
        }
        return ".Bl -tag -width Ds\n" + items.joined() + ".El\n"
    }

    private static var environment: String {
        let items = Help.environment.map { ".It Ev \($0.name)\n" + sentences($0.summary) }
        return ".Sh ENVIRONMENT\n.Bl -tag -width BULLTOP_PASSWORD_FILE\n" + items.joined() + ".El\n"
    }

    private static var exitStatus: String {
        let items = Help.exitCodes.map { ".It \($0.code)\n" + sentences($0.meaning) }
        return ".Sh EXIT STATUS\n.Bl -tag -width 128+n\n" + items.joined() + ".El\n"
    }

    private static let examples = """
        .Sh EXAMPLES
        Retry what failed because of a time-out:
        .Pp
        .Dl bulltop retry email --all --filter timeout --yes
        .Pp
        Which queues have failed jobs:
        .Pp
        .Dl bulltop queues --jsonl | jq -r 'select(.counts.failed > 0).name'

        """

    private static let seeAlso = """
        .Sh SEE ALSO
        .Lk https://docs.bullmq.io BullMQ

        """

    /// A text in short lines, a new one for each sentence.
    private static func sentences(_ text: String) -> String {
        var sentences = [""]
        for word in text.split(separator: " ") {
            sentences[sentences.count - 1] += (sentences.last == "" ? "" : " ") + escaped(String(word))
            if word.hasSuffix(".") { sentences.append("") }
        }
        let lines = sentences.filter { !$0.isEmpty }.flatMap { Help.wrapped($0, to: 78).split(separator: "\n") }
        // What begins with a point or a quote would be a request.
        return lines.map { ($0.hasPrefix(".") || $0.hasPrefix("'") ? "\\&" : "") + $0 + "\n" }.joined()
    }

    /// Backslashes and dashes as they are typed.
    private static func escaped(_ text: String) -> String {
        text.reduce(into: "") { $0 += $1 == "\\" ? "\\e" : $1 == "-" ? "\\-" : String($1) }
    }
}
