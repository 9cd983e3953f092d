public import Foundation

/// A TCP listener on 127.0.0.1, for servers that are not Redis.
public final class Listener: Sendable {
    /// The port that the system chose.
    public let port: UInt16
    private let descriptor: Int32

    /// Creates a listener on a free port.
    public init() throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let descriptor = descriptor
        let code = withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, size) | listen(descriptor, 8) | getsockname(descriptor, $0, &size)
            }
        }
        port = UInt16(bigEndian: address.sin_port)
        guard code == 0 else { throw TestFailure("listen: \(String(cString: strerror(errno)))") }
    }

    /// Serves one connection on a separate thread: waits for the first bytes, sends the answer, and hangs up when the
    /// other side does, or at once.
    public func answerOnce(_ answer: [UInt8], hangUp: Bool) {
        let descriptor = descriptor
        Thread.detachNewThread { Self.serve(accept(descriptor, nil, nil), answer, hangUp: hangUp) }
    }

    /// Serves every connection in the same way, until listening ends.
    public func answerAll(_ answer: [UInt8], hangUp: Bool) {
        let descriptor = descriptor
        Thread.detachNewThread {
            while case let client = accept(descriptor, nil, nil), client >= 0 {
                Thread.detachNewThread { Self.serve(client, answer, hangUp: hangUp) }
            }
        }
    }

    private static func serve(_ client: Int32, _ answer: [UInt8], hangUp: Bool) {
        guard client >= 0 else { return }
        var buffer = [UInt8](repeating: 0, count: 65_536)
        _ = recv(client, &buffer, buffer.count, 0)
        var sent = 0
        while sent < answer.count {
            let count = answer.withUnsafeBytes {
                send(client, $0.baseAddress.map { $0 + sent }, $0.count - sent, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { break }
            sent += count
        }
        if !hangUp { while recv(client, &buffer, buffer.count, 0) > 0 {} }
        Foundation.close(client)
    }

    /// Serves one connection on a separate thread, and hangs up when `body` returns.
    public func serveOnce(_ body: @escaping @Sendable (FileHandle) -> Void) {
        let descriptor = descriptor
        Thread.detachNewThread {
            let client = accept(descriptor, nil, nil)
            guard client >= 0 else { return }
            body(FileHandle(fileDescriptor: client, closeOnDealloc: true))
        }
    }

    /// Serves every connection on a thread of its own, and hangs up when `body` returns.
    public func serveAll(_ body: @escaping @Sendable (FileHandle) -> Void) {
        let descriptor = descriptor
        Thread.detachNewThread {
            while case let client = accept(descriptor, nil, nil), client >= 0 {
                Thread.detachNewThread { body(FileHandle(fileDescriptor: client, closeOnDealloc: true)) }
            }
        }
    }

    /// Serves the first connection on a separate thread, and hangs up when `body` returns; hangs up on later ones at
    /// once.
    public func serveFirst(_ body: @escaping @Sendable (FileHandle) -> Void) {
        let descriptor = descriptor
        Thread.detachNewThread {
            let client = accept(descriptor, nil, nil)
            guard client >= 0 else { return }
            body(FileHandle(fileDescriptor: client, closeOnDealloc: true))
            while case let later = accept(descriptor, nil, nil), later >= 0 { Foundation.close(later) }
        }
    }

    /// Ends listening.
    public func close() {
        // The shutdown also ends a wait for the next connection, which closing alone does not.
        shutdown(descriptor, Int32(SHUT_RDWR))
        Foundation.close(descriptor)
    }
}
