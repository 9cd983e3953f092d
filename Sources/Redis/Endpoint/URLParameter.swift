/// The parameters after the `?` of a URL.
public enum URLParameter: String, CaseIterable, Sendable {
    /// The number of the database.
    case database = "db"
    /// The password.
    case password
    /// Whether the connection is encrypted.
    case tls
    /// The name of the primary that Sentinels watch, which may also be in the path.
    case masterName = "master"
    /// The name of the primary, as lettuce calls the parameter.
    case sentinelMasterID = "sentinelMasterId"
    /// The ACL user of the Sentinels.
    case sentinelUser = "sentinel-user"
    /// The Sentinels' own password.
    case sentinelPassword = "sentinel-password"
    /// The file with trusted authorities.
    case authorityFile = "cacert"
    /// The directory with trusted authorities.
    case authorityDirectory = "cacertdir"
    /// The file with the client certificate.
    case certificate = "cert"
    /// The file with the client certificate's key.
    case key
    /// The server name that is sent (SNI).
    case sni
    /// The name that the server's certificate must have.
    case serverName = "tls-server-name"
    /// Whether the server's certificate is not verified.
    case insecure
}

extension Endpoint {
    /// Sets the parameters of a URL, those that turn TLS on before those that depend on it.
    mutating func setParameters(_ query: ArraySlice<UInt8>) throws(EndpointError) {
        var others: [(URLParameter, String)] = []
        for text in query.split(separator: UInt8(ascii: "&")) {
            let (name, value) = text.cut(at: UInt8(ascii: "="))
            guard let parameter = URLParameter(rawValue: String(decoding: name, as: UTF8.self)) else {
                throw .unknownParameter(value == nil ? nil : Self.quotable(name))
            }
            let decoded = try Self.decode(value ?? [], parameter == .database ? .database : .parameter)
            if parameter == .tls { try setEncryption(decoded) } else { others.append((parameter, decoded)) }
        }
        for (parameter, value) in others { try set(parameter, value) }
    }

    /// Returns a name that an error may quote: a word before a `=`. Anything else may be a part of a password.
    private static func quotable(_ name: ArraySlice<UInt8>) -> String? {
        let isWord = name.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
                true
            default: false
            }
        }
        return isWord && (1...32).contains(name.count) ? String(decoding: name, as: UTF8.self) : nil
    }

    private mutating func setEncryption(_ value: String) throws(EndpointError) {
        if try Self.isTrue(.tls, value) {
            tls = tls ?? TLSSettings()
        } else if tls != nil {
            throw .contradictsTLS
        }
    }

    private mutating func set(_ parameter: URLParameter, _ value: String) throws(EndpointError) {
        switch parameter {
        case .tls: try setEncryption(value)
        case .database: database = try Self.database(value.utf8)
        case .password: password = value
        case .masterName, .sentinelMasterID, .sentinelUser, .sentinelPassword: try setSentinel(parameter, value)
        case .authorityFile, .authorityDirectory, .certificate, .key, .sni, .serverName, .insecure:
            try setTLS(parameter, value)
        }
    }

    private mutating func setSentinel(_ parameter: URLParameter, _ value: String) throws(EndpointError) {
        guard sentinel != nil else { throw .needsSentinels(parameter) }
        switch parameter {
        case .sentinelUser: sentinel?.user = value
        case .sentinelPassword: sentinel?.password = value
        default: sentinel?.master = value
        }
    }

    private mutating func setTLS(_ parameter: URLParameter, _ value: String) throws(EndpointError) {
        guard tls != nil else { throw .needsTLS(parameter) }
        switch parameter {
        case .authorityFile: tls?.authorityFile = value
        case .authorityDirectory: tls?.authorityDirectory = value
        case .certificate: tls?.certificate = value
        case .key: tls?.key = value
        case .sni: tls?.sni = value
        case .serverName: tls?.serverName = value
        default: tls?.isVerified = !(try Self.isTrue(parameter, value))
        }
    }

    /// Returns the value of a parameter that is true or false. It is true where only its name is given.
    private static func isTrue(_ parameter: URLParameter, _ value: String) throws(EndpointError) -> Bool {
        switch value.lowercased() {
        case "", "1", "true", "yes": true
        case "0", "false", "no": false
        default: throw .truth(parameter)
        }
    }
}
