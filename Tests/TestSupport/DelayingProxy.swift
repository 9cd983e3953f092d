import Foundation

/// Passes bytes between clients and a server by a Unix socket, as slowly as a long way does, and counts round trips.
public final class DelayingProxy: @unchecked Sendable {
    /// The socket for clients.
    public let path: String
    private let server: String
    private let listener: Int32
    /// The time that a byte is on its way, in s, and the bytes that pass in a second.
    private let (delay, rate): (Double, Double)
    private let lock = NSLock()
    private var turns = 0
    private var early = 0
    private var isAnswered = true

    /// Creates a way of this length, in ms there and back, and this width, in bits a second.
    public init(server: String, path: String, roundTrip: Double = 150, rate: Double = 1_000_000) throws {
        (self.server, self.path) = (server, path)
        (delay, self.rate) = (roundTrip / 2_000, rate / 8)
        listener = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        let code = UnixSocket.withAddress(path) { bind(listener, $0, $1) | listen(listener, 16) }
        guard code == 0 else { throw TestFailure("\(path): \(String(cString: strerror(errno)))") }
        let descriptor = listener
        Thread.detachNewThread { [weak self] in
            while case let client = accept(descriptor, nil, nil), client >= 0, let self {
                let upstream = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
                _ = UnixSocket.withAddress(self.server) { connect(upstream, $0, $1) }
                Thread.detachNewThread { self.pass(from: client, to: upstream, isAnswer: false) }
                Thread.detachNewThread { self.pass(from: upstream, to: client, isAnswer: true) }
            }
        }
    }

    deinit {
        shutdown(listener, Int32(SHUT_RDWR))
        close(listener)
    }

    /// The round trips so far: how often a client sent something after it had got an answer to what it had sent before.
    public var roundTrips: Int { lock.withLock { turns } }

    /// How often a client sent something before anything of the answer to the last had come.
    public var sentEarly: Int { lock.withLock { early } }

    /// Passes bytes in one direction until either side hangs up. Each chunk arrives a delay after the line was free for it.
    private func pass(from source: Int32, to target: Int32, isAnswer: Bool) {
        var chunks: [(due: Double, bytes: [UInt8])] = []
        var free = 0.0
        // What one packet of TCP carries.
        var buffer = [UInt8](repeating: 0, count: 1_460)
        defer {
            shutdown(source, Int32(SHUT_RDWR))
            shutdown(target, Int32(SHUT_RDWR))
        }
        while true {
            let now = ProcessInfo.processInfo.systemUptime
            while let first = chunks.first, first.due <= now {
                if isAnswer { lock.withLock { isAnswered = true } }
                guard UnixSocket.write(first.bytes, to: target) else { return }
                chunks.removeFirst()
            }
            var watched = pollfd(fd: source, events: Int16(POLLIN), revents: 0)
            let rest = chunks.first.map { Int32(max(1, ($0.due - now) * 1_000)) } ?? -1
            guard poll(&watched, 1, rest) > 0 else { continue }
            let count = recv(source, &buffer, buffer.count, 0)
            guard count > 0 else { return }
            if !isAnswer {
                lock.withLock {
                    if isAnswered { turns += 1 } else { early += 1 }
                    isAnswered = false
                }
            }
            free = max(free, ProcessInfo.processInfo.systemUptime) + Double(count) / rate
            chunks.append((free + delay, Array(buffer[..<count])))
        }
    }
}
