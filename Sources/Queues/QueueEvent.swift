/// One entry of a queue's stream of events (data model, 1.4).
public struct QueueEvent: Equatable, Sendable {
    /// The entry's id, `<ms>-<n>`.
    public var id: [UInt8]
    /// Its fields, in order; `event` is its name.
    public var fields: [Field]
    /// Whether events before it may be lost: those that were read last are no longer in the stream. Only a tail finds that out.
    public var isAfterGap = false

    /// The maximum number of bytes of a value that are read: 64 KiB.
    public static let longestValue = 64 * 1_024

    /// A field of an entry.
    public struct Field: Equatable, Sendable {
        /// Its name.
        public var name: [UInt8]
        /// Its value, cut to `longestValue` bytes.
        public var value: [UInt8]
        /// The length of the whole value, in bytes.
        public var length: Int

        /// Creates a field. The value is whole unless `length` is larger.
        public init(_ name: [UInt8], _ value: [UInt8], length: Int? = nil) {
            self.name = name
            self.value = value
            self.length = length ?? value.count
        }

        /// Whether the value is only the beginning of what the server has.
        public var isCut: Bool { value.count < length }
    }

    /// Creates an entry of these fields.
    public init(id: [UInt8], fields: [Field]) {
        self.id = id
        self.fields = fields
    }

    /// The time of the event, ms since 1970 on the server's clock; nil where the id does not contain one.
    public var timestamp: Milliseconds? {
        Milliseconds(String(decoding: id.prefix { $0 != UInt8(ascii: "-") }, as: UTF8.self))
    }

    /// Returns the value of a field; nil where there is none of this name.
    public subscript(name: String) -> [UInt8]? { fields.first { $0.name.elementsEqual(name.utf8) }?.value }
}
