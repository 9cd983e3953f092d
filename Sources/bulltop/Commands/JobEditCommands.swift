internal import Queues

/// The options for changing the data of a job.
struct DataOptions: CommandOptions {
    /// The new data, JSON text.
    var data: [UInt8]?
    /// The data that the job must have, byte for byte; nil for any.
    var oldData: [UInt8]?

    static let options: [OptionBinding<DataOptions>] = [
        .data(\.data),
        .bytes(
            "--old", "JSON", \.oldData, summary: "Refuse the change unless the data is still this, byte for byte."),
    ]
}

/// The options for changing a log.
struct LogOptions: CommandOptions {
    /// Whether lines are removed, instead of one being added.
    var clears = false
    /// The number of the newest lines that stay.
    var kept = 0

    static let options: [OptionBinding<LogOptions>] = [
        .flag("--clear", \.clears, summary: "Remove lines instead of adding one."),
        .value("--keep", "N", \.kept, summary: "Keep the newest N lines (0).") { word throws(UsageError) in
            try OptionValue.whole("--keep", word, in: ChangeBound.kept)
        },
    ]
}

extension CommandEntry {
    static let data = changing(
        "data", DataOptions.self, operands: [.queue, .job], summary: "Replace the data of a job."
    ) { session, options throws(CommandFailure) in
        guard let data = options.data else {
            throw .usage(.missingOption("--data JSON", command: "data"))
        }
        return try session.change(.updateData(data, old: options.oldData))
    }

    static let log = changing(
        "log", LogOptions.self, operands: [.queue, .job, Operand("LINE", .optional)],
        summary: "Add a line to the log of a job, or clear it."
    ) { session, options throws(CommandFailure) in
        let line = session.operands.dropFirst(2).first
        guard options.clears else {
            guard let line else {
                throw .usage(.missingOperand("LINE or --clear", usage: session.entry.usage))
            }
            return try session.change(.addLog(line.bytes))
        }
        guard line == nil else { throw .usage(.conflict("give a line or --clear, not both")) }
        return try session.change(.clearLogs(keeping: options.kept))
    }
}

extension CommandSession {
    /// Returns a change of the named job.
    fileprivate func change(_ change: JobChange) throws(CommandFailure) -> Change {
        let queue = try queue(operands[0])
        return Change(.job(change, Operation.Target(queue: queue, job: JobID(operands[1].bytes), state: nil)))
    }
}
