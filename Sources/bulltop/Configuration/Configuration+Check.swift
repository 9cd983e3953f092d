internal import Themes

/// The findings of `config check`, beyond those of every start.
extension Configuration {
    /// All errors of the file, by line, even in sections of connections that are not used now.
    var mistakes: [UsageError] {
        guard path != nil else { return [] }
        let lines = (faults + entries.compactMap { entry in mistake { () throws(UsageError) in try check(entry) } })
            .sorted { ($0.line ?? 0) < ($1.line ?? 0) }
        let chosen = mistake { () throws(UsageError) in
            _ = try complete(CommandWords(), of: .dashboard, Environment(privateDirectories: []))
        }
        let wholes = connections.compactMap { name in mistake { () throws(UsageError) in try check(connection: name) } }
        return (lines + [chosen].compactMap { $0 } + wholes).reduce(into: []) { found, error in
            if !found.contains(error) { found.append(error) }
        }
    }

    private func mistake(_ check: () throws(UsageError) -> Void) -> UsageError? {
        do throws(UsageError) {
            try check()
            return nil
        } catch {
            return error
        }
    }

    /// Returns whether the line of an option has a value that cannot be understood.
    func isWrong(_ entry: INIEntry) -> Bool {
        mistake { () throws(UsageError) in _ = try values(entry) } != nil
    }

    /// Returns whether a mistake is in a line that counts where this connection is opened.
    func counts(_ mistake: UsageError, opening connection: String?) -> Bool {
        guard let line = mistake.line, let entry = entries.first(where: { $0.line == line }),
            case .connection(let name)? = Section(entry.section)
        else { return true }
        return name == connection
    }

    /// Returns the option that a line gives, and its value; nil where it gives none.
    private func values(_ entry: INIEntry) throws(UsageError) -> (given: GivenOption, values: ScreenOptions)? {
        switch Section(entry.section) {
        case .defaults?, .connection?: break
        case .keys?, .columns?, .thresholds?, .alarm?, .command?, nil: return nil
        }
        guard let option = option(of: entry, for: .dashboard), let given = try given(option, entry) else { return nil }
        return (given, try CommandWords(options: [given]).values(ScreenOptions.options))
    }

    /// Checks one line, and the file that it names.
    private func check(_ entry: INIEntry) throws(UsageError) {
        guard let (given, values) = try values(entry) else { return }
        let option = given.option
        do throws(UsageError) {
            if values.theme != nil {
                _ = try ThemeChoice(values.theme)
            } else if let value = option.value, value.isFile,
                let problem = SmallFile.problem(with: given.value.text, isDirectory: value.called == "DIRECTORY")
            {
                throw UsageError.conflict("\(option.key) \(given.value.text): \(problem)")
            }
        } catch {
            throw given.origin.error(error)
        }
    }

    /// Checks the lines of a connection together.
    private func check(connection name: String) throws(UsageError) {
        guard let option = CommandEntry.dashboard.options.first(where: { $0.name == "--connection" }) else { return }
        let words = CommandWords(options: [GivenOption(option: option, value: Argument(name))])
        let whole = try complete(words, of: .dashboard, Environment(privateDirectories: []))
        let values: ScreenOptions = try whole.values(ScreenOptions.options)
        let line = entries.first { Section($0.section) == .connection(name) }?.line
        do throws(UsageError) {
            var connection = values.connection
            (connection.asksPassword, connection.passwordCommand, connection.passwordFile) = (false, nil, nil)
            _ = try Target.source(connection, Environment(privateDirectories: []))
        } catch {
            throw .configuration(path: path ?? "", line: line, problem: "[connection \(name)] \(error.plainText)")
        }
    }
}

/// Passwords.
extension Configuration {
    /// Notes where a section has more than one source of the password, and which of them counts.
    mutating func remarkOnPasswords() {
        let keys = ["askpass", "password-command", "password-file"]
        for heading in entries.reduce(into: [String](), { if !$0.contains($1.section) { $0.append($1.section) } }) {
            switch Section(heading) {
            case .defaults?, .connection?: break
            case .keys?, .columns?, .thresholds?, .alarm?, .command?, nil: continue
            }
            let lines = entries.filter { $0.section == heading }
            let given = keys.compactMap { key in lines.last { $0.name == key } }
                .filter { $0.name != "askpass" || Self.truth($0.value) == true }
            guard let counted = given.first else { continue }
            for other in given.dropFirst() {
                remark(other.line, "\(other.name) does not count: [\(heading)] has \(counted.name), too")
            }
        }
    }
}

extension UsageError {
    /// The line of a mistake in a configuration file; nil for others.
    var line: Int? { if case .configuration(_, let line, _) = self { line } else { nil } }
}
