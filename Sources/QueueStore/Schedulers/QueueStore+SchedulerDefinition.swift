import JSONText
public import Queues
import Redis

extension QueueStore {
    /// Reads a job scheduler whole, for changing it: an upsert of what is returned leaves all but its next run as it is. nil
    /// where there is none of this id, or a legacy repeatable. Its data may be large.
    public func definition(ofScheduler id: [UInt8], in queue: QueueID) throws(Trouble) -> NewScheduler? {
        let fields = ["ic", "name", "every", "pattern", "tz", "limit", "startDate", "endDate", "data", "opts"]
        let key = QueueKeys(queue).repeat + ":".utf8 + id
        var replies = try ask([Command("HMGET", arguments: [key] + fields.map { Array($0.utf8) })])
        let reply = replies.next()
        if let error = reply.error { throw Trouble(error) }
        var values = Replies(reply.elements)
        guard values.next().bytes != nil, let name = values.next().bytes else { return nil }
        let (every, pattern, zone) = (values.next().integer, values.next().text, values.next().text)
        guard let rhythm: NewScheduler.Rhythm = every.map({ .every($0) }) ?? pattern.map({ .cron($0, timeZone: zone) })
        else { return nil }
        var scheduler = NewScheduler(id: id, rhythm: rhythm, name: name)
        scheduler.limit = values.next().integer.map { Int(clamping: $0) }
        scheduler.startDate = values.next().integer
        scheduler.endDate = values.next().integer
        // Absent is what the library makes of an empty object.
        scheduler.data = values.next().bytes ?? scheduler.data
        if let text = values.next().bytes, let options = try? JSON(text) {
            scheduler.options = OptionTable.named(options).text()
        }
        return scheduler
    }
}
