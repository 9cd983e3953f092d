internal import Demo
internal import Queues

/// The demo's server with its workload.
struct RunningDemo {
    private let server: DemoServer
    private let workload: Workload
    /// The server, with the queues of the workload under the first prefix.
    let source: StoreSource

    /// Starts both. Verdicts are by these thresholds.
    init(prefixes: [[UInt8]], thresholds: HealthThresholds) throws {
        server = try DemoServer()
        source = StoreFactory.source(at: server.endpoint, prefixes: prefixes, thresholds: thresholds)
        do {
            workload = try Workload(endpoint: server.endpoint, prefix: prefixes[0])
        } catch {
            server.stop()
            throw error
        }
    }

    /// Ends both, and removes their files.
    func stop() {
        workload.stop()
        server.stop()
    }

    /// Returns the reason why there is no demo, for the operator.
    static func words(_ error: DemoError) -> String {
        switch error {
        case .noRedisServer: "the demo needs redis-server, which is not installed: apt-get install redis-server"
        case .system(let step, let reason): "the demo's server could not be started: \(step): \(reason)"
        case .serverDied(let output): "the demo's redis-server ended at once. It said:\n\(output)"
        }
    }
}
