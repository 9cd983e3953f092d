import Queues

/// Why a job failed: the reason, and the stack traces of its attempts.
struct JobFailure: Equatable, Sendable {
    let reason: Excerpt?
    let stack: Excerpt?
    let deferred: [UInt8]?
    let attemptsMade: Int?
    let attemptsAllowed: Int?

    /// Creates the failure of `detail`; nil where it has none.
    init?(_ detail: JobDetail) {
        reason = detail.fields[.failedReason].flatMap { $0.total > 0 ? $0 : nil }
        // A job that never failed has no traces, or an empty array of them.
        stack = detail.fields[.stacktrace].flatMap { $0.total > 0 && $0.bytes != Array("[]".utf8) ? $0 : nil }
        deferred = detail.deferredFailure
        attemptsMade = detail.row.attemptsMade
        attemptsAllowed = detail.row.attemptsAllowed
        if reason == nil, stack == nil, deferred == nil { return nil }
    }

    /// The traces, as far as they were read; nil where they are none.
    var traces: JSONStrings? {
        guard let stack, stack.offset == 0, !stack.isForbidden else { return nil }
        guard let traces = JSONStrings(stack.bytes) else { return nil }
        return traces.isCut && stack.isWhole ? nil : traces
    }

    /// What there is to say about the traces.
    var note: JobNote? {
        guard let stack else { return reason.flatMap { JobNote($0) } }
        return JobNote(stack) ?? (traces == nil ? .noTraces : nil)
    }

    /// All of it, the newest trace first.
    var document: TextDocument {
        var document = TextDocument()
        if let reason { Self.append(reason, to: &document) }
        if let deferred {
            document.appendLine("Deferred failure, which the next worker will give it", .title)
            document.appendLines(deferred, .error)
            document.endLine()
        }
        if let stack { append(stack, to: &document) }
        return document
    }

    /// What `latest` is about.
    var latestTitle: String {
        guard let traces, !traces.isCut, let last = traces.strings.indices.last else { return "failure" }
        return title(last, of: traces.strings.count)
    }

    /// The newest trace, below the reason where the trace does not begin with it.
    var latest: TextDocument {
        var document = TextDocument()
        let trace = traces.flatMap { $0.isCut ? nil : $0.strings.last } ?? []
        let words = Needle(String(decoding: reason?.bytes.firstLine ?? [], as: UTF8.self))
        if let reason, trace.isEmpty || !words.isFound(in: trace.firstLine) {
            document.appendLines(reason.bytes, .error)
            if !reason.isWhole { document.appendLine(JobNote.cutHere(reason), .warning) }
        }
        if let deferred, reason == nil { document.appendLines(deferred, .error) }
        Self.append(trace, to: &document)
        return document
    }

    private static func append(_ reason: Excerpt, to document: inout TextDocument) {
        document.appendLine("Failure reason", .title)
        document.appendLines(reason.bytes, .error)
        if !reason.isWhole { document.appendLine(JobNote.cutHere(reason), .warning) }
        document.endLine()
    }

    private func append(_ stack: Excerpt, to document: inout TextDocument) {
        guard let traces else {
            document.appendLine("Stack traces", .title)
            return document.appendLines(stack.bytes, .text)
        }
        for (index, trace) in traces.strings.enumerated().reversed() {
            document.mark()
            // What was cut off was newer: then the number of a trace is not known.
            let isKnown = !traces.isCut
            document.appendLine(isKnown ? title(index, of: traces.strings.count) : "trace \(index + 1)", .title)
            Self.append(trace, to: &document)
            if traces.isCut, index == traces.strings.count - 1 {
                document.appendLine(JobNote.cutHere(stack), .warning)
            }
            if index > 0 { document.endLine() }
        }
    }

    /// The newest trace is that of the latest attempt, and is the last one (data model, 2.1). A reset of the attempts
    /// leaves traces of before.
    func title(_ index: Int, of count: Int) -> String {
        guard let attemptsMade else { return "an attempt" }
        let attempt = attemptsMade - (count - 1 - index)
        guard attempt > 0 else { return "an earlier attempt" }
        guard let allowed = attemptsAllowed else { return "attempt \(attempt)" }
        return attempt <= allowed ? "attempt \(attempt) of \(allowed)" : "attempt \(attempt) (\(allowed) allowed)"
    }

    private static func append(_ trace: [UInt8], to document: inout TextDocument) {
        var reader = StackTrace()
        TextDocument.forEachLine(of: trace) { range in
            document.appendTabbed(trace[range], reader.role(of: trace[range]))
        }
    }
}
