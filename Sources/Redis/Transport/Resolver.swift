import Synchronization
import Threads

#if canImport(Glibc)
    import Glibc
#endif

/// Resolves a host name into addresses. getaddrinfo(3) can neither be stopped nor given a timeout, so it runs on a
/// thread of its own, which is abandoned when it is no longer needed.
struct Resolver {
    let waiter: Waiter
    let deadline: Deadline

    /// Returns the addresses as the bytes of their `sockaddr`, in the order in which to try them; at least one.
    func resolve(host: String, port: UInt16) throws(RedisError) -> [[UInt8]] {
        // A literal address needs no name server, and so no thread.
        if case .addresses(let found) = Self.look(up: host, port, flags: AI_NUMERICHOST) { return found }
        let question = Question(host: host, port: port)
        try start(question)
        try waiter.wait(for: POLLIN, on: question.answered.descriptor, until: deadline)
        switch question.answer.withLock({ $0 }) {
        case .addresses(let addresses) where !addresses.isEmpty: return addresses
        // RFC 6761, 6.3: this name is the machine itself, even where no file and no name server says so.
        case .failure where host == "localhost": return Self.loopback(port)
        case .failure(let words): throw .unknownHost(words)
        case .addresses, nil: throw .unknownHost("No address")
        }
    }

    private static func loopback(_ port: UInt16) -> [[UInt8]] {
        ["127.0.0.1", "::1"].flatMap { address -> [[UInt8]] in
            if case .addresses(let found) = look(up: address, port, flags: AI_NUMERICHOST) { found } else { [] }
        }
    }

    private func start(_ question: Question) throws(RedisError) {
        let argument = Unmanaged.passRetained(question)
        var thread = pthread_t()
        let code = pthread_create(
            &thread, nil,
            { argument in
                guard let argument else { return nil }
                let question = Unmanaged<Question>.fromOpaque(argument).takeRetainedValue()
                let answer = Resolver.look(up: question.host, question.port, flags: AI_ADDRCONFIG)
                question.answer.withLock { $0 = answer }
                question.answered.ring()
                return nil
            }, argument.toOpaque())
        guard code == 0 else {
            argument.release()
            throw .unknownHost(systemWords(code))
        }
        pthread_detach(thread)
    }

    private static func look(up host: String, _ port: UInt16, flags: Int32) -> Answer {
        var hints = addrinfo()
        hints.ai_flags = flags | AI_NUMERICSERV
        hints.ai_family = AF_UNSPEC
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var list: UnsafeMutablePointer<addrinfo>?
        let code = getaddrinfo(host, String(port), &hints, &list)
        guard code == 0 else {
            return .failure(code == EAI_SYSTEM ? systemWords(errno) : String(cString: gai_strerror(code)))
        }
        defer { freeaddrinfo(list) }
        var addresses: [[UInt8]] = []
        var next = list
        while let entry = next?.pointee {
            addresses.append(Array(UnsafeRawBufferPointer(start: entry.ai_addr, count: Int(entry.ai_addrlen))))
            next = entry.ai_next
        }
        return .addresses(addresses)
    }
}

extension Resolver {
    fileprivate enum Answer: Sendable {
        case addresses([[UInt8]])
        case failure(String)
    }

    /// The thread's question and answer. The last of its two owners frees it.
    fileprivate final class Question: Sendable {
        let host: String
        let port: UInt16
        let answer = Mutex<Answer?>(nil)
        let answered = Bell()

        init(host: String, port: UInt16) {
            self.host = host
            self.port = port
        }
    }
}
