public import Redis
internal import Threads

/// An invented live system of BullMQ queues, of the family BullMQ 6.
///
/// It is determined by its seed, apart from the clocks, and keeps about its size.
public final class Workload: Sendable {
    private let stopSignal = StopSignal()
    private let bell = Bell()
    /// The thread; nil where the system had none left, so that the demo does not change.
    private let thread: PlainThread?

    /// The maximum time until the workers begin, in ms.
    private static let patience: Int64 = 5_000

    private static let recipes: [any QueueRecipe] = [
        EmailRecipe(), ExportRecipe(), WebhooksRecipe(), CleanupRecipe(), ImageRecipe(), FailedEmailRecipe(),
        TranscodeRecipe(),
    ]

    /// Writes the past to the server at `endpoint`, and then continues on a separate thread until `stop()`.
    ///
    /// Every queue is under `prefix`. Throws where writing the past fails.
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
        // The first frame shows active jobs. The limit is for a thread that could not be created.
        if thread != nil { _ = ready.wait(milliseconds: Self.patience) }
    }

    /// Ends the work and its connections, and waits until the thread has ended.
    public func stop() {
        bell.ring()
        stopSignal.stop()
        thread?.join()
    }
}
