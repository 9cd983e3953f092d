internal import Queues

extension CommandEntry {
    static let data = changing(
        "data", operands: [.queue, .job], options: [.data, .oldData], summary: "Replace the data of a job."
    ) { session throws(CommandFailure) in
        guard let data = session.parameters.data else {
            throw .usage(.missingOption("--data JSON", command: "data"))
        }
        return try session.change(.updateData(data, old: session.parameters.oldData))
    }

    static let log = changing(
        "log", operands: [.queue, .job, Operand("LINE", .optional)], options: [.clear, .keep],
        summary: "Add a line to the log of a job, or clear it."
    ) { session throws(CommandFailure) in
        let line = session.operands.dropFirst(2).first
        guard session.parameters.clears else {
            guard let line else {
                throw .usage(.missingOperand("LINE or --clear", usage: session.invocation.entry.usage))
            }
            return try session.change(.addLog(line.bytes))
        }
        guard line == nil else { throw .usage(.conflict("give a line or --clear, not both")) }
        return try session.change(.clearLogs(keeping: session.parameters.kept))
    }
}

extension CommandSession {
    /// A change of the one job that is named.
    fileprivate func change(_ change: JobChange) throws(CommandFailure) -> Change {
        let queue = try queue(operands[0])
        return Change(.job(change, Operation.Target(queue: queue, job: JobID(operands[1].bytes), state: nil)))
    }
}
