internal import Themes

/// The findings of `config check`, beyond those of every start.
extension Configuration {
    /// All errors of the file, by line, even in sections of connections that are not used now.
    var mistakes: [UsageError] {
        guard path != nil else { return [] }
        let lines = entries.compactMap { entry in mistake { () throws(UsageError) in try check(entry) } }
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

    /// Checks one line, and the file that it names.
    private func check(_ entry: INIEntry) throws(UsageError) {
        switch Section(entry.section) {
        case .defaults?, .connection?: break
        case .keys?, .columns?, .thresholds?, .alarm?, .command?, nil: return
        }
        guard let option = option(of: entry, for: .dashboard), let given = try given(option, entry) else { return }
        let values: ScreenOptions = try CommandWords(options: [given]).values(ScreenOptions.options)
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
