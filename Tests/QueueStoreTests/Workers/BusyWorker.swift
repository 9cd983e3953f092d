import Foundation
import Queues
import TestSupport

/// A worker of the official client that takes, finishes and fails jobs of `bull:q` as long as there are some.
final class BusyWorker {
    private let child: Child

    init(_ family: ClientFamily, of bench: Bench) throws {
        child = try Child(
            PythonClient.interpreter(family),
            [
                PythonClient.modules + "/work.py", bench.redis.socketPath, family.number, "q",
                "busily",
            ], environment: PythonClient.environment)
    }

    /// Whether the worker still runs.
    var isAlive: Bool { child.poll() == nil }

    deinit {
        child.send(SIGKILL)
        _ = child.wait()
    }
}
