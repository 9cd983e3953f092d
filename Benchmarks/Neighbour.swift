import Foundation
import Redis
import Synchronization
import TestSupport

/// Another client, which sends the server an empty request now and then, on a separate thread.
final class Neighbour: Sendable {
    private let waits = Mutex<[Double]>([])
    private let isOver = Atomic<Bool>(false)
    private let ended = DispatchSemaphore(value: 0)

    init(_ server: PrivateRedis) throws {
        let endpoint = server.endpoint
        Thread.detachNewThread { [self] in
            defer { ended.signal() }
            guard let connection = try? Connection(endpoint) else { return }
            while !isOver.load(ordering: .relaxed) {
                let wait = ContinuousClock().measure { _ = try? connection.send(Command("PING")) }
                waits.withLock { $0.append(wait.milliseconds) }
                usleep(500)
            }
        }
    }

    /// Returns how long it has waited since the last call, in ms.
    func takeWaits() -> [Double] {
        waits.withLock { waits in
            defer { waits = [] }
            return waits
        }
    }

    /// Ends its requests. Returns the longest of its waits, and the one that only one of 100 exceeded, in ms.
    @discardableResult
    func end() -> (longest: Double, usual: Double) {
        isOver.store(true, ordering: .relaxed)
        ended.wait()
        let sorted = takeWaits().sorted()
        return (sorted.last ?? .infinity, sorted.isEmpty ? .infinity : sorted[sorted.count * 99 / 100])
    }
}
