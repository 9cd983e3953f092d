import Foundation
import TestSupport

/// Passes bytes between a client and a server, and changes some of the server's replies at random: the same seed makes
/// the same changes. It listens on a Unix socket.
final class MutatingProxy: @unchecked Sendable {
    let path: String
    private let server: String
    private let listener: Int32
    private let lock = NSLock()
    private var seed: UInt64 = 0

    /// The time without a byte from the server after which the client gets no more, in ms: a changed length may have
    /// promised too much.
    private static let silence: Int32 = 400

    init(server: String, path: String) throws {
        self.path = path
        self.server = server
        listener = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        _ = fcntl(listener, F_SETFD, FD_CLOEXEC)
        let code = UnixSocket.withAddress(path) { bind(listener, $0, $1) | listen(listener, 16) }
        guard code == 0 else { throw TestFailure("\(path): \(String(cString: strerror(errno)))") }
        let descriptor = listener
        Thread.detachNewThread { [weak self] in
            while true {
                let client = accept(descriptor, nil, nil)
                guard client >= 0, let self else { return }
                _ = fcntl(client, F_SETFD, FD_CLOEXEC)
                let mutation = Mutation(seed: self.nextSeed())
                Thread.detachNewThread { self.serve(client, mutation) }
            }
        }
    }

    deinit {
        shutdown(listener, Int32(SHUT_RDWR))
        close(listener)
    }

    /// Begins to change replies, by this seed.
    func begin(seed: UInt64) { lock.withLock { self.seed = seed } }

    private func nextSeed() -> UInt64 {
        lock.withLock {
            seed &+= 1 << 40
            return seed
        }
    }

    private func serve(_ client: Int32, _ mutation: Mutation) {
        var mutation = mutation
        let upstream = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        _ = fcntl(upstream, F_SETFD, FD_CLOEXEC)
        defer {
            close(client)
            close(upstream)
        }
        guard UnixSocket.withAddress(server, { connect(upstream, $0, $1) }) == 0 else { return }
        var isWaiting = false
        while true {
            var watched = [
                pollfd(fd: client, events: Int16(POLLIN), revents: 0),
                pollfd(fd: upstream, events: Int16(POLLIN), revents: 0),
            ]
            if poll(&watched, 2, isWaiting ? Self.silence : -1) == 0 { return }
            if watched[1].revents != 0 {
                guard let bytes = Self.read(upstream), UnixSocket.write(mutation.take(bytes), to: client),
                    !mutation.isOver
                else { return }
            }
            if watched[0].revents != 0 {
                guard let bytes = Self.read(client), UnixSocket.write(bytes, to: upstream) else { return }
            }
            isWaiting = mutation.hasChangedLength
        }
    }

    private static func read(_ descriptor: Int32) -> [UInt8]? {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        let count = recv(descriptor, &buffer, buffer.count, 0)
        return count > 0 ? Array(buffer[..<count]) : nil
    }
}
