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
        job.fields = job.fields.mapValues(redacted)
        return redactedBeside(job)
    }

    /// Returns a job whose texts beside its large fields are without secrets.
    func redactedBeside(_ job: JobDetail) -> JobDetail {
        var job = job
        job.row = redacted(job.row)
        job.logs = redacted(job.logs)
        if let part = job.logSearch {
            job.logSearch?.found = part.found.map { FoundLine(index: $0.index, text: redacted($0.text)) }
        }
        job.deferredFailure = job.deferredFailure.map(redacted)
        return job
    }

    /// Returns a field without secrets. The beginning of a value keeps its length, so that the next piece follows it.
    func redacted(_ excerpt: Excerpt) -> Excerpt {
        var shown = excerpt
        shown.bytes = redacted(excerpt.bytes, keepsLength: !excerpt.isWhole)
        shown.hidden = excerpt.bytes.count - shown.bytes.count
        return shown
    }

    func redacted(_ log: LogExcerpt) -> LogExcerpt {
        var log = log
        log.lines = log.lines.map(redacted)
        return log
    }

    func redacted(_ event: QueueEvent) -> QueueEvent {
        var event = event
        event.fields = event.fields.map { field in
            let value = redacted(field.value)
            return .init(field.name, value, length: field.isCut ? max(field.length, value.count + 1) : nil)
        }
        return event
    }

    /// Returns a found job without secrets. The text at a secret path is masked whole, since the field's name is not
    /// beside it.
    func redacted(_ found: FoundJobMatch) -> FoundJobMatch {
        var found = found
        found.row = redacted(found.row)
        found.match = found.match.hiding { parts in
            let shown = TextRedactor.redact(parts: parts, names)
            _ = noted(Array(shown.joined()), Array(parts.joined()))
            return shown
        }
        if isSecret(path: Array(found.match.place.utf8)) { (found.match.text, found.match.range) = (Self.mask, 0..<0) }
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
        report.latest = report.latest.map(redacted)
        return report
    }

    func redacted(_ cause: Cause) -> Cause {
        var cause = cause
        cause.fingerprint = cause.fingerprint.shown(redacted)
        cause.example = redacted(cause.example)
        return cause
    }

    func redacted(_ job: FailedJob) -> FailedJob {
        var job = job
        (job.reason, job.stacktrace) = (redacted(job.reason), redacted(job.stacktrace))
        return job
    }

    private static var mask: [UInt8] { Array("***".utf8) }

    private func isSecret(path: [UInt8]) -> Bool {
        path.split { $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "[") }.contains { names.contains($0) }
    }
}
