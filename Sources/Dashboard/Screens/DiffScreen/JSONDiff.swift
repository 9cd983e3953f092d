import JSONText
import Queues

/// Two JSON values aligned by the paths of their parts.
struct JSONDiff {
    /// The maximum number of values that are compared.
    static let limit = 5_000
    /// The path of the whole value.
    static let whole = Array("(all)".utf8)

    /// The values, in the order of the left side; values that only the right side has come last in their object.
    let rows: [DiffRow]
    /// Whether there were more than `limit`.
    let isCut: Bool

    /// Compares two values, either of which may be missing. At the places of `hidden`, what is hidden differs.
    init(_ left: JSON?, _ right: JSON?, hidden: Set<[UInt8]> = []) {
        let aligned = JSONAlignment(left, right, limit: Self.limit) { $0.alignedParts }
        isCut = aligned.isCut
        rows = aligned.pairs.map { pair in
            let isEqual = pair.left.flatMap { left in pair.right.map { left.means($0) } } ?? false
            return DiffRow(
                path: pair.path.isEmpty ? Self.whole : pair.path, left: pair.left.map(DiffValue.init),
                right: pair.right.map(DiffValue.init), kind: isEqual ? .equal : .different
            ).hiding(hidden.contains(pair.path))
        }
    }
}
