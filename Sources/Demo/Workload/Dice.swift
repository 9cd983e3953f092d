/// A seeded source of all random choices: the same seed makes the same workload (SplitMix64).
struct Dice: RandomNumberGenerator, Sendable {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    /// Creates a separate source for the part called `name`, so that the choices of one part do not shift those of
    /// another.
    init(seed: UInt64, for name: String) {
        state = name.utf8.reduce(seed ^ 0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
    }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }

    /// Returns true in `percent` of a hundred cases.
    mutating func happens(_ percent: Int) -> Bool { between(0, 99) < percent }

    /// Returns a number from `low` to `high`, both included.
    mutating func between<Number: FixedWidthInteger>(_ low: Number, _ high: Number) -> Number {
        Number.random(in: low...high, using: &self)
    }

    /// Returns one of `choices`.
    mutating func pick<Choice>(_ first: Choice, _ others: Choice...) -> Choice {
        let index = between(0, others.count)
        return index == 0 ? first : others[index - 1]
    }

    /// Returns a number of lower case hexadecimal digits.
    mutating func hex(_ digits: Int) -> String {
        var text = ""
        for _ in 0..<digits { text += String(between(0, 15), radix: 16) }
        return text
    }

    /// Returns a text of the form of a UUID.
    mutating func uuid() -> String { "\(hex(8))-\(hex(4))-4\(hex(3))-a\(hex(3))-\(hex(12))" }

    /// Returns a customer's e-mail address.
    mutating func address() -> String {
        let name = pick("ada", "grace", "linus", "margaret", "edsger", "barbara", "niklaus", "zoë", "jürgen", "akira")
        return "\(name)\(between(1, 400))@\(pick("example.com", "example.org", "mail.example.net"))"
    }
}
