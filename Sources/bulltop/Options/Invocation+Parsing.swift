extension Invocation {
    private static let commands = ["demo"]

    /// Reads the arguments after the program's name.
    init(_ arguments: [String]) throws(UsageError) {
        self.init()
        var rest = arguments[...]
        while let argument = rest.popFirst() {
            guard argument.hasPrefix("-"), argument != "-" else {
                try take(command: argument)
                continue
            }
            try take(option: argument, &rest)
        }
        if isDemo, url != nil {
            throw .conflict("demo starts a server of its own: leave out --url")
        }
    }

    private mutating func take(command: String) throws(UsageError) {
        guard Self.commands.contains(command) else {
            throw .unknownCommand(command, nearest: Spelling.nearest(to: command, in: Self.commands))
        }
        isDemo = true
    }

    private mutating func take(option argument: String, _ rest: inout ArraySlice<String>) throws(UsageError) {
        let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        let name = parts[0]
        guard let option = Option.table.first(where: { $0.name == name || $0.short == name }) else {
            throw .unknownOption(name, nearest: Spelling.nearest(to: name, in: Option.table.map(\.name)))
        }
        guard let called = option.value else {
            guard parts.count == 1 else { throw .unexpectedValue(option: name) }
            try option.take(&self, "")
            return
        }
        guard let value = parts.count == 2 ? parts[1] : rest.popFirst() else {
            throw .missingValue(option: name, called: called)
        }
        try option.take(&self, value)
    }
}
