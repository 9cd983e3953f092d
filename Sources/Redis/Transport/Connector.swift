#if canImport(Glibc)
    import Glibc
#endif

/// Connects to an address.
struct Connector {
    let waiter: Waiter
    let deadline: Deadline

    func connect(to endpoint: Endpoint) throws(RedisError) -> any Transport {
        try waiter.checkStop()
        let socket = try connect(to: endpoint.address)
        guard let settings = endpoint.tls else { return socket }
        return try secure(socket, endpoint.address, settings)
    }

    private func connect(to address: Address) throws(RedisError) -> Socket {
        switch address {
        case .unix(let path): try connect(path: path)
        case .tcp(let host, let port): try connect(host: host, port: port)
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

    /// Connects to a host: tries each address in the resolver's order, and throws the last one's error.
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

    /// Connects to one address. An address that drops packets must leave some of the time to the others.
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

    private func secure(
        _ socket: Socket, _ address: Address, _ settings: TLSSettings
    ) throws(RedisError) -> any Transport {
        let stream = try TLSStream(socket, host: address.host, settings)
        do {
            try stream.handshake(until: deadline, waiter) { () throws(RedisError) in
                if let answer = plainAnswer(address) { throw answer }
            }
        } catch .tls(.other(let words)) {
            throw plainAnswer(address) ?? .tls(.other(words))
        }
        return stream
    }
}

/// Finds out what else a port speaks, on a separate connection, for an error that says what to do.
extension Connector {
    /// The maximum time for it, in ms.
    private static let patience: Int64 = 1_000

    private var probe: Connector {
        Connector(waiter: waiter, deadline: Deadline(milliseconds: min(Self.patience, max(1, deadline.remaining))))
    }

    /// Returns the error for a server that answers without TLS; nil where none does.
    private func plainAnswer(_ address: Address) -> RedisError? {
        guard let socket = try? probe.connect(to: address) else { return nil }
        let question = Array("PING\r\n".utf8)
        guard case .bytes = question.withUnsafeBytes(socket.write) else { return nil }
        var answer = [UInt8](repeating: 0, count: ReplyReader.quoted)
        let limit = probe.deadline
        while true {
            switch answer.withUnsafeMutableBytes(socket.read) {
            case .bytes(let count):
                let head = Array(answer[..<count])
                // The answer is `+PONG`, or a reason for refusing it: `-NOAUTH`, `-LOADING`, ...
                return head.first == 0x2B || head.first == 0x2D ? .wantsPlain : .foreign(head)
            case .wantsToRead:
                guard (try? waiter.wait(for: POLLIN, on: socket.descriptor, until: limit)) != nil else { return nil }
            case .wantsToWrite, .failed:
                return nil
            }
        }
    }

    /// Returns the reason why a server closed the connection without an answer: it requires TLS, or another
    /// certificate; nil where it is unknown.
    func reason(whyClosed endpoint: Endpoint) -> RedisError? {
        guard let settings = endpoint.tls else { return speaksTLS(endpoint.address) ? .wantsTLS : nil }
        // An alert is lost when the server closes a connection on which something was sent, so nothing is sent this
        // time.
        guard let socket = try? probe.connect(to: endpoint.address),
            let stream = try? probe.secure(socket, endpoint.address, settings)
        else { return nil }
        var byte: UInt8 = 0
        let limit = probe.deadline
        while true {
            switch withUnsafeMutableBytes(of: &byte, stream.read) {
            case .failed(.tls(let failure)): return .tls(failure)
            case .wantsToRead:
                guard (try? waiter.wait(for: POLLIN, on: stream.descriptor, until: limit)) != nil else { return nil }
            case .bytes, .wantsToWrite, .failed: return nil
            }
        }
    }

    /// Returns whether an address that closed the connection without an answer speaks TLS.
    private func speaksTLS(_ address: Address) -> Bool {
        guard let socket = try? probe.connect(to: address),
            let stream = try? TLSStream(socket, host: address.host, TLSSettings(isVerified: false))
        else { return false }
        do {
            try stream.handshake(until: probe.deadline, waiter) {}
            return true
        } catch .tls(.certificateRequired) {
            return true
        } catch {
            return false
        }
    }
}
