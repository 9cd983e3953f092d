public import JSONText

/// The parts of two values in a form of JSON, aligned by their paths: members by their names, elements by their places.
public struct JSONAlignment<Node> {
    /// The parts of one value.
    public enum Parts {
        case object([(name: [UInt8], node: Node)])
        case array([Node])
        /// A value that has no parts.
        case value
    }

    /// The values at one path; nil on a side that has none.
    public struct Pair {
        /// The path, `items[0].sku`; empty for the whole value.
        public let path: [UInt8]
        /// The value on the left.
        public let left: Node?
        /// The value on the right.
        public let right: Node?
    }

    /// The pairs, in the order of the left side; those that only the right side has come last in their object.
    public private(set) var pairs: [Pair] = []
    /// Whether there were more than the limit.
    public private(set) var isCut = false

    private let limit: Int
    private let parts: (Node) -> Parts

    /// Aligns two values, either of which may be missing; at most `limit` pairs.
    public init(_ left: Node?, _ right: Node?, limit: Int, parts: @escaping (Node) -> Parts) {
        (self.limit, self.parts) = (limit, parts)
        align(left, right, at: [])
    }

    private mutating func align(_ left: Node?, _ right: Node?, at path: [UInt8]) {
        guard pairs.count < limit else {
            isCut = true
            return
        }
        switch (left.map(parts), right.map(parts)) {
        case (.object(let members)?, .object(let others)?) where !members.isEmpty && !others.isEmpty:
            for name in Self.names(members, others) {
                let place = path.isEmpty ? name : path + [UInt8(ascii: ".")] + name
                align(Self.node(name, members), Self.node(name, others), at: place)
            }
        case (.array(let elements)?, .array(let others)?) where !elements.isEmpty && !others.isEmpty:
            for index in 0..<max(elements.count, others.count) where !isCut {
                align(
                    elements.indices.contains(index) ? elements[index] : nil,
                    others.indices.contains(index) ? others[index] : nil, at: path + Array("[\(index)]".utf8))
            }
        case (nil, nil): break
        default: pairs.append(Pair(path: path, left: left, right: right))
        }
    }

    private typealias Members = [(name: [UInt8], node: Node)]

    /// Returns the names of both objects, each once.
    private static func names(_ members: Members, _ others: Members) -> [[UInt8]] {
        var seen: Set<[UInt8]> = []
        return (members + others).map(\.name).filter { seen.insert($0).inserted }
    }

    /// Returns the value of a name. Of several members of a name the last one counts, as in JavaScript.
    private static func node(_ name: [UInt8], _ members: Members) -> Node? { members.last { $0.name == name }?.node }
}

extension JSON {
    /// The parts of a value for an alignment.
    public var alignedParts: JSONAlignment<JSON>.Parts {
        switch self {
        case .object(let members): .object(members.map { ($0.name.bytes, $0.value) })
        case .array(let elements): .array(elements)
        case .null, .boolean, .number, .string: .value
        }
    }

    /// Returns whether two values are equal in meaning: 1.0 and 1 are, and so are two spellings of a string.
    public func means(_ other: JSON) -> Bool {
        switch (self, other) {
        case (.string(let left), .string(let right)): left.bytes == right.bytes
        case (.number(let left), .number(let right)):
            left.text == right.text
                // Longer numbers may differ in digits that a double does not have.
                || left.text.count <= 15 && right.text.count <= 15 && left.double == right.double
        default: self == other
        }
    }
}
