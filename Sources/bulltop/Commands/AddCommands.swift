internal import Dashboard
internal import JSONText
internal import Queues

extension CommandEntry {
    static let add = changing(
        "add", operands: [.queue, Operand("NAME")], options: [.data, .opts, .create, .library],
        summary: "Add a job and print its id.",
        details: [
            "Data is {} unless --data says otherwise. Options are checked as the official client does: attempts, backoff, "
                + "delay, priority, jobId, lifo, removeOnComplete, removeOnFail, deduplication..."
        ]
    ) { session throws(CommandFailure) in
        let queue = try session.queueToFill(session.operands[0])
        let (data, opts) = (session.parameters.data ?? Array("{}".utf8), session.parameters.opts ?? Array("{}".utf8))
        var job = NewJob(name: session.operands[1].bytes, data: data, options: opts)
        job.library = session.parameters.library
        return Change(.queue(.add(job), queue))
    }

    static let `import` = changing(
        "import", operands: [.queue], options: [.create, .library],
        summary: "Add jobs from standard input, one line of JSON each, and print their ids.",
        details: [
            "A line has name, data and opts, as export writes it, with runAt of delayed jobs, and the priority. Delayed jobs run "
                + "when they would have run; all others wait for a worker, whatever their state was. A job gets a new id, "
                + "unless opts has a jobId; where that exists, or another job owns the deduplication id, nothing is added.",
            "Logs, attempts made and results are left behind, and so are the ties to parents and schedulers. A job that waits "
                + "for its children, and a line that is not a job, are reported with their line and left out.",
        ]
    ) { session throws(CommandFailure) in
        let queue = try session.queueToFill(session.operands[0])
        var input = StandardInput()
        var (number, leftOut) = (0, 0)
        return ChangeFeed(filling: queue) {
            () throws(CommandFailure) in
            while var line = input.line() {
                number += 1
                if number == 1, line.starts(with: [0xEF, 0xBB, 0xBF]) { line.removeFirst(3) }
                guard !line.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }) else { continue }
                do throws(CommandFailure) {
                    var job = try ImportedJob(line, number: number).job(now: WallClock.now)
                    // What the first one makes shows the library to those behind it.
                    job.library = session.parameters.library
                    return .queue(.add(job), queue)
                } catch {
                    leftOut += 1
                    if let text = error.text { session.complain(text) }
                }
            }
            guard leftOut > 0 else { return nil }
            throw .failed("not imported: \(Format.count(leftOut, "line")) of \(Format.count(number))")
        }
    }
}
