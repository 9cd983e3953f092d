import COpenSSL

/// The context of OpenSSL for a connection: the authorities, the client certificate and the rules.
final class TLSContext {
    private(set) var pointer: OpaquePointer
    /// The authorities that were searched.
    let authorities: Authorities

    init(_ settings: TLSSettings) throws(RedisError) {
        ERR_clear_error()
        guard let context = SSL_CTX_new(TLS_client_method()) else { throw .tls(.other(TLSContext.words())) }
        pointer = context
        authorities = settings.isVerified ? try Authorities.chosen(settings) : Authorities()
        guard tls_require_1_2(context) == 1 else { throw .tls(.other(Self.words())) }
        tls_set_write_mode(context)
        // Without this, OpenSSL would ask on the terminal for the key's pass phrase.
        SSL_CTX_set_default_passwd_cb(context) { _, _, _, _ in 0 }
        try trust(authorities)
        try present(settings.certificate, key: settings.key)
    }

    deinit { SSL_CTX_free(pointer) }

    private func trust(_ authorities: Authorities) throws(RedisError) {
        for file in authorities.files where SSL_CTX_load_verify_locations(pointer, file, nil) != 1 {
            throw .tls(.file(file, Self.words()))
        }
        for directory in authorities.directories where SSL_CTX_load_verify_locations(pointer, nil, directory) != 1 {
            throw .tls(.file(directory, Self.words()))
        }
    }

    /// Presents a certificate with its key, which is in the same file where none is named.
    private func present(_ certificate: String?, key: String?) throws(RedisError) {
        guard let certificate else {
            guard let key else { return }
            throw .tls(.file(key, "no certificate is given with it: --cert"))
        }
        guard SSL_CTX_use_certificate_chain_file(pointer, certificate) == 1 else {
            throw .tls(.file(certificate, Self.words()))
        }
        guard SSL_CTX_use_PrivateKey_file(pointer, key ?? certificate, SSL_FILETYPE_PEM) == 1 else {
            guard let key else { throw .tls(.file(certificate, "it has no private key that can be read: --key")) }
            throw .tls(.file(key, Self.words()))
        }
        guard SSL_CTX_check_private_key(pointer) == 1 else { throw .tls(.file(key ?? certificate, Self.words())) }
    }

    /// Returns OpenSSL's reason for its first error; the system's where a file could not be opened.
    static func words() -> String {
        let code = ERR_get_error()
        if tls_error_is_of_system(code) == 1 { return systemWords(tls_error_reason(code)) }
        guard let reason = ERR_reason_error_string(code) else { return "error \(code)" }
        return String(cString: reason)
    }
}
