import Queues
import Redis

/// Which queues an overview reads again, where the server says which keys have changed.
struct OverviewTracking {
    let keys: KeyTracking
    /// The queues that have changed since they were read, of those that are known.
    var changed: Set<QueueID> = []
    /// Whether all are to be read.
    var isAllDue = true
    /// Overviews in a row in which many had changed.
    var busy = 0

    /// What is tracked costs the server twice as much as what is only read, so where more than a third of the queues changes
    /// between two overviews, in several in a row, reading all is cheaper.
    static func isBusy(_ changed: Int, of all: Int) -> Bool { changed * 3 > all }
    static let mostBusy = 3
    /// When it is tried again then, in ms.
    static let pause: Milliseconds = 30_000
}

extension QueueStore {
    /// Reads the queues that have changed, those that must be looked at whatever changes, and a tenth of the others. Returns
    /// false where nothing is tracked, or no more: then all are to be read.
    func readChanged(now: Milliseconds) throws(Trouble) -> Bool {
        guard beginTracking(now: now), var tracked = tracking else { return false }
        let before = Meter.Reading(tracked.keys)
        let changes: KeyTracking.Changes
        do throws(RedisError) { changes = try tracked.keys.changes() } catch {
            endTracking(until: now + OverviewTracking.pause)
            return false
        }
        meter.add(since: before, tracked.keys)
        switch changes {
        case .everything: tracked.isAllDue = true
        case .keys(let keys): tracked.changed.formUnion(Set(keys).compactMap(knownQueue))
        }
        let all = listed.compactMap { records[$0] }
        tracked.busy = OverviewTracking.isBusy(tracked.changed.count, of: all.count) ? tracked.busy + 1 : 0
        guard tracked.busy < OverviewTracking.mostBusy else {
            endTracking(until: now + OverviewTracking.pause)
            return false
        }
        let due = all.filter { tracked.isAllDue || tracked.changed.contains($0.id) || $0.isRestless }
        // What changes while they are read is told the next time.
        (tracked.changed, tracked.isAllDue) = ([], false)
        tracking = tracked
        let own = (connection, isConnecting)
        defer { (connection, isConnecting) = own }
        (connection, isConnecting) = (tracked.keys.reader, true)
        do throws(Trouble) { try update(inPipelines: due, now: now) } catch {
            tracking?.isAllDue = true
            guard !tracked.keys.reader.isOpen else { throw error }
            endTracking(until: now + OverviewTracking.pause)
            return false
        }
        let read = Set(due.map(\.id))
        for record in all where !read.contains(record.id) { record.pass() }
        return true
    }

    /// Returns whether keys are tracked. Begins with it once every queue was read, where one server has all of them.
    private func beginTracking(now: Milliseconds) -> Bool {
        if tracking != nil { return true }
        guard tracksKeys, now >= nextTracking, search.isComplete, !listed.isEmpty, listed.count <= Self.sliceLimit,
            listed.allSatisfy({ records[$0]?.readings ?? 0 > 0 }), let connection = connection as? Connection
        else { return false }
        // A server that refuses will refuse again; one that did not answer may later.
        nextTracking = .max
        do throws(RedisError) {
            tracking = try KeyTracking(endpoint, like: connection, name: "bulltop", stop: stop).map {
                OverviewTracking(keys: $0)
            }
        } catch {
            nextTracking = now + OverviewTracking.pause
        }
        return tracking != nil
    }

    /// Ends tracking; it is tried again from a time on, on our clock in ms since 1970.
    func endTracking(until time: Milliseconds) {
        tracking?.keys.close()
        (tracking, nextTracking) = (nil, time)
    }

    /// Returns the queue that a key belongs to, of those that are known: names may have colons, so that the longest counts.
    private func knownQueue(_ key: [UInt8]) -> QueueID? {
        var rest = key[...]
        while let colon = rest.lastIndex(of: UInt8(ascii: ":")) {
            rest = rest[..<colon]
            if let queue = QueueID(base: Array(rest), prefixes: prefixes), records[queue] != nil { return queue }
        }
        return nil
    }
}

extension QueueRecord {
    /// Overviews between two readings of a queue of which no key has changed.
    private static let sweepBeat = 10

    /// Whether it is read also where no key has changed: because time alone changes what is shown, because something is to be
    /// read after the last reading, or because its turn has come.
    var isRestless: Bool {
        readings == 0 || !followUps.isEmpty || !problems.isEmpty || summary.counts.atLeast(.active) > 0
            || summary.completedPerMinute != 0 || summary.failedPerMinute != 0
            || (readings + phase) % Self.sweepBeat == 0
    }

    /// Lets an overview pass without a reading, so that the slow beats go on.
    func pass() { readings += 1 }
}
