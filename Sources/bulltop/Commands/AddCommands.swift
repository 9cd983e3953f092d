internal import JSONText
internal import Queues

extension CommandEntry {
    static let add = changing(
        "add", operands: [.queue, Operand("NAME")], options: [.data, .opts, .create],
        summary: "Add a job, whose id is printed.",
        details: [
            "Data is {} unless --data says otherwise. Options are checked as the official client does: attempts, backoff, "
                + "delay, priority, jobId, lifo, removeOnComplete, removeOnFail, deduplication..."
        ]
    ) { session throws(CommandFailure) in
        let queue = try session.queueToFill(session.operands[0])
        let (data, opts) = (session.parameters.data ?? Array("{}".utf8), session.parameters.opts ?? Array("{}".utf8))
        let job = NewJob(name: session.operands[1].bytes, data: data, options: opts)
        return Change(
            .init("add", "added"), "a job to \(session.shown(queue.name))", [.queue(.add(job), queue)])
    }

    static let `import` = changing(
        "import", operands: [.queue], options: [.create],
        summary: "Add the jobs of standard input, a line of JSON each, whose ids are printed.",
        details: [
            "A line has name, data and opts, as export writes it; what else it has is left out. A job gets a new id, unless "
                + "opts has a jobId; where that exists, nothing is added. Delayed jobs run when they would have run, others as "
                + "soon as they can. Relations to parents and schedulers are not taken over. A line that is no job ends it; those before are added by then."
        ]
    ) { session throws(CommandFailure) in
        let queue = try session.queueToFill(session.operands[0])
        var input = StandardInput()
        var number = 0
        return Change(.init("import", "imported"), "jobs into \(session.shown(queue.name))", of: queue, caution: .ask) {
            () throws(CommandFailure) in
            while let line = input.line() {
                number += 1
                guard !line.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }) else { continue }
                return .queue(.add(try ImportedJob.read(line, number: number, now: WallClock.now)), queue)
            }
            return nil
        }
    }
}

/// A line of what `export` wrote.
enum ImportedJob {
    /// Options that tie a job to others, or to what it was: they make no sense for a new one (data model, 4.23).
    private static let dropped: Set<String> = [
        "parent", "repeat", "repeatJobKey", "prevMillis", "tm", "telemetry", "omc", "timestamp", "fpof", "cpof", "idof",
        "rdof", "delay",
    ]
    /// What stored options are called, and what the official client takes (data model, 2.2).
    private static let names = ["de": "deduplication", "kl": "keepLogs"]

    /// The job of a line. `now` is our clock, in ms since 1970.
    static func read(_ line: [UInt8], number: Int, now: Milliseconds) throws(CommandFailure) -> NewJob {
        let json: JSON
        do {
            json = try JSON(line)
        } catch {
            throw .failed("line \(number) is no JSON: column \(error.column): expected \(error.expected)")
        }
        guard let name = bytes(json["name"]) else { throw .failed("line \(number) has no name of a job") }
        let options = json["opts"]?.members ?? []
        let kept = options.filter { !dropped.contains(String(decoding: $0.name.bytes, as: UTF8.self)) }
        let renamed = kept.map { member in
            let stored = String(decoding: member.name.bytes, as: UTF8.self)
            return JSON.Member(names[stored] ?? stored, member.value)
        }
        let delay = delay(json, now: now).map { [JSON.Member("delay", .number($0))] } ?? []
        return NewJob(
            name: name, data: (json["data"] ?? .object([])).text(), options: JSON.object(renamed + delay).text())
    }

    /// What is left of the delay of a delayed job, in ms.
    private static func delay(_ json: JSON, now: Milliseconds) -> Milliseconds? {
        guard json["state"]?.bytes == Array(JobState.delayed.rawValue.utf8), let delay = json["delay"]?.integer,
            let added = json["timestamp"]?.integer
        else { return nil }
        let (age, isOverflow) = now.subtractingReportingOverflow(added)
        return isOverflow || age < 0 || age >= delay ? nil : delay - age
    }

    /// A string, or the bytes of `{"base64": "..."}`.
    private static func bytes(_ value: JSON?) -> [UInt8]? {
        value?.bytes ?? value?["base64"]?.bytes.flatMap { Base64.bytes(of: $0) }
    }
}
