internal import Queues

extension Invocation {
    /// Reads the words after the program's name. An option may stand before its command, so words get a meaning when all
    /// of them are read.
    init(_ arguments: [Argument]) throws(UsageError) {
        var rest = arguments[...]
        var (command, words) = (CommandEntry?.none, CommandWords())
        while let word = rest.popFirst() {
            if word.text == "--" {
                while let word = rest.popFirst() { try Self.take(word, &command, &words) }
            } else if word.isOption {
                words.options.append(try Self.option(word, &rest, of: command))
            } else {
                try Self.take(word, &command, &words)
            }
        }
        let entry = command ?? .dashboard
        for (option, _) in words.options where !entry.options.contains(where: { $0.name == option.name }) {
            throw .foreignOption(option.name, command: entry.name)
        }
        self.entry = entry
        operands = words.operands
        switch words.options.last(where: { [.help, .version].contains($0.option) })?.option {
        case .help: purpose = .help
        case .version: purpose = .version
        default:
            try entry.check(operands)
            purpose = .task(try entry.task(words))
        }
    }

    /// Takes a word that is no option: the command, or one of its operands.
    private static func take(
        _ word: Argument, _ command: inout CommandEntry?, _ words: inout CommandWords
    ) throws(UsageError) {
        guard command == nil else { return words.operands.append(word) }
        command = try CommandEntry.find(word.text)
    }

    /// Finds an option, and its value where it has one: behind `=`, else the next word.
    private static func option(
        _ word: Argument, _ rest: inout ArraySlice<Argument>, of command: CommandEntry?
    ) throws(UsageError) -> (Option, Argument) {
        let parts = word.bytes.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
        let written = Argument(Array(parts[0])).text
        let name = Option.oldNames[written] ?? written
        guard let option = Option.all.first(where: { $0.name == name || $0.short == name }) else {
            let known = command?.options ?? Option.all
            throw .unknownOption(name, nearest: Spelling.nearest(to: name, in: known.map(\.name)))
        }
        guard let value = option.value else {
            guard parts.count == 1 else { throw .unexpectedValue(option: name) }
            return (option, Argument(""))
        }
        guard let given = parts.count == 2 ? Argument(Array(parts[1])) : rest.popFirst() else {
            throw .missingValue(option: name, called: value.called)
        }
        return (option, given)
    }
}
