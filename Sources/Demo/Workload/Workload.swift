public import Redis
internal import Threads

/// A live system of BullMQ queues, in the layout of BullMQ 6: what our users' servers hold, made up.
///
/// Deterministic by its seed apart from the clocks. It stays about as large as it is at the beginning.
public final class Workload: Sendable {
    private let stopSignal = StopSignal()
    private let bell = Bell()
    /// nil where the system had no thread left: the demo then stands still.
    private let thread: PlainThread?

    /// How long the workers may take to begin, in ms.
    private static let patience: Int64 = 5_000

    private static let recipes: [any QueueRecipe] = [
        EmailRecipe(), ExportRecipe(), WebhooksRecipe(), CleanupRecipe(), ImageRecipe(), FailedEmailRecipe(),
        TranscodeRecipe(),
    ]

    /// Writes the past into the server at `endpoint`, then goes on with it on a thread of its own until `stop()`.
    ///
    /// Every queue is under `prefix`. Throws what went wrong while the past was written.
    public init(
        endpoint: Endpoint, prefix: [UInt8] = Array("bull".utf8), seed: UInt64 = 20_251_123
    ) throws(RedisError) {
        let connection = try Connection(endpoint, name: nil, timeouts: Timeouts(), stop: stopSignal)
        var sites: [QueueSite] = []
        for recipe in Self.recipes {
            var site = QueueSite(recipe, prefix: prefix, seed: seed)
            try site.open(connection)
            sites.append(site)
        }
        connection.close()
        let ready = Bell()
        let plan = WorkloadPlan(
            sites: sites, endpoint: endpoint, seed: seed, stop: stopSignal, bell: bell, ready: ready)
        thread = PlainThread { plan.run() }
        // The first picture has jobs at work. The limit is for a thread that could not be made.
        if thread != nil { _ = ready.wait(milliseconds: Self.patience) }
    }

    /// Ends the work and its connections, and waits until its thread has ended.
    public func stop() {
        bell.ring()
        stopSignal.stop()
        thread?.join()
    }
}
