internal import Demo
internal import Redis

/// The demo's server with its workload.
struct RunningDemo {
    private let server: DemoServer
    private let workload: Workload

    /// Starts both.
    init(prefix: [UInt8]) throws {
        server = try DemoServer()
        do {
            workload = try Workload(endpoint: server.endpoint, prefix: prefix)
        } catch {
            server.stop()
            throw error
        }
    }

    /// Where the server listens.
    var endpoint: Endpoint { server.endpoint }

    /// Ends both, and removes what they left.
    func stop() {
        workload.stop()
        server.stop()
    }

    /// Why there is no demo, for the user.
    static func words(_ error: DemoError) -> String {
        switch error {
        case .noRedisServer: "the demo needs redis-server, which is not installed: apt-get install redis-server"
        case .system(let step, let reason): "the demo's server could not be started: \(step): \(reason)"
        case .serverDied(let output): "the demo's redis-server ended at once. It said:\n\(output)"
        }
    }
}
