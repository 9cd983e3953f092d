internal import Queues
internal import Threads

extension CommandSession {
    /// Returns every queue under the prefixes, in order, after searching the whole keyspace; where `--queue` names some,
    /// those of them that exist, and notes the others.
    func allQueues() throws(CommandFailure) -> [QueueSummary] {
        let queues = try ask(Self.everyQueue)
        let absent = source.names.filter { name in !queues.contains { $0.id.name == name || $0.id.base == name } }
        guard !absent.isEmpty else { return queues }
        let others = searchedQueues()
        for name in absent { findings.note(absentQueue: absence(of: name, among: others)) }
        return queues
    }

    private static func everyQueue(of store: any Store) throws(Trouble) -> [QueueSummary] {
        while try store.discover(now: WallClock.now) {}
        guard case .overview(let overview) = try store.answer(.overview, now: WallClock.now).content else { return [] }
        return overview.queues
    }

    /// Returns every queue, whichever are named; none where the list cannot be read whole.
    private func searchedQueues() -> [QueueSummary] {
        guard let store = source.openToSearch?(nil) else { return [] }
        do throws(Trouble) {
            try store.connect()
            return try Self.everyQueue(of: store)
        } catch {
            return []
        }
    }

    /// Returns the queue of a typed name, or of `prefix:name`, which takes precedence.
    func queue(_ word: Argument) throws(CommandFailure) -> QueueID {
        if let queue = try existingQueue(word) { return queue }
        throw try unknown(word)
    }

    /// Returns the queue of a typed name or, where `creates` is true and there is none, a new one of this name under
    /// the first prefix. The jobs that fill it determine its library.
    func queueToFill(_ word: Argument, creates: Bool) throws(CommandFailure) -> QueueID {
        if let queue = try existingQueue(word) { return queue }
        guard creates, !word.bytes.isEmpty else {
            throw try unknown(word, advice: "; --create makes a new one")
        }
        let isWhole = prefixes.contains { word.bytes.starts(with: $0 + [UInt8(ascii: ":")]) }
        let whole = isWhole ? QueueID(base: word.bytes, prefixes: prefixes) : nil
        return whole ?? QueueID(prefix: prefixes[0], name: word.bytes)
    }

    /// Returns the same for jobs that do not show a library: a new queue requires `--library`.
    func queueToFill(_ word: Argument, _ creation: CreationOptions) throws(CommandFailure) -> QueueID {
        if creation.createsQueue, creation.library == nil, !word.bytes.isEmpty, try existingQueue(word) == nil {
            throw .usage(.missingOption("--library bull or --library bullmq to create a queue", command: entry.name))
        }
        return try queueToFill(word, creates: creation.createsQueue)
    }

    /// Returns the queue of a name, without searching the keyspace; nil where there is none.
    private func existingQueue(_ word: Argument) throws(CommandFailure) -> QueueID? {
        let named = prefixes.map { QueueID(prefix: $0, name: word.bytes) }
        let whole = QueueID(base: word.bytes, prefixes: prefixes)
        let found = try ask { store throws(Trouble) in try store.existing(among: [whole].compactMap { $0 } + named) }
        if let whole, found.contains(whole) { return whole }
        guard found.count > 1 else { return found.first }
        let names = found.map { "'\(shown($0.base))'" }.joined(separator: " or ")
        throw .failed("several prefixes have a queue '\(shown(word.bytes))'; say \(names)")
    }

    /// Returns the queues of typed names.
    func queues(_ words: some Sequence<Argument>) throws(CommandFailure) -> [QueueID] {
        var queues: [QueueID] = []
        for word in words {
            let queue = try queue(word)
            if !queues.contains(queue) { queues.append(queue) }
        }
        return queues
    }

    /// Returns the failure for a queue that does not exist, with the one that may have been meant, or another advice.
    private func unknown(_ word: Argument, advice: String = "") throws(CommandFailure) -> CommandFailure {
        // Where queues are named, others are not among all of them.
        let others = source.names.isEmpty ? try allQueues() : searchedQueues()
        return .failed(absence(of: word.bytes, among: others) + advice)
    }

    /// Returns the message that a queue does not exist, with the one of `queues` that may have been meant.
    private func absence(of name: [UInt8], among queues: [QueueSummary]) -> String {
        let names = queues.flatMap { [shown($0.id.name), shown($0.id.base)] }
        let hint = Spelling.nearest(to: shown(name), in: names).map { "; did you mean '\($0)'?" } ?? ""
        let place = prefixes.map { "'\(shown($0))'" }.joined(separator: ", ")
        let prefix = prefixes.count == 1 ? "the prefix" : "the prefixes"
        return "there is no queue '\(shown(name))' under \(prefix) \(place)\(hint)"
    }
}
