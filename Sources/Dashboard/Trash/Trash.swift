import Queues

/// The jobs that this bulltop has removed and can put back, the latest first.
struct Trash: Equatable, Sendable {
    /// The most that is kept, in bytes of memory: 16 MiB. The oldest go first.
    static let limit = UndoBudget.ofScreen.perOperation

    private(set) var items: [Item] = []
    private var size = 0

    struct Item: Equatable, Sendable {
        let job: RemovedJob
        /// When it was removed, on our clock.
        let removedAt: Milliseconds
        let size: Int
    }

    /// Keeps removed jobs, as far as they can be put back.
    mutating func take(_ jobs: [RemovedJob], at now: Milliseconds) {
        let fresh = jobs.filter(\.isRestorable).map { Item(job: $0, removedAt: now, size: $0.size) }
        guard !fresh.isEmpty else { return }
        items = fresh.reversed() + items
        size += fresh.reduce(0) { $0 + $1.size }
        while size > Self.limit, let oldest = items.popLast() { size -= oldest.size }
    }

    /// Lets go of a job that was put back.
    mutating func forget(_ job: RemovedJob) {
        guard let index = items.firstIndex(where: { $0.job == job }) else { return }
        size -= items.remove(at: index).size
    }
}
