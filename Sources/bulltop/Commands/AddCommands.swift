internal import Dashboard
internal import JSONText
internal import Queues
internal import Threads

/// The options for the job to add.
struct AddOptions: CommandOptions {
    /// The data, JSON text.
    var data: [UInt8]?
    /// The options of the job, JSON text.
    var opts: [UInt8]?
    var creation = CreationOptions()

    static let options: [OptionBinding<AddOptions>] =
        [.data(\.data), .opts(\.opts)] + CreationOptions.options.on(\.creation)
}

/// The options for filling a queue that may be a new one.
struct CreationOptions: CommandOptions {
    var createsQueue = false
    /// The library of a queue whose keys do not show one.
    var library: Library?

    static let options: [OptionBinding<CreationOptions>] = [
        .create(\.createsQueue),
        .value(
            "--library", Option.Value("LIBRARY", choices: Library.allCases.map(\.rawValue)), \.library,
            summary: "The library of a queue that shows none, as a new one: bull or bullmq."
        ) { word throws(UsageError) in
            Library(rawValue: try OptionValue.choice("--library", word, of: Library.allCases.map(\.rawValue)))
        },
    ]
}

extension CommandEntry {
    static let add = changing(
        "add", AddOptions.self, operands: [.queue, Operand("NAME")],
        summary: "Add a job and print its id.",
        details: [
            "Data is {} unless --data says otherwise. Options are checked as the official client does: attempts, backoff, "
                + "delay, priority, jobId, lifo, removeOnComplete, removeOnFail, deduplication..."
        ]
    ) { session, options throws(CommandFailure) in
        let queue = try session.queueToFill(session.operands[0], options.creation)
        let (data, opts) = (options.data ?? Array("{}".utf8), options.opts ?? Array("{}".utf8))
        var job = NewJob(name: session.operands[1].bytes, data: data, options: opts)
        job.library = options.creation.library
        return Change(.queue(.add(job), queue))
    }

    static let `import` = changing(
        "import", CreationOptions.self, operands: [.queue],
        summary: "Add jobs from standard input, one line of JSON each, and print their ids.",
        details: [
            "A line has name, data and opts, as export writes it, with runAt of delayed jobs, and the priority. Delayed jobs run "
                + "when they would have run; all others wait for a worker, whatever their state was. A job gets a new id, "
                + "unless opts has a jobId; where that exists, or another job owns the deduplication id, nothing is added.",
            "Logs, attempts made and results are left behind, and so are the ties to parents and schedulers. A job that waits "
                + "for its children, and a line that is not a job, are reported with their line and left out.",
        ]
    ) { session, options throws(CommandFailure) in
        let queue = try session.queueToFill(session.operands[0], options)
        var input = StandardInput()
        var (number, leftOut) = (0, 0)
        let leftOutLines = {
            leftOut == 0
                ? nil
                : (leftOut, "not imported: \(Format.count(leftOut, "line")) of \(Format.count(number))")
        }
        return ChangeFeed(filling: queue, leftOut: leftOutLines) {
            () throws(CommandFailure) in
            while var line = input.line() {
                number += 1
                if number == 1, line.starts(with: [0xEF, 0xBB, 0xBF]) { line.removeFirst(3) }
                guard !line.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }) else { continue }
                do throws(CommandFailure) {
                    var job = try ImportedJob(line, number: number).job(now: WallClock.now)
                    // The first job shows the library for the following ones.
                    job.library = options.library
                    return .queue(.add(job), queue)
                } catch {
                    leftOut += 1
                    if let text = error.text { session.complain(text) }
                }
            }
            return nil
        }
    }
}
