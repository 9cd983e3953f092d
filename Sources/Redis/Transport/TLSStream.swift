import COpenSSL

#if canImport(Glibc)
    import Glibc
#endif

/// TLS over a socket: the server's certificate is verified against the system's authorities (or `SSL_CERT_FILE`).
final class TLSStream: Transport {
    private let socket: Socket
    private let host: String
    private var context: OpaquePointer?
    private var session: OpaquePointer?

    var descriptor: Int32 { socket.descriptor }

    init(_ socket: Socket, host: String) throws(RedisError) {
        self.socket = socket
        self.host = host
        ERR_clear_error()
        context = SSL_CTX_new(TLS_client_method())
        guard let context, tls_require_1_2(context) == 1, SSL_CTX_set_default_verify_paths(context) == 1 else {
            throw .tls(Self.words())
        }
        SSL_CTX_set_verify(context, SSL_VERIFY_PEER, nil)
        tls_set_write_mode(context)
        session = SSL_new(context)
        guard let session, Self.setName(host, of: session), let bio = SocketBIO.make(socket) else {
            throw .tls(Self.words())
        }
        // The session owns the BIO from here on; the BIO does not own the socket.
        SSL_set_bio(session, bio, bio)
    }

    deinit {
        SSL_free(session)
        SSL_CTX_free(context)
    }

    /// The name that the certificate must hold. An IP address is compared as such and never sent as a server name.
    private static func setName(_ host: String, of session: OpaquePointer) -> Bool {
        if X509_VERIFY_PARAM_set1_ip_asc(SSL_get0_param(session), host) == 1 { return true }
        ERR_clear_error()
        return SSL_set1_host(session, host) == 1 && tls_set_server_name(session, host) == 1
    }

    func handshake(until deadline: Deadline, _ waiter: Waiter) throws(RedisError) {
        while true {
            ERR_clear_error()
            let result = SSL_connect(session)
            if result == 1 { return }
            switch SSL_get_error(session, result) {
            case SSL_ERROR_WANT_READ: try waiter.wait(for: POLLIN, on: descriptor, until: deadline)
            case SSL_ERROR_WANT_WRITE: try waiter.wait(for: POLLOUT, on: descriptor, until: deadline)
            default: throw .tls(handshakeWords)
            }
        }
    }

    func read(into buffer: UnsafeMutableRawBufferPointer) -> Progress {
        ERR_clear_error()
        let result = SSL_read(session, buffer.baseAddress, Int32(clamping: buffer.count))
        return result > 0 ? .bytes(Int(result)) : progress(result)
    }

    func write(_ buffer: UnsafeRawBufferPointer) -> Progress {
        ERR_clear_error()
        let result = SSL_write(session, buffer.baseAddress, Int32(clamping: buffer.count))
        return result > 0 ? .bytes(Int(result)) : progress(result)
    }

    func close() {
        // Says goodbye when it can; the server's answer is not awaited.
        if socket.descriptor >= 0, let session, SSL_is_init_finished(session) == 1 {
            ERR_clear_error()
            SSL_shutdown(session)
        }
        socket.close()
    }
}

extension TLSStream {
    private func progress(_ result: Int32) -> Progress {
        switch SSL_get_error(session, result) {
        case SSL_ERROR_WANT_READ: .wantsToRead
        case SSL_ERROR_WANT_WRITE: .wantsToWrite
        case SSL_ERROR_ZERO_RETURN: .failed(.closed("The server closed the connection"))
        default: .failed(failure)
        }
    }

    /// An alert (a client certificate is wanted, say) is TLS's matter; a socket that ended is not.
    private var failure: RedisError {
        let code = ERR_peek_error()
        guard code != 0, tls_error_reason(code) != SSL_R_UNEXPECTED_EOF_WHILE_READING else {
            return .closed("The server closed the connection")
        }
        return .tls(Self.words())
    }

    private var handshakeWords: String {
        let verdict = SSL_get_verify_result(session)
        if verdict != X509_V_OK { return String(cString: X509_verify_cert_error_string(verdict)) }
        return ERR_peek_error() == 0 ? "The server closed the connection" : Self.words()
    }

    /// OpenSSL's reason for its first error.
    private static func words() -> String {
        let code = ERR_get_error()
        guard let reason = ERR_reason_error_string(code) else { return "error \(code)" }
        return String(cString: reason)
    }
}
