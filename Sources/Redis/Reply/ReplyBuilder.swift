/// Builds a reply from the parts that hiredis' reader finds, in the order in which it finds them.
final class ReplyBuilder {
    /// An array that still lacks elements.
    private struct Unfinished {
        var elements: [Reply]
        let count: Int
    }

    /// The approximate memory of a reply besides its bytes.
    private static let overhead = 32

    private var unfinished: [Unfinished] = []
    private var finished: Reply?
    /// The number of bytes that may still come.
    private(set) var room = Int.max
    /// Whether more bytes came, or were announced, than are allowed.
    private(set) var isFull = false

    /// Allows further replies to take this much memory, in bytes.
    func allow(_ bytes: Int) { room = bytes }

    /// Reserves memory for a reply. Returns whether there was enough.
    private func take(_ bytes: Int) -> Bool {
        guard bytes <= room else {
            isFull = true
            return false
        }
        room -= bytes
        return true
    }

    /// Returns the finished reply and no longer keeps it; nil where none is finished.
    func take() -> Reply? {
        defer { finished = nil }
        return finished
    }

    /// Begins an array of `count` elements. Returns whether there is room for them: the count is a claim of the server.
    func begin(count: Int) -> Bool {
        guard count > 0 else { return add(.array([])) }
        guard count <= room / Self.overhead else {
            isFull = true
            return false
        }
        var array = Unfinished(elements: [], count: count)
        // Memory is reserved only for elements that really come.
        array.elements.reserveCapacity(min(count, 1024))
        unfinished.append(array)
        return true
    }

    /// Adds a reply that contains no others. Returns whether there is room for it.
    func add(_ reply: Reply) -> Bool {
        guard take(Self.overhead + (reply.bytes?.count ?? reply.error?.message.utf8.count ?? 0)) else { return false }
        var reply = reply
        while let last = unfinished.indices.last {
            unfinished[last].elements.append(reply)
            guard unfinished[last].elements.count == unfinished[last].count else { return true }
            reply = .array(unfinished.removeLast().elements)
        }
        finished = reply
        return true
    }
}
