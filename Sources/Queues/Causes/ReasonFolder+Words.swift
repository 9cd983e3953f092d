extension ReasonFolder {
    /// The words with digits that are names, in lower case.
    private static let names: Set<[UInt8]> = Set(
        [
            "s3", "ec2", "k8s", "i18n", "log4j", "utf8", "utf16", "utf8mb4", "sha1", "sha256", "sha512", "md5", "x509",
            "base64", "oauth2", "http2", "http3", "h2", "ipv4", "ipv6", "tlsv1", "sslv3", "mp3", "mp4", "h264", "h265",
            "x64", "x86", "arm64", "amd64", "win32", "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32",
            "uint64", "float32", "float64", "es5", "es6", "pkcs7", "pkcs8", "pkcs12", "web3", "neo4j", "db2",
        ].map { Array($0.utf8) })
    /// The units that may follow a number, in lower case.
    private static let units: Set<[UInt8]> = Set(
        [
            "ns", "us", "ms", "s", "sec", "secs", "m", "min", "mins", "h", "d", "b", "k", "kb", "mb", "gb", "tb", "kib",
            "mib",
            "gib", "px", "x", "st", "nd", "rd", "th", "hz", "xx",
        ].map { Array($0.utf8) })
    /// The beginnings of error codes with a hyphen: `ORA-00942`.
    private static let codePrefixes = ["ORA", "DPI", "NJS", "PLS", "RFC", "CVE"].map { Array($0.utf8) }
    /// The beginnings of error codes without a hyphen: `P2002` of Prisma, `E11000` of MongoDB, `TS2345` of TypeScript.
    private static let codeLetters = ["E", "P", "F", "TS"].map { Array($0.utf8) }

    /// Copies the word at the position with its varying parts folded.
    mutating func foldWord() {
        let end = runEnd(from: position) { $0.isWord || $0 == UInt8(ascii: "-") }
        let word = text[position..<end]
        guard word.contains(where: \.isDigit) else { return keep(to: end) }
        if word.starts(with: "0x".utf8) || Self.isHash(word) { return replace(to: end, by: .hash) }
        let isCode = Self.codePrefixes.contains { word.starts(with: $0 + [UInt8(ascii: "-")]) }
        if isCode || isStateCode(word) { return keep(to: end) }
        var spelling: [UInt8] = []
        var part: [UInt8] = []
        for byte in word {
            guard byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-") else {
                part.append(byte)
                continue
            }
            spelling += Self.folded(part)
            spelling.append(byte)
            part = []
        }
        spelling += Self.folded(part)
        guard let only = Placeholder.allCases.first(where: { spelling.elementsEqual($0.rawValue.utf8) }) else {
            return keep(to: end, as: spelling)
        }
        replace(to: end, by: only)
    }

    /// Returns whether a word has eight hexadecimal digits or more, both letters and decimal digits: a commit, a
    /// digest, the id of a document.
    private static func isHash(_ word: ArraySlice<UInt8>) -> Bool {
        word.count >= 8 && word.allSatisfy(\.isHexDigit) && word.contains(where: \.isLetter)
            && word.contains(where: \.isDigit)
    }

    /// Returns whether a word is the code of five characters after `SQLSTATE`.
    private func isStateCode(_ word: ArraySlice<UInt8>) -> Bool {
        word.count == 5 && previousWord.elementsEqual("sqlstate".utf8) && position - previousWordEnd <= 2
    }

    /// Returns a part of a word between `_` and `-`, folded where it varies.
    private static func folded(_ part: [UInt8]) -> [UInt8] {
        let digits = part.count(where: \.isDigit)
        if digits == 0 || names.contains(part.map(\.lowercased)) || isErrorCode(part) { return part }
        let number = Array(Placeholder.number.rawValue.utf8)
        if digits == part.count { return number }
        if isHash(part[...]) { return Array(Placeholder.hash.rawValue.utf8) }
        let stem = part.prefix { !$0.isDigit }
        if stem.count + digits == part.count, part.dropFirst(stem.count).allSatisfy(\.isDigit) { return stem + number }
        let tail = part.drop(while: \.isDigit)
        if stem.isEmpty, units.contains(tail.map(\.lowercased)) { return number + tail }
        return Array(Placeholder.id.rawValue.utf8)
    }

    private static func isErrorCode(_ part: [UInt8]) -> Bool {
        codeLetters.contains {
            part.starts(with: $0) && 4...5 ~= part.count - $0.count
                && part.dropFirst($0.count).allSatisfy(\.isDigit)
        }
    }
}
