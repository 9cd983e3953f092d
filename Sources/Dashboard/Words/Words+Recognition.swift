import Queues

extension Words {
    /// Returns the words for a server of another kind than expected.
    static func recognition(_ trouble: Trouble) -> Advice {
        switch trouble {
        case .needsTLS:
            Advice(
                text: "The port speaks TLS, and was spoken to without.",
                attempt: "Use rediss:// instead of redis://, or --tls.")
        case .needsNoTLS:
            Advice(
                text: "The port is a Redis without TLS, and was spoken to with it.",
                attempt: "Use redis:// instead of rediss://, without --tls.")
        case .sentinel(let masters):
            Advice(
                text: masters.isEmpty
                    ? "This is a Sentinel, which has no data and watches no primary."
                    : "This is a Sentinel, which has no data; it watches \(masters.map(short).joined(separator: ", ")).",
                attempt: "Use redis-sentinel://HOST:PORT/\(masters.first.map(short) ?? "MASTER"), "
                    + "or rediss-sentinel:// with TLS, instead of redis://.")
        case .sentinels(let trouble): sentinels(trouble)
        case .webServer(let words):
            Advice(
                text: "This is a web server, not a Redis (\(short(words))).",
                attempt: "Check the port: Redis' own is 6379.")
        case .notRedis(let words):
            Advice(
                text: "What answers is not a Redis; it said \"\(short(words))\".",
                attempt: "Check the host and the port.")
        case .tls(let words):
            Advice(
                text: "The TLS handshake failed (\(short(words))).",
                attempt: "Check whether the port speaks TLS 1.2 or newer; the server's log has its side.")
        case .certificate(let trouble): certificate(trouble)
        default: Advice(text: "Something else answers.", attempt: "Check the host and the port.")
        }
    }

    private static func certificate(_ trouble: CertificateTrouble) -> Advice {
        switch trouble {
        case .expired(let time):
            Advice(
                text: "The server's certificate expired at \(short(time)).",
                attempt: "Renew it on the server, or check this machine's clock; --insecure connects without the check."
            )
        case .notYetValid(let time):
            Advice(
                text: "The server's certificate is not valid before \(short(time)).",
                attempt: "Check the clocks of this machine and of the one that made the certificate.")
        case .wrongName(let expected, let names):
            Advice(
                text: names.isEmpty
                    ? "The server's certificate is not for \(short(expected)), nor for any other name."
                    : "The server's certificate is for \(short(names.joined(separator: ", "))), not for \(short(expected)).",
                attempt: "Connect by a name that it is for, or give that with --tls-server-name.")
        case .unknownAuthority(let words, let searched):
            Advice(
                text: "No trusted authority has signed the server's certificate (\(short(words))).",
                attempt: "Give its authority with --cacert; looked in \(searched.map(short).joined(separator: ", ")).")
        case .unhashed(let directory):
            Advice(
                text:
                    "No trusted authority has signed the server's certificate: \(short(directory)) has no hashed names.",
                attempt: "Run openssl rehash \(short(directory)), or give a file of certificates with --cacert.")
        case .clientCertificateRequired:
            Advice(
                text: "The server wants a certificate of the client's.",
                attempt: "Give one with --cert and --key.")
        case .clientCertificateRefused(let words):
            Advice(
                text: "The server does not accept the certificate of --cert (\(short(words))).",
                attempt: "Give one that is valid and signed by an authority of the server's tls-ca-cert-file.")
        case .file(let path, let words):
            Advice(
                text: "\(short(path)) cannot be used (\(short(words))).",
                attempt: "Check the path, who may read it, and that it holds PEM without a pass phrase.")
        }
    }
}
