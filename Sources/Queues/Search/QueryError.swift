/// Where a query is wrong, and why.
public struct QueryError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The first character that is wrong, from 0 on; the length of the query where it ends too early.
    public let offset: Int
    /// How many characters are wrong, at least 1.
    public let length: Int
    /// What is wrong: `unknown field "nme"`.
    public let reason: String

    init(_ reason: String, at offset: Int, length: Int = 1) {
        self.reason = reason
        self.offset = offset
        self.length = max(1, length)
    }

    /// For people: `column 5: unknown field "nme"`.
    public var description: String { "column \(offset + 1): \(reason)" }
}
