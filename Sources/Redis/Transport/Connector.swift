#if canImport(Glibc)
    import Glibc
#endif

/// Finds the way to an address and connects.
struct Connector {
    let waiter: Waiter
    let deadline: Deadline

    func connect(to endpoint: Endpoint) throws(RedisError) -> any Transport {
        try waiter.checkStop()
        switch endpoint.address {
        case .unix(let path):
            let socket = try connect(path: path)
            return endpoint.usesTLS ? try secure(socket, host: "localhost") : socket
        case .tcp(let host, let port):
            let socket = try connect(host: host, port: port)
            return endpoint.usesTLS ? try secure(socket, host: host) : socket
        }
    }

    private func connect(path: String) throws(RedisError) -> Socket {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let bytes = Array(path.utf8)
        // The path and the NUL that ends it.
        guard bytes.count < MemoryLayout.size(ofValue: address.sun_path) else {
            throw .unreachable(systemWords(ENAMETOOLONG))
        }
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
        let socket = try Socket(family: AF_UNIX)
        try withUnsafePointer(to: address) { pointer throws(RedisError) in
            let start = UnsafeRawPointer(pointer).assumingMemoryBound(to: sockaddr.self)
            let length = socklen_t(MemoryLayout<sockaddr_un>.size)
            try socket.connect(to: start, length: length, until: deadline, waiter)
        }
        return socket
    }

    /// Tries each address in the resolver's order; the last one's error counts.
    private func connect(host: String, port: UInt16) throws(RedisError) -> Socket {
        let addresses = try Resolver(waiter: waiter, deadline: deadline).resolve(host: host, port: port)
        var failure = RedisError.unknownHost("No address")
        for (index, address) in addresses.enumerated() {
            do {
                return try connect(to: address, share: addresses.count - index)
            } catch .stopped {
                throw .stopped
            } catch .timedOut {
                failure = .timedOut(milliseconds: deadline.milliseconds)
            } catch {
                failure = error
            }
        }
        throw failure
    }

    /// An address that swallows packets must leave some of the time to those that follow.
    private func connect(to address: [UInt8], share: Int) throws(RedisError) -> Socket {
        let limit = Deadline(milliseconds: deadline.remaining / Int64(share))
        let family = address.withUnsafeBytes { $0.loadUnaligned(as: sockaddr.self).sa_family }
        let socket = try Socket(family: Int32(family))
        try address.withUnsafeBufferPointer { bytes throws(RedisError) in
            guard let start = UnsafeRawPointer(bytes.baseAddress) else { return }
            let length = socklen_t(bytes.count)
            try socket.connect(to: start.assumingMemoryBound(to: sockaddr.self), length: length, until: limit, waiter)
        }
        return socket
    }

    private func secure(_ socket: Socket, host: String) throws(RedisError) -> any Transport {
        let stream = try TLSStream(socket, host: host)
        try stream.handshake(until: deadline, waiter)
        return stream
    }
}
