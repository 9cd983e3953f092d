internal import JSONText

/// The values whose texts have secret fields hidden.
extension RedactingStore {
    func redacted(_ queue: QueueSummary) -> QueueSummary {
        // A queue that has nothing to hide stays shared.
        guard let failure = queue.latestFailure, case let shown = redacted(failure), shown != failure else {
            return queue
        }
        var queue = queue
        queue.latestFailure = shown
        return queue
    }

    func redacted(_ row: JobRow) -> JobRow {
        var row = row
        row.progress = redacted(row.progress)
        row.failedReason = redacted(row.failedReason)
        return row
    }

    func redacted(_ report: WorkerReport) -> WorkerReport {
        var report = report
        for index in report.jobs.indices { report.jobs[index].row = redacted(report.jobs[index].row) }
        return report
    }

    func redacted(_ node: FlowNode) -> FlowNode {
        var node = node
        node.row = node.row.map(redacted)
        node.deferredFailure = node.deferredFailure.map(redacted)
        node.children = node.children.map(redacted)
        return node
    }

    func redacted(_ job: JobDetail) -> JobDetail {
        var job = job
        job.row = redacted(job.row)
        job.fields = job.fields.mapValues(redacted)
        job.logs = redacted(job.logs)
        if let part = job.logSearch {
            job.logSearch?.found = part.found.map { FoundLine(index: $0.index, text: redacted($0.text)) }
        }
        job.deferredFailure = job.deferredFailure.map(redacted)
        return job
    }

    /// Returns an excerpt without secrets. A piece from within a value is hidden up to its first quote within
    /// `secretLimit` bytes, since it may begin in the middle of a secret; a longer value is not taken for a secret.
    private func redacted(_ excerpt: Excerpt) -> Excerpt {
        var excerpt = excerpt
        if excerpt.offset > 0 { excerpt.bytes = hidingBeginning(of: excerpt.bytes) }
        excerpt.bytes = redacted(excerpt.bytes)
        return excerpt
    }

    /// Hides what may be the end of a secret, up to the next quote. The backslashes before an escaped quote stay: they say that
    /// it is within a string.
    private func hidingBeginning(of text: [UInt8]) -> [UInt8] {
        guard let quote = text.prefix(Self.secretLimit).firstIndex(of: 0x22) else { return text }
        let end = text[..<quote].lastIndex { $0 != 0x5C }.map { $0 + 1 } ?? 0
        return Array(repeating: UInt8(ascii: "*"), count: end) + text[end...]
    }

    /// The maximum length of a secret, in bytes.
    private static var secretLimit: Int { 4_096 }

    func redacted(_ log: LogExcerpt) -> LogExcerpt {
        var log = log
        log.lines = log.lines.map(redacted)
        return log
    }

    func redacted(_ event: QueueEvent) -> QueueEvent {
        var event = event
        event.fields = event.fields.map { .init($0.name, redacted($0.value), length: $0.length) }
        return event
    }

    /// Returns a found job without secrets. The text at a secret path is masked whole, since the field's name is not
    /// beside it.
    func redacted(_ found: FoundJobMatch) -> FoundJobMatch {
        var found = found
        found.row = redacted(found.row)
        let (match, isField) = (found.match, LargeField.allCases.contains { $0.rawValue == found.match.place })
        let text =
            match.isCut && isField && match.place != LargeField.failedReason.rawValue
            ? hidingBeginning(of: match.text) : match.text
        found.match.text = isSecret(path: Array(match.place.utf8)) ? Self.mask : redacted(text)
        if found.match.text.count != match.text.count || found.match.text[match.range] != match.text[match.range] {
            found.match.range = 0..<0
        }
        return found
    }

    func redacted(_ comparison: Comparison) -> Comparison {
        var comparison = comparison
        for index in comparison.shared.indices {
            guard case .data(let path) = comparison.shared[index].trait.kind else { continue }
            let value = comparison.shared[index].trait.value
            comparison.shared[index].trait.value = isSecret(path: path) ? Self.mask : redacted(value)
        }
        return comparison
    }

    func redacted(_ report: CauseReport) -> CauseReport {
        var report = report
        report.causes = report.causes.map(redacted)
        return report
    }

    func redacted(_ cause: Cause) -> Cause {
        var cause = cause
        cause.fingerprint = cause.fingerprint.shown(redacted)
        cause.example.reason = redacted(cause.example.reason)
        cause.example.stacktrace = redacted(cause.example.stacktrace)
        return cause
    }

    private static var mask: [UInt8] { Array("***".utf8) }

    private func isSecret(path: [UInt8]) -> Bool {
        path.split { $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "[") }.contains { names.contains($0) }
    }
}
