/// A number of JSON, as it is written: `1e3` stays `1e3`, and no digit is lost.
public struct JSONNumber: Hashable, Sendable {
    /// How it is written.
    public let text: [UInt8]

    init(text: [UInt8]) { self.text = text }

    /// A whole number.
    public init(_ value: Int64) { text = Array(String(value).utf8) }

    /// Its value, if that is whole and within 64 bits, however it is written.
    public var integer: Int64? {
        Int64(String(decoding: text, as: UTF8.self)) ?? Int64(exactly: double)
    }

    /// The nearest double, which is what JavaScript makes of it.
    public var double: Double { Double(String(decoding: text, as: UTF8.self)) ?? .nan }
}
