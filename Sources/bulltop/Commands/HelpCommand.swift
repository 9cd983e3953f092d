/// The options of `help`.
struct HelpOptions: CommandOptions {
    /// Whether a manual page is printed.
    var isManual = false

    static let options: [OptionBinding<HelpOptions>] = [
        .flag("--man", \.isManual, summary: "Print the manual page, for make install.")
    ]
}

extension CommandEntry {
    static let help = CommandEntry(
        "help", .shell, operands: [Operand("COMMAND", .optional)], options: HelpOptions.options,
        summary: "Show what a command does and takes."
    ) { options, operands throws(UsageError) in
        if options.isManual { return .text(Manual.text) }
        guard let name = operands.first else { return .text(Help.text) }
        return .text(Help.text(of: try find(name.text)))
    }

    static let completion = CommandEntry(
        "completion", .shell, operands: [Operand("SHELL", choices: Completions.allCases.map(\.rawValue))],
        options: NoOptions.options, summary: "Print the completion script of a shell.",
        details: ["make install installs it for bash, zsh and fish."]
    ) { _, operands throws(UsageError) in
        let choices = Completions.allCases.map(\.rawValue)
        let shell = try OptionValue.choice("SHELL", operands[0], of: choices)
        return .text(Completions(rawValue: shell)?.text ?? "")
    }
}
