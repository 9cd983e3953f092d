import COpenSSL

#if canImport(Glibc)
    import Glibc
#endif

/// TLS over a socket. The server's certificate is verified unless the settings turn that off.
final class TLSStream: Transport {
    private let socket: Socket
    private let context: TLSContext
    private let name: String
    private let presentsCertificate: Bool
    private let verdict: UnsafeMutablePointer<tls_verdict>
    private var session: OpaquePointer?

    var descriptor: Int32 { socket.descriptor }

    init(_ socket: Socket, host: String, _ settings: TLSSettings) throws(RedisError) {
        self.socket = socket
        name = settings.verifiedName(at: host)
        presentsCertificate = settings.certificate != nil
        context = try TLSContext(settings)
        verdict = .allocate(capacity: 1)
        verdict.initialize(to: tls_verdict())
        session = SSL_new(context.pointer)
        guard let session, setNames(settings, of: session), let bio = SocketBIO.make(socket) else {
            throw .tls(.other(TLSContext.words()))
        }
        tls_set_verdict(session, settings.isVerified ? SSL_VERIFY_PEER : SSL_VERIFY_NONE, verdict)
        // The session owns the BIO from now on; the BIO does not own the socket.
        SSL_set_bio(session, bio, bio)
    }

    deinit {
        SSL_free(session)
        verdict.deallocate()
    }

    /// Sets the name that the certificate must have. Returns false where that fails. An IP address is compared as such
    /// and never sent as a server name.
    private func setNames(_ settings: TLSSettings, of session: OpaquePointer) -> Bool {
        let isAddress = X509_VERIFY_PARAM_set1_ip_asc(SSL_get0_param(session), name) == 1
        ERR_clear_error()
        if !isAddress, SSL_set1_host(session, name) != 1 { return false }
        guard let sent = settings.sni ?? (isAddress ? nil : name) else { return true }
        return tls_set_server_name(session, sent) == 1
    }

    /// Exchanges keys and verifies the server. Where no byte has come after `patience`, it calls `isElse` once, which
    /// throws if the port speaks something other than TLS.
    func handshake(
        until deadline: Deadline, _ waiter: Waiter, ifSilent isElse: () throws(RedisError) -> Void
    ) throws(RedisError) {
        var patience: Deadline? = Deadline(milliseconds: min(1_000, max(1, deadline.remaining / 2)))
        while true {
            ERR_clear_error()
            let result = SSL_connect(session)
            if result == 1 { return }
            let events: Int32
            switch SSL_get_error(session, result) {
            case SSL_ERROR_WANT_READ: events = POLLIN
            case SSL_ERROR_WANT_WRITE: events = POLLOUT
            default: throw handshakeFailure
            }
            do {
                try waiter.wait(for: events, on: descriptor, until: patience ?? deadline)
            } catch .timedOut where patience != nil {
                patience = nil
                try isElse()
            }
        }
    }

    func read(into buffer: UnsafeMutableRawBufferPointer) -> Transfer {
        ERR_clear_error()
        let result = SSL_read(session, buffer.baseAddress, Int32(clamping: buffer.count))
        return result > 0 ? .bytes(Int(result)) : progress(result)
    }

    func write(_ buffer: UnsafeRawBufferPointer) -> Transfer {
        ERR_clear_error()
        let result = SSL_write(session, buffer.baseAddress, Int32(clamping: buffer.count))
        return result > 0 ? .bytes(Int(result)) : progress(result)
    }

    var hasEnded: Bool {
        guard socket.descriptor >= 0 else { return true }
        ERR_clear_error()
        var byte: UInt8 = 0
        let result = SSL_peek(session, &byte, 1)
        guard result <= 0, case .failed = progress(result) else { return false }
        return true
    }

    func close() {
        // The closing alert is sent if possible; the server's answer is not awaited.
        if socket.descriptor >= 0, let session, SSL_is_init_finished(session) == 1 {
            ERR_clear_error()
            SSL_shutdown(session)
        }
        socket.close()
    }
}

extension TLSStream {
    private func progress(_ result: Int32) -> Transfer {
        switch SSL_get_error(session, result) {
        case SSL_ERROR_WANT_READ: .wantsToRead
        case SSL_ERROR_WANT_WRITE: .wantsToWrite
        case SSL_ERROR_ZERO_RETURN: .failed(.closed("The server closed the connection"))
        default: .failed(failure)
        }
    }

    /// The error of the connection. An alert (such as a required client certificate) is a failure of TLS; a socket that
    /// ended is not.
    private var failure: RedisError {
        let code = ERR_peek_error()
        guard code != 0, tls_error_reason(code) != SSL_R_UNEXPECTED_EOF_WHILE_READING else {
            return .closed("The server closed the connection")
        }
        return .tls(alert(tls_error_reason(code)))
    }

    private var handshakeFailure: RedisError {
        if verdict.pointee.error != X509_V_OK { return .tls(refusal(verdict.pointee)) }
        let code = ERR_peek_error()
        return .tls(code == 0 ? .other("The server closed the connection") : alert(tls_error_reason(code)))
    }

    /// Returns the failure for the server's alert, or for another error of TLS.
    private func alert(_ reason: Int32) -> TLSFailure {
        let words = TLSContext.words()
        switch reason {
        // TLS 1.3 has an alert for a missing certificate; in earlier versions the ciphers do not match.
        case SSL_R_TLSV13_ALERT_CERTIFICATE_REQUIRED, SSL_R_SSLV3_ALERT_HANDSHAKE_FAILURE:
            return presentsCertificate ? .certificateRefused(words) : .certificateRequired
        case SSL_R_TLSV1_ALERT_UNKNOWN_CA, SSL_R_SSLV3_ALERT_BAD_CERTIFICATE, SSL_R_SSLV3_ALERT_CERTIFICATE_EXPIRED,
            SSL_R_SSLV3_ALERT_CERTIFICATE_REVOKED, SSL_R_SSLV3_ALERT_CERTIFICATE_UNKNOWN,
            SSL_R_SSLV3_ALERT_UNSUPPORTED_CERTIFICATE:
            return presentsCertificate ? .certificateRefused(words) : .other(words)
        default: return .other(words)
        }
    }

    /// Returns the reason why the server's certificate was not accepted.
    private func refusal(_ verdict: tls_verdict) -> TLSFailure {
        let words = String(cString: X509_verify_cert_error_string(Int(verdict.error)))
        switch verdict.error {
        case X509_V_ERR_CERT_HAS_EXPIRED: return .expired(Self.text(verdict.not_after))
        case X509_V_ERR_CERT_NOT_YET_VALID: return .notYetValid(Self.text(verdict.not_before))
        case X509_V_ERR_HOSTNAME_MISMATCH, X509_V_ERR_IP_ADDRESS_MISMATCH:
            let names = Self.text(verdict.names).split(separator: "\n").map(String.init)
            return .wrongName(expected: name, names: names)
        case X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT, X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN,
            X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT, X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY,
            X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE:
            if let directory = context.authorities.unhashed { return .unhashed(directory) }
            return .unknownAuthority(words, searched: context.authorities.places)
        default: return .other(words)
        }
    }

    /// Returns the text in a C array of characters that ends with a zero.
    private static func text<Characters>(_ characters: Characters) -> String {
        withUnsafeBytes(of: characters) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
    }
}
