import Glibc
public import Queues
import Redis

extension QueueStore: StoreSearcher {
    /// The number of lines of a log that one step reads, and of the newest ones that a search reads unless it reads all.
    private static let logLimit = 1_000
    /// The maximum number of bytes of a log that a search keeps which reads all lines: 16 MiB.
    private static let logBytes = 16 * 1_024 * 1_024
    /// The maximum number of bytes of a line that it reads.
    private static let lineLimit = 16 * 1_024
    /// The number of queues that one pipeline asks for a job.
    private static let queuesAtOnce = 1_000

    /// Begins a search. It tries scripts; permission to read is enough.
    public func search(_ request: SearchRequest) throws(Trouble) -> any JobSearch { try RedisSearch(request, self) }

    /// Begins to read the causes of failed jobs.
    public func causes(of queues: [QueueID]) throws(Trouble) -> any CauseReading { try RedisCauses(queues, self) }

    /// Returns those of some queues that have a job of this id, with one command for each. Where none has, returns
    /// those in which the job's key holds another type, so that reading the job shows the trouble.
    public func queues(among queues: [QueueID], having job: JobID) throws(Trouble) -> [QueueID] {
        var (found, damaged): ([QueueID], [QueueID]) = ([], [])
        let isOwnKey = ScriptFile.queueKeyNames.contains { job.bytes.elementsEqual($0.utf8) }
        for start in stride(from: 0, to: queues.count, by: Self.queuesAtOnce) {
            let part = queues[start..<min(start + Self.queuesAtOnce, queues.count)]
            // Of a queue's keys, only those of jobs have one of these fields (data model, 2.1).
            var replies = try ask(
                part.map {
                    Command("HMGET", arguments: [$0.key(of: job)] + ["data", "timestamp"].map { Array($0.utf8) })
                })
            try replies.checkPermission()
            for queue in part {
                let reply = replies.reply()
                if (reply.array ?? []).contains(where: { !$0.isNull }) { found.append(queue) }
                if reply.error?.code == "WRONGTYPE", !isOwnKey { damaged.append(queue) }
            }
        }
        return found.isEmpty ? damaged : found
    }

    /// Reads the newest lines of a job's log, or all of them, step by step. A line that cannot be read may contain what is
    /// looked for.
    func readLogs(into job: inout SearchedJob, whole: Bool, _ unreadable: inout UnreadableKeys) throws(Trouble) {
        let key = job.queue.key(of: job.id) + ":logs".utf8
        var (windows, bytes, hasCutLines): ([[[UInt8]]], Int, Bool) = ([], 0, false)
        do throws(Trouble) {
            var left = 0
            repeat {
                let last = -1 - windows.count * Self.logLimit
                var replies = try askToRead(
                    [.on(key, "LLEN"), .on(key, "LRANGE", String(last + 1 - Self.logLimit), String(last))],
                    longest: Self.lineLimit)
                let total = try replies.nextCount()
                let lines = try replies.next().parts().map { line throws(Trouble) in try line.excerpt() }
                windows.append(lines.map(\.bytes))
                bytes += lines.reduce(0) { $0 + $1.bytes.count }
                hasCutLines = hasCutLines || lines.contains { $0.bytes.count < $0.length }
                left = lines.isEmpty ? 0 : total + last + 1 - lines.count
            } while whole && left > 0 && bytes < Self.logBytes
            job.logs = Array(windows.reversed().joined())
            job.hasMoreLogs = left > 0 || hasCutLines
        } catch {
            job.logs = Array(windows.reversed().joined())
            job.hasMoreLogs = true
            try note(error, of: key, in: job.queue, &unreadable)
        }
    }

    /// Returns the server's clock, in ms since 1970; our clock where TIME is not permitted.
    func serverTime() throws(Trouble) -> Milliseconds {
        var replies = abilities.canReadTime ? try ask([Command("TIME")]) : Replies([])
        let parts = (replies.reply().array ?? []).compactMap { $0.integer }
        guard parts.count == 2 else { return Milliseconds(Glibc.time(nil)) * 1_000 }
        return parts[0] &* 1_000 &+ parts[1] / 1_000
    }
}
