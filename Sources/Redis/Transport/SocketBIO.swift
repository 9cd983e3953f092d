import COpenSSL

/// OpenSSL's view of a socket. OpenSSL's own BIO would use write(2), and so raise SIGPIPE when the server is gone.
enum SocketBIO {
    /// Returns a BIO that does not own the socket.
    static func make(_ socket: Socket) -> OpaquePointer? {
        guard let method, let bio = BIO_new(method) else { return nil }
        BIO_set_data(bio, Unmanaged.passUnretained(socket).toOpaque())
        BIO_set_init(bio, 1)
        return bio
    }

    /// The methods, made once and never changed.
    private nonisolated(unsafe) static let method: OpaquePointer? = {
        guard let method = BIO_meth_new(BIO_get_new_index() | BIO_TYPE_SOURCE_SINK, "socket") else { return nil }
        BIO_meth_set_read(method) { bio, buffer, count in
            SocketBIO.transfer(bio) { socket in
                socket.read(into: UnsafeMutableRawBufferPointer(start: buffer, count: Int(count)))
            }
        }
        BIO_meth_set_write(method) { bio, buffer, count in
            SocketBIO.transfer(bio) { socket in
                socket.write(UnsafeRawBufferPointer(start: buffer, count: Int(count)))
            }
        }
        // Nothing is buffered, so a flush always succeeds.
        BIO_meth_set_ctrl(method) { _, command, _, _ in command == BIO_CTRL_FLUSH ? 1 : 0 }
        return method
    }()

    private static func transfer(_ bio: OpaquePointer?, _ body: (Socket) -> Transfer) -> Int32 {
        guard let bio, let data = BIO_get_data(bio) else { return -1 }
        tls_bio_clear_retry(bio)
        switch body(Unmanaged<Socket>.fromOpaque(data).takeUnretainedValue()) {
        case .bytes(let count):
            return Int32(clamping: count)
        case .wantsToRead:
            tls_bio_retry_read(bio)
            return -1
        case .wantsToWrite:
            tls_bio_retry_write(bio)
            return -1
        case .failed:
            return 0
        }
    }
}
