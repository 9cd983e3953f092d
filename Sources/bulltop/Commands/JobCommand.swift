internal import Canvas
internal import Dashboard
internal import JSONText
internal import Queues
internal import Threads

extension CommandEntry {
    static let job = reading(
        "job", NoOptions.self, operands: [Operand("QUEUE", .optional), .job], summary: "Show all details of a job.",
        details: [
            "Data, options, return value and stack traces are shown in full, with the strings of JSON decoded for reading; --json "
                + "has them as they are stored. Without a queue, the id is looked for "
                + "in all of them; where several have it, they are listed and none is shown."
        ]
    ) { session, _ throws(CommandFailure) in
        let words = session.operands
        let queue = words.count == 1 ? try session.queue(having: words[0]) : try session.queue(words[0])
        let (detail, job) = try session.job(words[words.count - 1], of: queue)
        guard session.output.format == .table else {
            return try session.print(JobDocument(job, session), isItem: false)
        }
        let state = detail.row.state?.rawValue ?? "unlisted"
        let title =
            "\(session.shown(job["name"] ?? [])) \(session.shown(job.id.bytes)) of \(session.shown(queue.name)): \(state)"
        try session.output.print([title] + session.listing.lines(detail))
        try session.printSections(of: job)
    }
}

extension CommandSession {
    /// Returns the only queue that has a job of this id. Throws where there is none, or several.
    fileprivate func queue(having id: Argument) throws(CommandFailure) -> QueueID {
        let all = try allQueues().map(\.id)
        let found = try ask { store throws(Trouble) in try store.queues(among: all, having: JobID(id.bytes)) }
        guard found.count < 2 else {
            let names = found.map { "'\(shown($0.base))'" }.joined(separator: ", ")
            throw .failed(
                "\(Format.count(found.count)) queues have a job '\(shown(id.bytes))'; name one of them: \(names)")
        }
        guard let queue = found.first else { throw .failed("no queue has a job '\(shown(id.bytes))'") }
        return queue
    }

    /// Returns a job by its typed id, with the details on its screen and all of its fields.
    func job(_ word: Argument, of queue: QueueID) throws(CommandFailure) -> (JobDetail, StoredJob) {
        let request = JobRequest(queue: queue, id: JobID(word.bytes))
        let found = try ask { store throws(Trouble) -> (JobDetail, StoredJob)? in
            let answer = try store.answer(.job(request), now: WallClock.now)
            guard case .job(let detail?) = answer.content else { return nil }
            findings.note(detail.unreadable, of: queue, isPart: !detail.isUnreadable)
            if detail.isUnreadable { return (detail, StoredJob(queue: queue, id: detail.row.id, state: nil)) }
            return try store.storedJobs([detail.row], of: queue).first.map { (detail, $0) }
        }
        if let (detail, _) = found, let part = detail.unreadable.first, detail.isUnreadable {
            throw .failed("cannot read job '\(shown(word.bytes))' of '\(shown(queue.name))': \(part.trouble.reason)")
        }
        guard let found else {
            throw .failed("there is no job '\(shown(word.bytes))' in '\(shown(queue.name))'")
        }
        return found
    }

    /// Prints the large fields of the job, each under its name.
    fileprivate func printSections(of job: StoredJob) throws(CommandFailure) {
        for field in ["failedReason", "stacktrace", "data", "opts", "progress", "returnvalue"] {
            guard let length = job[field]?.count ?? job.large[Array(field.utf8)], length > 0 else { continue }
            try output.print(["", field + ":"])
            guard let value = job[field], field == "stacktrace" || length <= JobDocument.smallText else {
                try printPieces(of: field, job)
                continue
            }
            for text in texts(of: value, isPlain: field == "failedReason") {
                try output.print(text: text, indent: "  ")
            }
        }
    }

    /// Prints a large value in pieces, without parsing it in memory: JSON indented, other text as it is.
    private func printPieces(of field: String, _ job: StoredJob) throws(CommandFailure) {
        var form = FieldForm(mayBeJSON: field != "failedReason")
        try stream(field, of: job) { piece throws(CommandFailure) in form.take(piece) }
        var (printer, text, reader) = (JSONReprinter(.indented(2)), TextPieces(indent: "  "), EscapeReader())
        try stream(field, of: job) { piece throws(CommandFailure) in
            guard form.isJSON else { return try output.write(text.take(piece)) }
            var (indented, readable): ([UInt8], [UInt8]) = ([], [])
            printer.take(piece, into: &indented)
            if glyphs.isASCII { readable = indented } else { reader.take(indented, into: &readable) }
            try output.write(text.take(readable[...]))
        }
        try output.write(text.ending())
    }

    /// Returns a value as texts: JSON indented and its strings decoded for reading, each trace of a stack separately, other text
    /// as it is.
    private func texts(of value: [UInt8], isPlain: Bool) -> [[UInt8]] {
        let json = isPlain ? nil : try? JSON(value)
        let traces = json?.elements.flatMap { elements in
            elements.isEmpty || elements.contains { $0.bytes == nil } ? nil : elements.compactMap(\.bytes)
        }
        let indented = json?.text(indentation: 2)
        return traces ?? [indented.map { glyphs.isASCII ? $0 : EscapeReader.read($0) } ?? value]
    }
}
