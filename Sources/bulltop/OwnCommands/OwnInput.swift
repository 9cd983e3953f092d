internal import Dashboard
internal import Glibc
internal import JSONText
internal import Queues
internal import Threads

/// What a command of the operator gets: facts in its environment, and the job or queue as JSON on its standard input.
enum OwnInput {
    /// Returns an open file with the JSON of the subject, as `bulltop job` and `bulltop queues` print it, at its beginning. Its
    /// name is removed already, so that nothing is left of it.
    static func file(
        _ subject: OwnRun.Subject, _ source: StoreSource, _ environment: Environment, _ stop: StopSignal?
    ) throws(FileFailure) -> Int32 {
        let (descriptor, path) = try nameless(in: environment.privateDirectories)
        let file = NewFile(open: descriptor, path: path)
        let session = CommandSession(exportingFrom: source, environment, stop) { file.write($0) }
        do throws(CommandFailure) {
            guard try session.print(subject) else {
                close(descriptor)
                throw .failed("It does not exist any more")
            }
            try session.output.flush()
        } catch {
            close(descriptor)
            throw file.failure ?? FileFailure("\(error.text ?? "It cannot be read").")
        }
        lseek(descriptor, 0, SEEK_SET)
        return descriptor
    }

    private static func nameless(in parents: [String]) throws(FileFailure) -> (Int32, String) {
        for parent in parents {
            var template = Array("\(parent)/bulltop-XXXXXX".utf8CString)
            let descriptor = mkstemp(&template)
            guard descriptor >= 0 else { continue }
            _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
            unlink(template)
            return (descriptor, parent)
        }
        throw .system(parents.last ?? "")
    }

    /// Returns our environment with the facts of a run.
    static func variables(of run: OwnRun, _ source: StoreSource, isReadOnly: Bool) -> [String] {
        func text(_ bytes: [UInt8]) -> String { String(decoding: bytes.filter { $0 != 0 }, as: UTF8.self) }
        let queue = run.subject.queue
        var facts = [
            ("COMMAND", run.command.name), ("SERVER", source.address), ("DATABASE", "\(source.database)"),
            ("PREFIX", text(queue.prefix)), ("QUEUE", text(queue.name)), ("READ_ONLY", isReadOnly ? "1" : "0"),
        ]
        if case .job(let target, let name) = run.subject {
            facts += [
                ("JOB", text(target.job.bytes)), ("NAME", text(name ?? [])), ("STATE", target.state?.rawValue ?? ""),
            ]
        }
        return ChildProcess.inheritedEnvironment + facts.map { "BULLTOP_\($0)=\($1)" }
    }
}

extension CommandSession {
    /// Prints the subject of a run as one line of JSON. Returns whether it exists.
    fileprivate func print(_ subject: OwnRun.Subject) throws(CommandFailure) -> Bool {
        switch subject {
        case .job(let target, _):
            return try printJobs([JobRow(id: target.job, state: target.state)], of: target.queue) > 0
        case .queue(let queue):
            let found = try ask { store throws(Trouble) in try store.summaries(of: [queue], now: WallClock.now) }
            for queue in found { try output.print(item: JSON.queue(queue)) }
            return !found.isEmpty
        }
    }
}
