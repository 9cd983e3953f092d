internal import Dashboard
internal import JSONText

/// The form of what the command prints.
struct ConfigOptions: CommandOptions {
    var format = OutputFormat.table

    static let options: [OptionBinding<ConfigOptions>] = [
        .flag("--json", \.format, .json, summary: Option.json.summary),
        .flag("--jsonl", \.format, .jsonLines, summary: "Print JSON, one line for each item."),
    ]
}

extension CommandEntry {
    static let config = CommandEntry(
        "config", .shell, operands: [Operand("ACTION", choices: ["check"])], options: ConfigOptions.options,
        summary: "Check the configuration file.",
        details: ["Says all that is wrong in it and on which line, also in sections that are not used now."],
        tables: [.columns, .thresholds]
    ) { options, operands throws(UsageError) in
        _ = try OptionValue.choice("ACTION", operands[0], of: ["check"])
        return .program { environment throws(UsageError) in
            let configuration = try Configuration.read(environment, isExamined: true)
            let mistakes = configuration.mistakes
            let delivery: StandardStream.Delivery
            if options.format == .table {
                delivery = StandardStream.output.write(text(configuration, mistakes))
            } else {
                let findings =
                    configuration.warnings.map { JSON.finding($0, "warning") }
                    + mistakes.map { JSON.finding($0, "error") }
                delivery = StandardStream.output.write(options.format.text(of: findings), as: .json)
            }
            return delivery == .failed ? delivery.status : mistakes.isEmpty ? .success : .usage
        }
    }

    private static func text(_ configuration: Configuration, _ mistakes: [UsageError]) -> String {
        let lines = configuration.remarks.map { $0 + " (warning)" } + mistakes.map(\.text)
        let end =
            configuration.path.map { $0 + ": " + (lines.isEmpty ? "nothing is wrong" : findings(lines.count)) }
            ?? "there is no configuration file"
        return (lines + [end]).map { $0 + "\n" }.joined()
    }

    private static func findings(_ count: Int) -> String { count == 1 ? "1 finding" : "\(count) findings" }
}

extension JSON {
    /// Returns a finding as the command prints it.
    fileprivate static func finding(_ finding: UsageError, _ verdict: String) -> JSON {
        var (file, line, problem) = (String?.none, Int?.none, finding.text)
        if case .configuration(let path, let number, let words) = finding {
            (file, line, problem) = (path, number, words)
        }
        return .object([
            Member("file", file.map { .string($0) } ?? .null), Member("line", .number(line)),
            Member("verdict", .string(verdict)), Member("finding", .string(problem)),
        ])
    }
}
