extension ReasonFolder {
    /// The words before a number of at most three digits that is a code.
    private static let shortCodes = ["status", "statuscode", "status_code", "code", "http", "exit", "signal"]
    /// The words before a number of at most five digits that is a code.
    private static let longCodes = ["errno", "sqlstate", "error"]
    /// The words before a status of HTTP that ends a sentence or a part of one.
    private static let answers = ["returned", "responded", "with", "answered", "got", "received"]
    /// The beginnings of HTTP's reason phrases (RFC 9110, 15).
    private static let phrases = [
        "Bad", "Unauthorized", "Payment", "Forbidden", "Not", "Method", "Proxy", "Request", "Conflict", "Gone",
        "Length",
        "Precondition", "Content", "Payload", "URI", "Unsupported", "Range", "Expectation", "Misdirected",
        "Unprocessable",
        "Locked", "Upgrade", "Too", "Internal", "Service", "Gateway", "Insufficient", "Moved", "Found", "Temporary",
    ]

    /// Replaces the number at the position, or keeps it where it is a code. Returns false where no number is there.
    mutating func foldNumber() -> Bool {
        let hasSign = byte() == UInt8(ascii: "-") || byte() == UInt8(ascii: "+")
        guard byte(hasSign ? 1 : 0)?.isDigit == true else { return false }
        let start = hasSign ? position + 1 : position
        let digits = runEnd(from: start) { $0.isDigit }
        var end = digits
        while let next = shapeEnd(".d", at: end) ?? shapeEnd(",d", at: end) { end = runEnd(from: next) { $0.isDigit } }
        if let code = codeEnd(digits: start..<digits, whole: end) {
            folded += text[position..<code]
            previousWordEnd = code
            position = code
            return true
        }
        // Letters that follow belong to a word with digits: `3rd`, `8f3ka92`, `12-34`.
        if end == digits, end < text.count, text[end].isWord || text[end] == UInt8(ascii: "-") { return false }
        replace(to: end, by: .number)
        return true
    }

    /// Returns the end of the number if it is a code: of HTTP, SMTP, gRPC, SQL, a process or the system.
    private func codeEnd(digits: Range<Int>, whole: Int) -> Int? {
        guard whole == text.count || !text[whole].isWord else { return nil }
        let gap = text[previousWordEnd..<position]
        let isNear = !previousWord.isEmpty && gap.count <= 4 && gap.allSatisfy { " :=[(#\"'/".utf8.contains($0) }
        let isWord: (String) -> Bool = { previousWord.elementsEqual($0.utf8) }
        if isNear, whole - digits.lowerBound <= 3, Self.shortCodes.contains(where: isWord) { return whole }
        if isNear, whole - digits.lowerBound <= 5, Self.longCodes.contains(where: isWord) {
            if !isWord("error") || gap.elementsEqual([0x20]) { return whole }
        }
        guard whole == digits.upperBound, digits.count <= 3 else { return mailCodeEnd(whole) }
        if isNear, digits.count == 3, (0x31...0x35).contains(text[digits.lowerBound]),
            Self.answers.contains(where: isWord),
            whole == text.count || ".,:;)]\n".utf8.contains(text[whole])
        {
            return whole
        }
        guard let next = shapeEnd(" ", at: whole), next < text.count else { return nil }
        let isFirst = folded.allSatisfy { $0 == 0x20 }
        if isFirst, text[next].isLetter || shapeEnd("d.d.d", at: next) != nil { return whole }
        if shapeEnd("d.d.d", at: next) != nil || shapeEnd("-d.d.d", at: whole) != nil { return whole }
        return digits.count == 3 && Self.phrases.contains { text[next...].starts(with: $0.utf8) } ? whole : nil
    }

    /// Returns the end of an enhanced status code that follows a reply code of SMTP: `550 5.1.1` (RFC 3463).
    private func mailCodeEnd(_ end: Int) -> Int? {
        guard let last = shapeEnd("d.d.d", at: position), runEnd(from: last, where: \.isDigit) == end, position >= 4,
            shapeEnd("ddd", at: position - 4) == position - 1
        else { return nil }
        return end
    }
}
