internal import Queues
internal import Redis
internal import Threads

/// The schedule of the workload's thread.
struct WorkloadPlan: Sendable {
    var sites: [QueueSite]
    let endpoint: Endpoint
    let seed: UInt64
    let stop: StopSignal
    let bell: Bell
    /// The bell that rings once every worker has looked for its first job, or cannot.
    let ready: Bell

    /// The time between two checks for stalled jobs, in ms.
    private static let checkInterval: Milliseconds = 15_000

    /// Runs until it is stopped, or the server is gone.
    func run() {
        defer { ready.ring() }
        do {
            try work()
        } catch {
            // There is nothing to report: the server ended, or stop() was called.
            return
        }
    }

    private func work() throws(RedisError) {
        var sites = sites
        let connection = try Connection(endpoint, name: nil, timeouts: Timeouts(), stop: stop)
        var workers: [SimulatedWorker] = []
        let staffed = sites.filter { !$0.recipe.workersDied }
        for site in staffed {
            for name in site.recipe.workers {
                try workers.append(SimulatedWorker(name, of: site, endpoint: endpoint, seed: seed, stop: stop))
            }
        }
        for worker in workers { try worker.run() }
        ready.ring()
        var arrivals = sites.map { WallClock.now + $0.recipe.arrivals.lowerBound }
        var nextCheck = WallClock.now
        while true {
            let due = min(arrivals.min() ?? nextCheck, workers.map(\.due).min() ?? nextCheck, nextCheck)
            if bell.wait(milliseconds: due - WallClock.now) { return }
            let now = WallClock.now
            for worker in workers where worker.due <= now { try worker.run() }
            for index in sites.indices where arrivals[index] <= now {
                arrivals[index] = try now + sites[index].arrive(connection)
            }
            if nextCheck <= now {
                for site in staffed { try site.checkStalled(connection) }
                nextCheck = now + Self.checkInterval
            }
        }
    }
}
