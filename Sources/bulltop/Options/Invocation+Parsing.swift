internal import Queues

extension Invocation {
    /// Reads the words after the program's name.
    init(_ arguments: [Argument]) throws(UsageError) {
        self.init()
        var rest = arguments[...]
        var used: [String] = []
        while let word = rest.popFirst() {
            if word.text == "--" {
                while let word = rest.popFirst() { try take(word: word) }
            } else if word.isOption {
                used.append(try take(option: word, &rest))
            } else {
                try take(word: word)
            }
        }
        // An option may stand before its command, so this is known only now.
        for name in used where !entry.options.contains(where: { $0.name == name }) {
            throw .foreignOption(name, command: entry.name)
        }
        if isDemo, url != nil { throw .conflict("demo starts a server of its own: leave out --url") }
        if information == nil { try entry.check(operands) }
    }

    /// The row of the table that it is for.
    var entry: CommandEntry { command.flatMap(CommandEntry.named) ?? .dashboard }

    private mutating func take(word: Argument) throws(UsageError) {
        guard command == nil else { return operands.append(word) }
        command = try CommandEntry.find(word.text).name
    }

    /// Takes an option and its value. Returns its name.
    private mutating func take(option word: Argument, _ rest: inout ArraySlice<Argument>) throws(UsageError) -> String {
        let parts = word.bytes.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
        let written = Argument(Array(parts[0])).text
        let name = Option.oldNames[written] ?? written
        guard let option = Option.all.first(where: { $0.name == name || $0.short == name }) else {
            let known = command == nil ? Option.all : entry.options
            throw .unknownOption(name, nearest: Spelling.nearest(to: name, in: known.map(\.name)))
        }
        guard let value = option.value else {
            guard parts.count == 1 else { throw .unexpectedValue(option: name) }
            try option.take(&self, Argument(""))
            return option.name
        }
        guard let given = parts.count == 2 ? Argument(Array(parts[1])) : rest.popFirst() else {
            throw .missingValue(option: name, called: value.called)
        }
        try option.take(&self, given)
        return option.name
    }
}
