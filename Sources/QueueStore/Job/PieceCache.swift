import Queues

/// The large pieces of the job that was read last, so that a screen that shows it does not read them every second.
struct PieceCache {
    /// The smallest piece that is cached, in bytes: reading a smaller one costs no more than checking whether it
    /// changed.
    private static let smallest = 4 * 1_024
    /// The time after which pieces are read again, in ms: a value may be replaced by one of the same length.
    private static let lifetime: Milliseconds = 30_000

    private var queue: QueueID?
    private var job: JobID?
    private var offsets: [LargeField: Int] = [:]
    private var fingerprint: [[UInt8]] = []
    private var readAt: Milliseconds = 0
    private var kept: [LargeField: Excerpt] = [:]

    /// Returns the cached pieces that are still valid for a request, at the offsets that it asks for.
    func pieces(for request: JobRequest, _ reading: JobReading, now: Milliseconds) -> [LargeField: Excerpt] {
        guard queue == request.queue, job == request.id, fingerprint == reading.fingerprint,
            now < readAt + Self.lifetime
        else { return [:] }
        return kept.filter { field, _ in (offsets[field] ?? 0) == (request.offsets[field] ?? 0) }
    }

    /// Stores the pieces that were read, in place of those of another job.
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
