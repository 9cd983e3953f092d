/// Puts a reply together from the parts that hiredis' reader finds, in the order in which it finds them.
final class ReplyBuilder {
    /// An array that still lacks elements.
    private struct Unfinished {
        var elements: [Reply]
        let count: Int
    }

    private var unfinished: [Unfinished] = []
    private var finished: Reply?

    /// The reply, once: it is no longer kept.
    func take() -> Reply? {
        defer { finished = nil }
        return finished
    }

    /// An array of `count` elements begins.
    func begin(count: Int) {
        guard count > 0 else { return add(.array([])) }
        var array = Unfinished(elements: [], count: count)
        // The count is the server's word; memory is given for what really comes.
        array.elements.reserveCapacity(min(count, 1024))
        unfinished.append(array)
    }

    /// A reply that holds no others, or whose last element has come.
    func add(_ reply: Reply) {
        var reply = reply
        while let last = unfinished.indices.last {
            unfinished[last].elements.append(reply)
            guard unfinished[last].elements.count == unfinished[last].count else { return }
            reply = .array(unfinished.removeLast().elements)
        }
        finished = reply
    }
}
