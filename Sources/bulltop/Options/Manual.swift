/// The manual page bulltop(1), in the language of mdoc(7).
enum Manual {
    static var text: String {
        let reference = [commands, keys, states, environment, files, exitStatus, examples, seeAlso]
        return ([head, synopsis, description] + reference).joined()
    }

    private static let head = """
        .Dd November 28, 2026
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
        A command does one thing without a screen.
        Standard output has nothing but data; messages go to standard error.
        A
        .Ar QUEUE
        is a name, or
        .Ar prefix : Ns Ar name
        if several prefixes have a queue of that name.
        Names and ids are bytes.
        An option may also be written as
        .Fl \\-name Ns = Ns Ar value ,
        and
        .Fl \\-
        ends the options.
        A flag that the environment or the configuration file sets is turned off by
        .Fl \\-no\\-name .

        """
    }

    private static var commands: String {
        let groups = CommandEntry.Group.allCases.map { group in
            let entries = CommandEntry.table.filter { $0.group == group && !$0.name.isEmpty }
            let common = commonOptions(of: group)
            let note = common.isEmpty ? "" : "Each of these commands also takes\n" + names(of: common)
            let shared = sharedDetails(of: entries)
            let items = entries.map { item($0, options: common, details: shared) }.joined()
            let intro = note + shared.map { ".Pp\n" + sentences($0) }.joined()
            return ".Ss \(group.rawValue)\n\(intro).Bl -tag -width Ds\n\(items).El\n"
        }
        let own = Option.all.filter { option in !CommandEntry.dashboard.options.contains { $0.name == option.name } }
        let intro = """
            .Sh COMMANDS
            The options that a command takes by itself stand behind what it does.
            .Ic bulltop help
            .Ar COMMAND
            has the details.

            """
        return intro + groups.joined() + ".Ss Their options\n" + options(own.sorted { $0.name < $1.name })
    }

    /// Returns the paragraphs that several commands share; they are printed once.
    private static func sharedDetails(of entries: [CommandEntry]) -> [String] {
        let all = entries.flatMap(\.details)
        var shared: [String] = []
        for text in all where all.count(where: { $0 == text }) > 2 && !shared.contains(text) { shared.append(text) }
        return shared
    }

    /// Returns the options that every command of a group takes.
    private static func commonOptions(of group: CommandEntry.Group) -> [Option] {
        switch group {
        case .screen, .shell: []
        case .reading: SessionOptions.options.map(\.option) + [.help]
        case .changing: ChangingOptions.options.map(\.option) + [.help]
        }
    }

    /// Returns the item of a command, without what its whole group shares. `bulltop help COMMAND` has all of its
    /// paragraphs.
    private static func item(_ entry: CommandEntry, options common: [Option], details shared: [String]) -> String {
        let operands = entry.operands.map { operand in
            switch operand.arity {
            case .one: " Ar \(escaped(operand.name))"
            case .optional: " Op Ar \(escaped(operand.name))"
            case .oneOrMore: " Ar \(escaped(operand.name)) ..."
            case .any: " Op Ar \(escaped(operand.name)) ..."
            }
        }
        let details = entry.details.filter { !shared.contains($0) }.prefix(1)
        let texts = sentences(([entry.summary] + details).joined(separator: " "), limit: 2)
        let own =
            entry.group == .screen
            ? []
            : entry.options.filter { option in
                !common.contains { $0.name == option.name }
            }
        return ".It Cm \(entry.name)\(operands.joined())\n" + texts + (own.isEmpty ? "" : names(of: own))
    }

    /// Returns some options by name, as the end of a sentence.
    private static func names(of options: [Option]) -> String {
        ".Fl " + options.map { escaped(String($0.name.dropFirst())) }.joined(separator: " , ") + " .\n"
    }

    private static func options(_ options: [Option]) -> String {
        let items = options.map { option in
            let names = [option.short, option.name].compactMap { $0 }.map { "Fl \(escaped(String($0.dropFirst())))" }
            let value = option.value.map { " Ar \(escaped($0.called))" } ?? ""
            return ".It \(names.joined(separator: " , "))\(value)\n" + sentences(option.summary)
        }
        return ".Bl -tag -width \"--reset-attempts\" -compact\n" + items.joined() + ".El\n"
    }

    /// Returns the first sentences of a text in short lines, each sentence on a new line.
    static func sentences(_ text: String, limit: Int = .max) -> String {
        var sentences = [""]
        for word in text.split(separator: " ") {
            sentences[sentences.count - 1] += (sentences.last == "" ? "" : " ") + escaped(String(word))
            if word.hasSuffix(".") { sentences.append("") }
        }
        let lines = sentences.filter { !$0.isEmpty }.prefix(limit).flatMap {
            Help.wrapped($0, to: 80).split(separator: "\n")
        }
        // A point or a quote at the beginning would make a request.
        return lines.map { ($0.hasPrefix(".") || $0.hasPrefix("'") ? "\\&" : "") + $0 + "\n" }.joined()
    }

    /// Returns a text with backslashes and dashes escaped, so that they appear as they are typed.
    static func escaped(_ text: String) -> String {
        text.reduce(into: "") { $0 += $1 == "\\" ? "\\e" : $1 == "-" ? "\\-" : String($1) }
    }
}
