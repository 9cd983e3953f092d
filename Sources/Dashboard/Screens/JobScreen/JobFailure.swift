import Queues

/// The failure of a job: the reason, and the stack trace of one of its attempts.
struct JobFailure: Equatable, Sendable {
    let reason: Excerpt?
    let stack: Excerpt?
    let deferred: [UInt8]?
    /// The shown attempt: the number of stack traces after it.
    var place = 0

    /// Creates the failure of `detail`; nil where it has none.
    init?(_ detail: JobDetail, place: Int = 0) {
        reason = detail.fields[.failedReason].flatMap { $0.total > 0 ? $0 : nil }
        // A job that never failed has no traces, or an empty array of them.
        stack = detail.fields[.stacktrace].flatMap { $0.total > 0 && $0.bytes != Array("[]".utf8) ? $0 : nil }
        deferred = detail.deferredFailure
        self.place = place
        if reason == nil, stack == nil, deferred == nil { return nil }
    }

    /// The traces, the newest at the end (data model, 2.1), as far as they were read; nil where they are not valid.
    var traces: JSONStrings? {
        guard let stack, stack.offset == 0, !stack.isForbidden else { return nil }
        guard let traces = JSONStrings(stack.bytes) else { return nil }
        return traces.isCut && stack.isWhole ? nil : traces
    }

    /// The note on the traces.
    var note: JobNote? {
        guard let stack else { return reason.flatMap { JobNote($0) } }
        return JobNote(stack) ?? (traces == nil ? .noTraces : nil)
    }

    /// The trace of the shown attempt, with the reason and notes.
    var document: TextDocument {
        var document = TextDocument()
        if let deferred {
            document.appendLine("Deferred failure, which the next worker will give it", .title)
            document.appendLines(deferred, .error)
            document.endLine()
        }
        guard stack == nil || traces != nil else {
            if let reason { Self.append(reason, to: &document) }
            if let stack { document.appendLines(stack.bytes, .text) }
            return document
        }
        let traces = traces
        let trace = trace(traces)
        // The reason is that of the latest attempt.
        if let reason, place == 0, trace.isEmpty || !Self.isFound(reason, in: trace) {
            Self.append(reason, to: &document)
            if !trace.isEmpty { document.endLine() }
        }
        Self.append(trace, to: &document)
        if let stack, place == 0, traces?.isCut == true { document.appendLine(JobNote.cutHere(stack), .warning) }
        return document
    }

    /// The newest trace, below the reason where the trace does not begin with it, for a pane beside a list.
    var latest: TextDocument {
        var document = TextDocument()
        let trace = traces.flatMap { $0.isCut ? nil : $0.strings.last } ?? []
        if let reason, trace.isEmpty || !Self.isFound(reason, in: trace) { Self.append(reason, to: &document) }
        if let deferred, reason == nil { document.appendLines(deferred, .error) }
        Self.append(trace, to: &document)
        return document
    }

    /// Returns the trace of the shown attempt; empty where there is none.
    private func trace(_ traces: JSONStrings?) -> [UInt8] {
        guard let strings = traces?.strings else { return [] }
        let index = strings.count - 1 - place
        return strings.indices.contains(index) ? strings[index] : []
    }

    private static func isFound(_ reason: Excerpt, in trace: [UInt8]) -> Bool {
        let words = Needle(String(decoding: reason.bytes.firstLine, as: UTF8.self))
        return words.isFound(in: trace.firstLine)
    }

    private static func append(_ reason: Excerpt, to document: inout TextDocument) {
        document.appendLines(reason.bytes, .error)
        if !reason.isWhole { document.appendLine(JobNote.cutHere(reason), .warning) }
    }

    private static func append(_ trace: [UInt8], to document: inout TextDocument) {
        var reader = StackTrace()
        TextDocument.forEachLine(of: trace) { range in
            document.appendTabbed(trace[range], reader.role(of: trace[range]))
        }
    }
}

extension JobFailure {
    /// The shown trace, for copying; nil without one.
    var shownTrace: [UInt8]? {
        let trace = trace(traces)
        return trace.isEmpty ? nil : trace
    }

    /// The reason and the traces, the newest first, with blank lines between.
    var plainText: [UInt8] {
        let traces = traces?.strings.reversed() ?? [stack?.bytes ?? []]
        let parts = [reason?.bytes ?? [], deferred ?? []] + traces
        return Array(parts.filter { !$0.isEmpty }.joined(separator: [0x0A, 0x0A]))
    }
}
