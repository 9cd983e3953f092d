import TestSupport

/// Changes a stream of RESP2 replies at random, element by element.
struct Mutation {
    private var dice: Dice
    private var pending: [UInt8] = []
    /// About one in this number of elements is changed; each connection has its own number.
    private let rarity: Int
    /// Whether a length was changed, so that the client may wait in vain.
    private(set) var hasChangedLength = false
    /// Whether the connection must end.
    private(set) var isOver = false

    private static let numbers = [
        "9223372036854775807", "-9223372036854775808", "9223372036854775806", "9007199254740993", "-1", "0",
        "4611686018427387904", "99999999999999999999", "-9007199254740993", "1e308", "", "12x", "2147483648",
    ]
    private static let lengths = ["-1", "0", "-2", "2147483647", "536870912", "9223372036854775807", "1", "x"]
    private static let errors = [
        "ERR unknown command", "MOVED 3999 127.0.0.1:6381", "ASK 1 127.0.0.1:1", "NOPERM no", "LOADING x", "BUSY x",
        "WRONGTYPE x", "OOM x", "READONLY x", "NOAUTH x", "MISCONF x", "CLUSTERDOWN x", "TRYAGAIN", "NOSCRIPT x", "",
        "ERR \u{1B}]52;c;aGk=\u{7}", "EXECABORT", "MASTERDOWN x", "UNKILLABLE", "DENIED x",
    ]

    init(seed: UInt64) {
        dice = Dice(seed: seed)
        rarity = dice.pick([4, 12, 40, 120]) ?? 12
    }

    /// Takes bytes of the server, and returns those for the client.
    mutating func take(_ bytes: [UInt8]) -> [UInt8] {
        pending += bytes
        var result: [UInt8] = []
        while !isOver, let (header, body) = nextElement() { result += changed(header, body) }
        return result
    }

    /// Returns a line without its end, and the content of a bulk string with it; nil for an incomplete element.
    private mutating func nextElement() -> (header: [UInt8], body: [UInt8]?)? {
        guard let end = pending.firstIndex(of: 0x0D), end + 1 < pending.count else { return nil }
        let header = Array(pending[..<end])
        var rest = end + 2
        var body: [UInt8]?
        if header.first == UInt8(ascii: "$"), let length = Int(String(decoding: header.dropFirst(), as: UTF8.self)),
            length >= 0
        {
            guard pending.count >= rest + length + 2 else { return nil }
            body = Array(pending[rest..<rest + length])
            rest += length + 2
        }
        pending.removeFirst(rest)
        return (header, body)
    }

    private mutating func changed(_ header: [UInt8], _ body: [UInt8]?) -> [UInt8] {
        guard dice.roll(0...rarity) == 0 else { return Self.element(header, body) }
        switch dice.roll(0...9) {
        case 0:
            isOver = true
            return Array(Self.element(header, body).prefix(dice.roll(0...4)))
        case 1: return line("-" + (dice.pick(Self.errors) ?? ""))
        case 2: return line(dice.pick(["$-1", "*-1", "*0", ":0", "+OK", "+QUEUED", "_", "%0", "#t"]) ?? "")
        case 3: return line(":" + (dice.pick(Self.numbers) ?? ""))
        case 4 where header.first == UInt8(ascii: "$") || header.first == UInt8(ascii: "*"):
            hasChangedLength = true
            let start = String(decoding: header.prefix(1), as: UTF8.self)
            return line(start + (dice.pick(Self.lengths) ?? "")) + (body.map { $0 + [0x0D, 0x0A] } ?? [])
        default: return value(header, body)
        }
    }

    /// Returns another content of the same kind.
    private mutating func value(_ header: [UInt8], _ body: [UInt8]?) -> [UInt8] {
        guard var bytes = body else {
            if header.first == UInt8(ascii: ":") { return line(":" + (dice.pick(Self.numbers) ?? "")) }
            return Self.element(header, nil)
        }
        switch dice.roll(0...4) {
        case 0: bytes = Array((dice.pick(Self.numbers) ?? "").utf8)
        case 1: bytes = []
        case 2: bytes += Array("\u{1B}[2J\u{9B}\r\n\0".utf8) + [0xFF]
        case 3 where !bytes.isEmpty: bytes[dice.roll(0...bytes.count - 1)] = dice.roll(0...255)
        default: bytes = Array(bytes.prefix(bytes.count / 2))
        }
        return Self.element(Array("$\(bytes.count)".utf8), bytes)
    }

    private func line(_ text: String) -> [UInt8] { Array(text.utf8) + [0x0D, 0x0A] }

    private static func element(_ header: [UInt8], _ body: [UInt8]?) -> [UInt8] {
        header + [0x0D, 0x0A] + (body.map { $0 + [0x0D, 0x0A] } ?? [])
    }
}
