/// A job's id: bytes, from the reply that brought it to the command that names it.
public struct JobID: Hashable, Sendable {
    /// The id as Redis holds it. It may be invalid UTF-8, and may contain `:`.
    public let bytes: [UInt8]

    /// The id of these bytes.
    public init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// The id that a person typed.
    public init(_ text: String) { self.bytes = Array(text.utf8) }
}
