internal import JSONText

/// How far the fields of a job were looked at: what is secret in a piece may begin in an earlier one.
struct RedactedPieces {
    /// The beginning of a piece of a field with a total length, in bytes.
    struct Start: Hashable {
        var field: LargeField
        var total: Int
        var offset: Int
    }

    /// The job.
    var job: JobPlace
    /// What is known at the beginning of each piece.
    var starts: [Start: PieceRedactor] = [:]
}

extension RedactingStore {
    /// Returns a job without secrets. Pieces before those that were asked for are read where they were not seen yet. What
    /// cannot be decided, since the value changes meanwhile, is hidden.
    func redacted(_ job: JobDetail, _ request: JobRequest, now: Milliseconds) -> JobDetail {
        var shown = redactedBeside(job)
        let place = JobPlace(queue: request.queue, id: request.id)
        if pieces?.job != place { pieces = RedactedPieces(job: place) }
        for (field, excerpt) in job.fields {
            guard !excerpt.isWhole, !excerpt.isForbidden else {
                shown.fields[field] = redacted(excerpt)
                continue
            }
            shown.fields[field]?.bytes = redactedPiece(excerpt, of: field, request, now: now)
        }
        return shown
    }

    private func redactedPiece(
        _ excerpt: Excerpt, of field: LargeField, _ request: JobRequest, now: Milliseconds
    ) -> [UInt8] {
        var start = RedactedPieces.Start(field: field, total: excerpt.total, offset: 0)
        let known = pieces?.starts.keys.filter { $0.total == start.total && $0.field == field } ?? []
        start.offset = known.map(\.offset).filter { $0 <= excerpt.offset }.max() ?? 0
        var redactor = pieces?.starts[start] ?? PieceRedactor(names)
        while start.offset < excerpt.offset {
            guard let piece = piece(at: start, request, now: now) else { break }
            _ = redactor.take(piece)
            start.offset += piece.count
            pieces?.starts[start] = redactor
        }
        guard start.offset == excerpt.offset else {
            return [UInt8](repeating: UInt8(ascii: "*"), count: excerpt.bytes.count)
        }
        let shown = redactor.take(excerpt.bytes)
        start.offset += excerpt.bytes.count
        pieces?.starts[start] = redactor
        return noted(shown, excerpt.bytes)
    }

    /// Reads a piece that is not shown. Returns nil where there is none, or the value has another length.
    private func piece(at start: RedactedPieces.Start, _ request: JobRequest, now: Milliseconds) -> [UInt8]? {
        let earlier = JobRequest(queue: request.queue, id: request.id, offsets: [start.field: start.offset])
        guard case .job(let job) = try? contents(of: .job(earlier), now: now), let excerpt = job?.fields[start.field],
            excerpt.offset == start.offset, excerpt.total == start.total, !excerpt.bytes.isEmpty
        else { return nil }
        return excerpt.bytes
    }
}
