internal import Dashboard
internal import Queues

/// The way to the queues by a configuration that has mistakes: its other lines, and the command line.
struct MendedWay {
    /// The options, as far as they are known.
    private(set) var options: SessionOptions
    /// The lines that have no mistake.
    private(set) var configuration: Configuration
    /// What is wrong in the file.
    var found = Diagnosis()
    /// Whether the server is known. Where the line that names it may be the wrong one, no other server is looked at in its place.
    private(set) var isKnown = true

    /// Reads the file again, without what is wrong. `mistake` is what keeps it from being used, and `words` are those of the
    /// command line. Throws for mistakes of the command line.
    init(_ words: CommandWords, _ mistake: UsageError, _ environment: Environment) throws(UsageError) {
        var isWhole = true
        do throws(UsageError) { configuration = try Configuration.read(environment, isExamined: true) } catch {
            (configuration, isWhole) = (Configuration(), false)
            found.note("configuration", .error, error.text, "See docs/configuration.md.")
        }
        let file = configuration
        configuration.leaveOutMistakes()
        isWhole = isWhole && !file.hasBadLine && configuration.entries.count == file.entries.count
        var whole = words
        do throws(UsageError) { whole = try configuration.complete(words, of: .doctor, environment) } catch {
            guard case .configuration = error else { throw error }
            isKnown = false
        }
        let values: DoctorOptions = try whole.values(DoctorOptions.options)
        options = values.session
        let namesServer = options.connection.url != nil || environment.value(of: "--url") != nil
        isKnown = isKnown && (isWhole || namesServer)
        if file.path != nil {
            let chosen = try? configuration.chosenConnection(words, .doctor, environment)
            found.note(file, isRefused: true, opening: chosen)
        }
        if !found.hasError { found.note("configuration", .error, mistake.text, "See docs/configuration.md.") }
    }
}
