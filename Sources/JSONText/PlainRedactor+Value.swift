/// What is hidden.
extension PlainRedactor {
    /// Takes a byte of a value, or the one that ends it.
    mutating func hide(_ byte: UInt8, _ text: inout [UInt8]) {
        guard byte != UInt8(ascii: "\\") else {
            value.backslashes += 1
            return
        }
        if value.ends(before: byte) {
            let backslashes = value.backslashes
            endValue(takingBackslashes: false, &text)
            state = .text
            text += repeatElement(UInt8(ascii: "\\"), count: backslashes)
            name.clear()
            return between(byte, &text)
        }
        let isLast = value.closes(with: byte)
        takeBackslashes(&text)
        take(byte, &text)
        if isLast { forget(byte) }
    }

    private mutating func takeBackslashes(_ text: inout [UInt8]) {
        let count = value.backslashes
        value.backslashes = 0
        for _ in 0..<count { take(UInt8(ascii: "\\"), &text) }
    }

    private mutating func take(_ byte: UInt8, _ text: inout [UInt8]) {
        value.take(byte)
        if value.isDecided {
            mask(1, &text)
        } else if !value.mayBeLiteral {
            value.isDecided = true
            mask(value.head.count, &text)
        }
    }

    /// Ends a value: what is not decided is shown if it is a word such as null.
    mutating func endValue(takingBackslashes: Bool, _ text: inout [UInt8]) {
        if takingBackslashes { takeBackslashes(&text) }
        if value.isLiteral {
            text += value.head
        } else if !value.isDecided, !value.head.isEmpty {
            mask(value.head.count, &text)
        }
        value = PlainValue()
    }

    /// Hides bytes: a mask at the first of them and, where the length is to stay, one byte for each.
    private mutating func mask(_ count: Int, _ text: inout [UInt8]) {
        if keepsLength {
            let stars = max(0, min(3, value.length + count) - value.length)
            text += repeatElement(UInt8(ascii: "*"), count: stars)
            text += repeatElement(0x20, count: count - stars)
        } else if value.length == 0 {
            text += "***".utf8
        }
        value.length += count
        hasHidden = true
    }
}

/// The passwords of URLs.
extension PlainRedactor {
    /// The most bytes that are held before it is known what they are.
    private static let addressLimit = 1_024

    /// Takes a byte behind `://`.
    mutating func takeAddress(_ byte: UInt8, _ text: inout [UInt8]) {
        let isEnd = byte <= 0x20 || byte.isQuote || "/?#<>\\".utf8.contains(byte)
        switch state {
        case .user where !isEnd && byte != UInt8(ascii: "@"):
            text.append(byte)
            if byte == UInt8(ascii: ":") { (state, held, lastAt) = (.password, [], nil) }
        case .password where !isEnd:
            if byte == UInt8(ascii: "@") { lastAt = held.count }
            held.append(byte)
            // What is so long is no host.
            if held.count >= Self.addressLimit { endAddress(isCut: true, &text) }
        case .password:
            endAddress(isCut: false, &text)
            process(byte, &text)
        default:
            state = .text
            between(byte, &text)
        }
    }

    /// Ends a host with what stands before its `@`, which is hidden. Without one, it is a port; where the text is cut there, it may be the
    /// beginning of a password.
    mutating func endAddress(isCut: Bool, _ text: inout [UInt8]) {
        let isPort = held.count <= 5 && held.allSatisfy { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }
        let (bytes, secret) = (held, lastAt ?? (isCut && !isPort ? held.count : 0))
        (held, lastAt, value, state) = ([], nil, PlainValue(), .text)
        if secret > 0 { mask(secret, &text) }
        value = PlainValue()
        forget(0x20)
        for byte in bytes[secret...] { process(byte, &text) }
    }
}
