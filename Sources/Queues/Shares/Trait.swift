/// Something that jobs may share: a value in their data, their worker...
public struct Trait: Hashable, Sendable {
    /// The value of a job that it is about.
    public var kind: Kind
    /// The value: JSON text for a path of the data, a name, or the lower bound of a range of sizes or hours.
    public var value: [UInt8]

    /// The value of a job that a trait is about.
    public enum Kind: Hashable, Sendable {
        /// A value at a path of the data: `payload.currency`; `[]` stands for any element of an array.
        case data([UInt8])
        case name
        case worker
        /// The maximum number of attempts. The number that was made differs between failed and completed jobs by
        /// nature.
        case attempts
        /// The hour of the day (UTC) in which the job ended, `00`...`23`.
        case hour
        /// Data of at least this length, in bytes.
        case size
        case parentQueue
        case scheduler
        case queue
    }

    /// Creates a value of a kind.
    public init(_ kind: Kind, _ value: [UInt8]) {
        self.kind = kind
        self.value = value
    }

    /// Creates a value of a kind.
    init(_ kind: Kind, _ value: String) { self.init(kind, Array(value.utf8)) }

    /// The trait as text for people: `data.payload.currency = "EUR"`, `data ≥ 64 kB`.
    public var text: [UInt8] {
        switch kind {
        case .data(let path): "data.".utf8 + path + " = ".utf8 + value
        case .name: "name = ".utf8 + value
        case .worker: "worker = ".utf8 + value
        case .attempts: "attempts allowed = ".utf8 + value
        case .hour: "ended between ".utf8 + value + ":00 and ".utf8 + value + ":59 UTC".utf8
        case .size: "data of ".utf8 + Self.words(size: lowestSize) + " or more".utf8
        case .parentQueue: "parent queue = ".utf8 + value
        case .scheduler: "job scheduler = ".utf8 + value
        case .queue: "queue = ".utf8 + value
        }
    }

    /// The lowest size of its range, in bytes; 0 for other kinds.
    var lowestSize: Int { kind == .size ? Int(String(decoding: value, as: UTF8.self)) ?? 0 : 0 }

    private static func words(size: Int) -> [UInt8] {
        Array((size < 1_048_576 ? "\(size / 1_024) kB" : "\(size / 1_048_576) MB").utf8)
    }
}
