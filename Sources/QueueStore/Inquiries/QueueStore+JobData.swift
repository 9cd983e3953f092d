import Queues
import Redis

extension QueueStore {
    /// The longest piece of a value that is read at once, in bytes. The server copies the whole value for each piece.
    private static let longestPiece = 1_024 * 1_024

    /// Reads the whole data of a job, in pieces where scripts are permitted. Data that is replaced meanwhile may be put
    /// together from two versions; an update compares the whole data, and then refuses.
    func data(of target: Operation.Target) throws(Trouble) -> Finding {
        let hash = target.queue.key(of: target.job)
        var replies = try ask([.on(hash, "EXISTS"), .on(hash, "HSTRLEN", "data")])
        let (exists, total) = (try replies.nextCount(), try replies.nextCount())
        guard exists == 1 else { return .refused(.vanished) }
        if total == 0 { return .data([]) }
        guard total <= Finding.longestData else { return .refused(.tooLarge) }
        guard total > Self.longestPiece, abilities.canRunScripts else { return try wholeData(hash) }
        if let data = try pieces(of: hash, total: total) { return data }
        return try wholeData(hash)
    }

    private func wholeData(_ hash: [UInt8]) throws(Trouble) -> Finding {
        var replies = try ask([.on(hash, "HGET", "data")])
        guard let data = try replies.nextBytes() else { return .refused(.vanished) }
        return data.count <= Finding.longestData ? .data(data) : .refused(.tooLarge)
    }

    /// Returns the data read in pieces; nil where scripts turn out not to be permitted.
    private func pieces(of hash: [UInt8], total: Int) throws(Trouble) -> Finding? {
        var data: [UInt8] = []
        data.reserveCapacity(total)
        while data.count < total {
            var replies = try ask([
                StoreScript.excerpt(of: "data", in: hash, from: data.count, count: Self.longestPiece)
            ])
            let reply = replies.reply()
            if reply.isDeniedCommand {
                abilities.canRunScripts = false
                return nil
            }
            // The data has become shorter, or is gone.
            guard let piece = try reply.optionalBytes(), !piece.isEmpty else { return try wholeData(hash) }
            data += piece
        }
        var replies = try ask([.on(hash, "HSTRLEN", "data")])
        return try replies.nextCount() == data.count ? .data(data) : try wholeData(hash)
    }
}
