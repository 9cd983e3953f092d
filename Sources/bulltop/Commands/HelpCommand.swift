extension CommandEntry {
    static let help = CommandEntry(
        "help", .shell, operands: [Operand("COMMAND", .optional)], options: [.manual, .help],
        summary: "Show what a command does and takes.",
        work: .text { invocation throws(UsageError) in
            if invocation.parameters.wantsManual { return Manual.text }
            guard let name = invocation.operands.first else { return Help.text }
            return Help.text(of: try find(name.text))
        })

    static let completion = CommandEntry(
        "completion", .shell, operands: [Operand("SHELL", choices: Completions.allCases.map(\.rawValue))],
        options: [.help], summary: "Print the completion script of a shell.",
        details: ["make install installs it for bash, zsh and fish."],
        work: .text { invocation throws(UsageError) in
            let choices = Completions.allCases.map(\.rawValue)
            let shell = try OptionValue.choice("SHELL", invocation.operands[0], of: choices)
            return Completions(rawValue: shell)?.text ?? ""
        })
}
