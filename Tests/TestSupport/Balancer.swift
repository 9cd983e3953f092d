import Foundation
public import Redis

/// One address that leads to several servers in turn, as that of a balancer or a reader endpoint does.
public final class Balancer: @unchecked Sendable {
    private let listener: Listener
    private let sockets: [String]
    private let lock = NSLock()
    private var turn = 0

    /// Creates an address for these servers; the first connection leads to the first.
    public init(_ servers: [PrivateRedis]) throws {
        sockets = servers.map(\.socketPath)
        listener = try Listener()
        listener.serveAll { [weak self] client in
            guard let path = self?.next() else { return }
            let server = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
            guard UnixSocket.withAddress(path, { connect(server, $0, $1) }) == 0 else { return }
            let descriptor = client.fileDescriptor
            let (isOver, back) = (DispatchSemaphore(value: 0), dup(descriptor))
            Thread.detachNewThread {
                Self.pass(from: server, to: back)
                isOver.signal()
            }
            Self.pass(from: descriptor, to: server)
            isOver.wait()
            for descriptor in [server, back] { close(descriptor) }
        }
    }

    deinit { listener.close() }

    /// The address.
    public var endpoint: Endpoint { Endpoint(address: .tcp(host: "127.0.0.1", port: listener.port)) }

    private func next() -> String {
        lock.withLock {
            defer { turn += 1 }
            return sockets[turn % sockets.count]
        }
    }

    /// Passes bytes in one direction until either side hangs up.
    private static func pass(from source: Int32, to target: Int32) {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while case let count = recv(source, &buffer, buffer.count, 0), count > 0 {
            guard UnixSocket.write(Array(buffer[..<count]), to: target) else { break }
        }
        for descriptor in [source, target] { shutdown(descriptor, Int32(SHUT_RDWR)) }
    }
}
