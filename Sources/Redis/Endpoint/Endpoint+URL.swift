extension Endpoint {
    /// Reads `redis://[user[:password]@]host[:port][/db]`, the same with `rediss` (TLS), or
    /// `unix://[user[:password]@]/path[?db=n&password=p]`.
    ///
    /// Without them the host is `localhost`, the port 6379 and the database 0. Every part but the port and the database
    /// may hold percent escapes.
    public init(url: String) throws(EndpointError) {
        let bytes = Array(url.utf8)
        guard let colon = bytes.firstIndex(of: UInt8(ascii: ":")), bytes[colon...].starts(with: "://".utf8) else {
            throw .scheme(nil)
        }
        let rest = bytes[(colon + 3)...]
        let scheme = String(decoding: bytes[..<colon], as: UTF8.self).lowercased()
        switch scheme {
        case "redis": self = try .tcp(rest, usesTLS: false)
        case "rediss": self = try .tcp(rest, usesTLS: true)
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

    /// The credentials end at the last `@`, for no other part may hold one: an unescaped `/`, `?` or `@` in a password
    /// then neither changes the host nor ends up in an error.
    private static func tcp(_ rest: ArraySlice<UInt8>, usesTLS: Bool) throws(EndpointError) -> Endpoint {
        let at = rest.lastIndex(of: UInt8(ascii: "@"))
        let server = at.map { rest[($0 + 1)...] } ?? rest
        let (place, query) = server.cut(at: UInt8(ascii: "?"))
        guard query?.isEmpty ?? true else { throw .unknownParameter }
        let (authority, path) = place.cut(at: UInt8(ascii: "/"))
        let (host, port) = try hostAndPort(authority)
        var endpoint = Endpoint(address: .tcp(host: host, port: port), tls: usesTLS ? TLSSettings() : nil)
        if let path, !path.isEmpty { endpoint.database = try database(path) }
        if let at { try endpoint.setCredentials(rest[..<at]) }
        return endpoint
    }

    private static func unix(_ rest: ArraySlice<UInt8>) throws(EndpointError) -> Endpoint {
        var credentials: ArraySlice<UInt8>?
        var place = rest
        if rest.first != UInt8(ascii: "/") {
            // A socket's path may hold an `@`; the credentials end where the path begins.
            let end = rest.indices.first { rest[$0...].starts(with: "@/".utf8) }
            guard let at = end else { throw .missingPath }
            credentials = rest[..<at]
            place = rest[(at + 1)...]
        }
        let (path, query) = place.cut(at: UInt8(ascii: "?"))
        guard path.count > 1 else { throw .missingPath }
        var endpoint = Endpoint(address: .unix(path: try decode(path, .path)))
        if let credentials { try endpoint.setCredentials(credentials) }
        for parameter in (query ?? []).split(separator: UInt8(ascii: "&")) { try endpoint.setParameter(parameter) }
        return endpoint
    }

    private static func hostAndPort(_ authority: ArraySlice<UInt8>) throws(EndpointError) -> (String, UInt16) {
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
        guard let port, !port.isEmpty else { return (name, 6379) }
        guard let number = number(port, upTo: 65_535), number > 0 else { throw .port }
        return (name, UInt16(number))
    }

    private mutating func setCredentials(_ text: ArraySlice<UInt8>) throws(EndpointError) {
        let (name, secret) = text.cut(at: UInt8(ascii: ":"))
        if !name.isEmpty { user = try Self.decode(name, .user) }
        // `redis://:@host` has neither; an empty password makes sense for a named user only.
        if let secret, !secret.isEmpty || user != nil { password = try Self.decode(secret, .password) }
    }

    private mutating func setParameter(_ text: ArraySlice<UInt8>) throws(EndpointError) {
        let (name, value) = text.cut(at: UInt8(ascii: "="))
        switch String(decoding: name, as: UTF8.self) {
        case "db": database = try Self.database(Self.decode(value ?? [], .database).utf8)
        case "password": password = try Self.decode(value ?? [], .password)
        default: throw .unknownParameter
        }
    }

    private static func database(_ digits: some Collection<UInt8>) throws(EndpointError) -> Int {
        guard let number = number(digits, upTo: Int(Int32.max)) else { throw .database }
        return number
    }

    /// Decimal digits and nothing else: `Int("+1")` is a number, but no port.
    private static func number(_ digits: some Collection<UInt8>, upTo limit: Int) -> Int? {
        guard (1...10).contains(digits.count), digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        let number = digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
        return number <= limit ? number : nil
    }

    private static func decode(
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
        // The C functions that take these end at a NUL.
        if bytes.contains(0), part == .host { throw .host }
        if bytes.contains(0), part == .path { throw .missingPath }
        return decoded
    }
}

extension ArraySlice<UInt8> {
    /// What stands before the first `separator` and, when there is one, what stands after it.
    fileprivate func cut(at separator: UInt8) -> (ArraySlice<UInt8>, ArraySlice<UInt8>?) {
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
