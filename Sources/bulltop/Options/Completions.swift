/// The completions of the command line for shells.
enum Completions: String, CaseIterable, Sendable {
    case bash, zsh, fish

    var text: String {
        switch self {
        case .bash: Self.bashText
        case .zsh: Self.zshText
        case .fish: Self.fishText
        }
    }

    fileprivate static var entries: [CommandEntry] { CommandEntry.table.filter { !$0.name.isEmpty } }

    /// Returns the words that may follow a command: the commands for help, the shells for completion.
    fileprivate static func operands(of entry: CommandEntry) -> [String] { entry.operands.first?.choices ?? [] }
}

extension Completions {
    /// The completions for bash: after an option with a value, its values; else the options of the command.
    fileprivate static var bashText: String {
        let values = Option.all.compactMap { option -> String? in
            guard let value = option.value else { return nil }
            let words =
                "COMPREPLY=($(compgen \(value.isFile ? "-f " : "")-W '\(value.choices.joined(separator: " "))' -- \"$cur\"))"
            return "        \(option.name)) \(words); return ;;\n"
        }
        let commands = entries.map { entry in
            "        \(entry.name)) words='\((entry.options.map(\.name) + operands(of: entry)).joined(separator: " "))' ;;\n"
        }
        let first = (entries.map(\.name) + CommandEntry.dashboard.options.map(\.name)).joined(separator: " ")
        return """
            # Completion of bulltop for bash.
            _bulltop() {
                local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} word command= words
                COMPREPLY=()
                case $prev in
            \(values.joined())    esac
                for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
                    case $word in
                    \(entries.map(\.name).joined(separator: "|"))) command=$word; break ;;
                    esac
                done
                case $command in
            \(commands.joined())        *) words='\(first)' ;;
                esac
                COMPREPLY=($(compgen -W "$words" -- "$cur"))
            }
            complete -F _bulltop bulltop

            """
    }

    fileprivate static var zshText: String {
        let commands = entries.map { "        '\(escaped($0.name)):\(escaped($0.summary))'\n" }
        let cases = entries.map { entry in
            "        \(entry.name)) _arguments -s -S \(zshSpecs(entry.options)) '*: :(\(operands(of: entry).joined(separator: " ")))' ;;\n"
        }
        return """
            #compdef bulltop
            # Completion of bulltop for zsh.
            _bulltop() {
                local -a commands
                commands=(
            \(commands.joined())    )
                local curcontext=$curcontext state line
                typeset -A opt_args
                _arguments -s -S -C \(zshSpecs(CommandEntry.dashboard.options)) '1:command:->command' '*::word:->words'
                case $state in
                command) _describe command commands ;;
                words)
                    case $line[1] in
            \(cases.joined())        esac ;;
                esac
            }
            if [ "$funcstack[1]" = _bulltop ]; then _bulltop "$@"; else compdef _bulltop bulltop; fi

            """
    }

    private static func zshSpecs(_ options: [Option]) -> String {
        options.flatMap { option in
            [option.short, option.name].compactMap { $0 }.map { name in
                let value = option.value.map { value in
                    let choices = value.choices.isEmpty ? "" : "(\(value.choices.joined(separator: " ")))"
                    return ":\(escaped(value.called)):\(value.isFile ? "_files" : choices)"
                }
                let sign = value != nil && name.hasPrefix("--") ? "=" : ""
                return "'\(name)\(sign)[\(escaped(option.summary))]\(value ?? "")'"
            }
        }.joined(separator: " ")
    }

    fileprivate static var fishText: String {
        let names = entries.map(\.name).joined(separator: " ")
        let commands = entries.map { entry in
            "complete -c bulltop -n \"not __fish_seen_subcommand_from \(names)\" -f -a \(entry.name) -d '\(quoted(entry.summary))'\n"
        }
        let options = CommandEntry.table.flatMap { entry in
            let condition =
                entry.name.isEmpty
                ? "not __fish_seen_subcommand_from \(names)" : "__fish_seen_subcommand_from \(entry.name)"
            let words = operands(of: entry)
            let operand =
                words.isEmpty
                ? [] : ["complete -c bulltop -n \"\(condition)\" -f -a '\(words.joined(separator: " "))'\n"]
            return operand + entry.options.map { fishLine($0, condition) }
        }
        return "# Completion of bulltop for fish.\ncomplete -c bulltop -f\n" + (commands + options).joined()
    }

    private static func fishLine(_ option: Option, _ condition: String) -> String {
        let short = option.short.map { " -s \($0.dropFirst())" } ?? ""
        let value = option.value.map { value in
            let choices = value.choices.isEmpty ? "" : " -a '\(value.choices.joined(separator: " "))'"
            return (value.isFile ? " -rF" : " -x") + choices
        }
        return "complete -c bulltop -n \"\(condition)\"\(short) -l \(option.name.dropFirst(2))\(value ?? "") "
            + "-d '\(quoted(option.summary))'\n"
    }

    /// Returns a text for use within single quotes.
    private static func quoted(_ text: String) -> String {
        text.reduce(into: "") { $0 += $1 == "'" ? "’" : String($1) }
    }

    /// Returns a text for use within single quotes, escaped so that zsh takes it literally.
    private static func escaped(_ text: String) -> String {
        quoted(text).reduce(into: "") { $0 += "[]:\\".contains($1) ? "\\\($1)" : String($1) }
    }
}
