import Queues

/// The large pieces of the job that was read last, so that a screen that shows it does not fetch them every second.
struct PieceCache {
    /// A shorter piece costs no more than asking whether it changed.
    private static let smallest = 4 * 1_024
    /// A value may be replaced by one of the same length, so pieces are read again after this time, in ms.
    private static let lifetime: Milliseconds = 30_000

    private var queue: QueueID?
    private var job: JobID?
    private var offsets: [LargeField: Int] = [:]
    private var fingerprint: [[UInt8]] = []
    private var readAt: Milliseconds = 0
    private var kept: [LargeField: Excerpt] = [:]

    /// Returns the pieces that are still right for a request, each at the offset that it asks for.
    func pieces(for request: JobRequest, _ reading: JobReading, now: Milliseconds) -> [LargeField: Excerpt] {
        guard queue == request.queue, job == request.id, fingerprint == reading.fingerprint,
            now < readAt + Self.lifetime
        else { return [:] }
        return kept.filter { field, _ in (offsets[field] ?? 0) == (request.offsets[field] ?? 0) }
    }

    /// Keeps what was read, in place of the job before.
    mutating func keep(
        _ fields: [LargeField: Excerpt], for request: JobRequest, _ reading: JobReading, now: Milliseconds
    ) {
        let isSame = queue == request.queue && job == request.id && fingerprint == reading.fingerprint
        if !isSame || now >= readAt + Self.lifetime { readAt = now }
        (queue, job, offsets) = (request.queue, request.id, request.offsets)
        fingerprint = reading.fingerprint
        kept = fields.filter { $0.value.bytes.count > Self.smallest }
    }
}
