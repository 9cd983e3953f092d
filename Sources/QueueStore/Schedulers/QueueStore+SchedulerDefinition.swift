import JSONText
public import Queues
import Redis

extension QueueStore {
    /// Reads a whole job scheduler for changing it: an upsert of the result leaves everything but its next run as it
    /// is. Returns nil where there is none of this id, and for a legacy repeatable. Its data may be large.
    public func definition(ofScheduler id: [UInt8], in queue: QueueID) throws(Trouble) -> NewScheduler? {
        let fields = ["ic", "name", "every", "pattern", "tz", "limit", "startDate", "endDate", "data", "opts"]
        let key = QueueKeys(queue).repeat + ":".utf8 + id
        var replies = try ask([Command("HMGET", arguments: [key] + fields.map { Array($0.utf8) })])
        var values = try replies.nextFields(fields.count)
        guard try values.nextBytes() != nil, let name = try values.nextBytes() else { return nil }
        let (every, pattern, zone) = (try values.next().integer, try values.next().text, try values.next().text)
        guard let rhythm: NewScheduler.Rhythm = every.map({ .every($0) }) ?? pattern.map({ .cron($0, timeZone: zone) })
        else { return nil }
        var scheduler = NewScheduler(id: id, rhythm: rhythm, name: name)
        scheduler.limit = try values.next().integer.map { Int(clamping: $0) }
        scheduler.startDate = try values.next().integer
        scheduler.endDate = try values.next().integer
        // The library stores no field for an empty object.
        scheduler.data = try values.nextBytes() ?? scheduler.data
        if let text = try values.nextBytes(), let options = try? JSON(text) {
            scheduler.options = OptionTable.named(options).text()
        }
        return scheduler
    }
}
