extension CommandEntry {
    static let help = CommandEntry(
        "help", .shell, operands: [Operand("COMMAND", .optional)], options: [.help],
        summary: "Tell what a command does and takes.",
        work: .text { invocation throws(UsageError) in
            guard let name = invocation.operands.first else { return Help.text }
            return Help.text(of: try find(name.text))
        })
}
