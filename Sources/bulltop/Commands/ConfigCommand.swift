internal import Dashboard

extension CommandEntry {
    static let config = CommandEntry(
        "config", .shell, operands: [Operand("ACTION", choices: ["check"])], options: NoOptions.options,
        summary: "Check the configuration file.",
        details: ["Says all that is wrong in it and on which line, also in sections that are not used now."],
        tables: [.columns, .thresholds]
    ) { _, operands throws(UsageError) in
        _ = try OptionValue.choice("ACTION", operands[0], of: ["check"])
        return .program { environment throws(UsageError) in
            let configuration = try Configuration.read(environment, isExamined: true)
            let mistakes = configuration.mistakes
            let lines = configuration.remarks.map { $0 + " (warning)" } + mistakes.map(\.text)
            let end =
                configuration.path.map { $0 + ": " + (lines.isEmpty ? "nothing is wrong" : findings(lines.count)) }
                ?? "there is no configuration file"
            let delivery = StandardStream.output.write((lines + [end]).map { $0 + "\n" }.joined())
            return delivery == .failed ? delivery.status : mistakes.isEmpty ? .success : .usage
        }
    }

    private static func findings(_ count: Int) -> String { count == 1 ? "1 finding" : "\(count) findings" }
}
