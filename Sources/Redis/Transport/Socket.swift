#if canImport(Glibc)
    import Glibc
#endif

/// A non-blocking stream socket.
final class Socket: Transport {
    private(set) var descriptor: Int32

    init(family: Int32) throws(RedisError) {
        let kind = SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue
        descriptor = socket(family, Int32(kind), 0)
        guard descriptor >= 0 else { throw .unreachable(systemWords(errno)) }
        guard family != AF_UNIX else { return }
        set(Int32(IPPROTO_TCP), TCP_NODELAY)
        set(SOL_SOCKET, SO_KEEPALIVE)
    }

    deinit { close() }

    private func set(_ level: Int32, _ option: Int32) {
        var one: Int32 = 1
        setsockopt(descriptor, level, option, &one, socklen_t(MemoryLayout<Int32>.size))
    }

    /// Connects to one address.
    func connect(
        to address: UnsafePointer<sockaddr>, length: socklen_t, until deadline: Deadline, _ waiter: Waiter
    ) throws(RedisError) {
        if Glibc.connect(descriptor, address, length) == 0 { return }
        switch errno {
        case EINPROGRESS, EINTR:
            try waiter.wait(for: POLLOUT, on: descriptor, until: deadline)
        case EAGAIN:
            // A Unix socket whose backlog is full: nothing reports when it has room again.
            throw .unreachable("The server's queue of connections is full")
        case let code:
            throw .unreachable(systemWords(code))
        }
        var code: Int32 = 0
        var size = socklen_t(MemoryLayout<Int32>.size)
        getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &code, &size)
        guard code == 0 else { throw .unreachable(systemWords(code)) }
    }

    func read(into buffer: UnsafeMutableRawBufferPointer) -> Transfer {
        while true {
            let count = recv(descriptor, buffer.baseAddress, buffer.count, 0)
            if count > 0 { return .bytes(count) }
            if count == 0 { return .failed(.closed("The server closed the connection")) }
            switch errno {
            case EINTR: continue
            case EAGAIN: return .wantsToRead
            case let code: return .failed(.closed(systemWords(code)))
            }
        }
    }

    func write(_ buffer: UnsafeRawBufferPointer) -> Transfer {
        while true {
            let count = Glibc.send(descriptor, buffer.baseAddress, buffer.count, Int32(MSG_NOSIGNAL))
            if count >= 0 { return .bytes(count) }
            switch errno {
            case EINTR: continue
            case EAGAIN: return .wantsToWrite
            case let code: return .failed(.closed(systemWords(code)))
            }
        }
    }

    var hasEnded: Bool {
        guard descriptor >= 0 else { return true }
        var byte: UInt8 = 0
        let count = recv(descriptor, &byte, 1, Int32(MSG_PEEK))
        return count == 0 || count < 0 && errno != EAGAIN && errno != EINTR
    }

    func close() {
        guard descriptor >= 0 else { return }
        Glibc.close(descriptor)
        descriptor = -1
    }
}
