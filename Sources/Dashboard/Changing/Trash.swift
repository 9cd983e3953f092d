import Queues

/// The jobs that this bulltop has removed and can restore, the latest first.
struct Trash: Equatable, Sendable {
    /// The maximum memory for the jobs, in bytes: 16 MiB. The oldest are dropped first.
    static let limit = UndoBudget.ofScreen.perOperation

    private(set) var items: [Item] = []
    /// The memory that is used, in bytes.
    private(set) var memory = 0

    struct Item: Equatable, Sendable {
        let job: RemovedJob
        /// The time at which it was removed, on our clock, in ms since 1970.
        let removedAt: Milliseconds
        /// The memory that it uses, in bytes.
        let memory: Int
    }

    /// Adds removed jobs, as far as they can be restored.
    mutating func take(_ jobs: [RemovedJob], at now: Milliseconds) {
        let fresh = jobs.filter(\.isRestorable).map { Item(job: $0, removedAt: now, memory: $0.memory) }
        guard !fresh.isEmpty else { return }
        items = fresh.reversed() + items
        memory += fresh.reduce(0) { $0 + $1.memory }
        while memory > Self.limit, let oldest = items.popLast() { memory -= oldest.memory }
    }

    /// Removes a job that was restored.
    mutating func forget(_ job: RemovedJob) {
        guard let index = items.firstIndex(where: { $0.job == job }) else { return }
        memory -= items.remove(at: index).memory
    }
}
