extension Endpoint {
    /// Reads `redis://[user[:password]@]host[:port][,host[:port]...][/db]`, the same with `rediss` (TLS),
    /// `redis-sentinel://...[/master[/db]]`, the same with `rediss-sentinel`, or
    /// `unix://[user[:password]@]/path[?db=n&password=p]`.
    ///
    /// By default the host is `localhost`, the port 6379 (26379 for Sentinels) and the database 0. Further hosts are
    /// nodes of the same cluster, or Sentinels of the same primary. Every part but the port and the database may hold
    /// percent escapes. Parameters are those of `URLParameter`.
    public init(url: String) throws(EndpointError) {
        let bytes = Array(url.utf8)
        guard let colon = bytes.firstIndex(of: UInt8(ascii: ":")), bytes[colon...].starts(with: "://".utf8) else {
            throw .scheme(nil)
        }
        let rest = bytes[(colon + 3)...]
        let scheme = String(decoding: bytes[..<colon], as: UTF8.self).lowercased()
        switch scheme {
        case "redis": self = try .tcp(rest)
        case "rediss": self = try .tcp(rest, tls: TLSSettings())
        case "redis-sentinel", "redis+sentinel": self = try .tcp(rest, sentinel: SentinelSettings())
        case "rediss-sentinel", "rediss+sentinel":
            self = try .tcp(rest, tls: TLSSettings(), sentinel: SentinelSettings())
        case "unix": self = try .unix(rest)
        default: throw .scheme(scheme.utf8.allSatisfy(Self.isOfScheme) ? scheme : nil)
        }
    }

    private static func isOfScheme(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
        case UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."): true
        default: false
        }
    }

    /// Reads the part after the scheme. The credentials end at the last `@`, since no other part may contain one: an
    /// unescaped `/`, `?` or `@` in a password neither changes the host nor appears in an error.
    private static func tcp(
        _ rest: ArraySlice<UInt8>, tls: TLSSettings? = nil, sentinel: SentinelSettings? = nil
    ) throws(EndpointError) -> Endpoint {
        let at = rest.lastIndex(of: UInt8(ascii: "@"))
        let server = at.map { rest[($0 + 1)...] } ?? rest
        let (place, query) = server.cut(at: UInt8(ascii: "?"))
        let (authority, path) = place.cut(at: UInt8(ascii: "/"))
        var addresses: [Address] = []
        for one in authority.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false) {
            addresses.append(try address(one, port: sentinel == nil ? 6379 : 26379))
        }
        var endpoint = Endpoint(address: addresses[0], tls: tls)
        endpoint.others = Array(addresses.dropFirst())
        endpoint.sentinel = sentinel
        try endpoint.setPath(path ?? [])
        if let at { try endpoint.setCredentials(rest[..<at]) }
        try endpoint.setParameters(query ?? [])
        return endpoint
    }

    /// Sets the database; for Sentinels the name of the primary, and then the database.
    private mutating func setPath(_ path: ArraySlice<UInt8>) throws(EndpointError) {
        var number: ArraySlice<UInt8>? = path
        if sentinel != nil {
            let (name, rest) = path.cut(at: UInt8(ascii: "/"))
            if !name.isEmpty { sentinel?.master = try Self.decode(name, .master) }
            number = rest
        }
        if let number, !number.isEmpty { database = try Self.database(number) }
    }

    private static func unix(_ rest: ArraySlice<UInt8>) throws(EndpointError) -> Endpoint {
        var credentials: ArraySlice<UInt8>?
        var place = rest
        if rest.first != UInt8(ascii: "/") {
            // A socket's path may contain an `@`; the credentials end where the path begins.
            let end = rest.indices.first { rest[$0...].starts(with: "@/".utf8) }
            guard let at = end else { throw .missingPath }
            credentials = rest[..<at]
            place = rest[(at + 1)...]
        }
        let (path, query) = place.cut(at: UInt8(ascii: "?"))
        guard path.count > 1 else { throw .missingPath }
        var endpoint = Endpoint(address: .unix(path: try decode(path, .path)))
        if let credentials { try endpoint.setCredentials(credentials) }
        try endpoint.setParameters(query ?? [])
        return endpoint
    }

    private static func address(_ authority: ArraySlice<UInt8>, port usual: UInt16) throws(EndpointError) -> Address {
        var host = authority
        var port: ArraySlice<UInt8>?
        if authority.first == UInt8(ascii: "[") {
            guard let end = authority.lastIndex(of: UInt8(ascii: "]")) else { throw .host }
            host = authority[(authority.startIndex + 1)..<end]
            let tail = authority[(end + 1)...]
            guard !host.isEmpty, tail.isEmpty || tail.first == UInt8(ascii: ":") else { throw .host }
            port = tail.isEmpty ? nil : tail.dropFirst()
        } else {
            (host, port) = authority.cut(at: UInt8(ascii: ":"))
        }
        let name = host.isEmpty ? "localhost" : try decode(host, .host)
        guard let port, !port.isEmpty else { return .tcp(host: name, port: usual) }
        guard let number = number(port, upTo: 65_535), number > 0 else { throw .port }
        return .tcp(host: name, port: UInt16(number))
    }

    private mutating func setCredentials(_ text: ArraySlice<UInt8>) throws(EndpointError) {
        let (name, secret) = text.cut(at: UInt8(ascii: ":"))
        if !name.isEmpty { user = try Self.decode(name, .user) }
        // `redis://:@host` has neither; an empty password is meaningful only with a user.
        if let secret, !secret.isEmpty || user != nil { password = try Self.decode(secret, .password) }
    }

    static func database(_ digits: some Collection<UInt8>) throws(EndpointError) -> Int {
        guard let number = number(digits, upTo: Int(Int32.max)) else { throw .database }
        return number
    }

    /// Returns a number of decimal digits and nothing else: `Int("+1")` is a number, but not a port.
    private static func number(_ digits: some Collection<UInt8>, upTo limit: Int) -> Int? {
        guard (1...10).contains(digits.count), digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        let number = digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
        return number <= limit ? number : nil
    }

    static func decode(
        _ text: ArraySlice<UInt8>, _ part: EndpointError.Part
    ) throws(EndpointError) -> String {
        var bytes: [UInt8] = []
        var rest = text
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                bytes.append(byte)
                continue
            }
            guard let high = rest.popFirst()?.hexadecimal, let low = rest.popFirst()?.hexadecimal else {
                throw .percentEscape(part)
            }
            bytes.append(high << 4 | low)
        }
        guard let decoded = String(validating: bytes, as: UTF8.self) else { throw .percentEscape(part) }
        // C functions would end these at a NUL.
        if bytes.contains(0), part == .host { throw .host }
        if bytes.contains(0), part == .path { throw .missingPath }
        return decoded
    }
}

extension ArraySlice<UInt8> {
    /// Returns the part before the first `separator`, and the part after it, if there is one.
    func cut(at separator: UInt8) -> (ArraySlice<UInt8>, ArraySlice<UInt8>?) {
        guard let index = firstIndex(of: separator) else { return (self, nil) }
        return (self[..<index], self[(index + 1)...])
    }
}

extension UInt8 {
    fileprivate var hexadecimal: UInt8? {
        switch self {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): self - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): self - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): self - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
