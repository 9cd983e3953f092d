import Queues
import Redis

/// The queues that an overview reads again, where the server reports the keys that have changed.
struct OverviewTracking {
    let keys: any KeyTracker
    /// The known queues that have changed since they were read.
    var changed: Set<QueueID> = []
    /// The queues that were not read yet since keys are tracked, so that none of their changes is reported; nil for all.
    var untracked: Set<QueueID>?
    /// The queue after which the next overview continues, where more must be read than one reads.
    var last: QueueID?
    /// The number of successive overviews in which many queues had changed.
    var busy = 0

    /// Returns whether so large a part of the queues has changed that reading all of them is cheaper: more than a
    /// third, since tracking costs the server twice as much as reading.
    static func isBusy(_ changed: Int, of all: Int) -> Bool { changed * 3 > all }
    /// The number of such overviews in a row after which tracking ends.
    static let mostBusy = 3
    /// The time until tracking is tried again, in ms.
    static let pause: Milliseconds = 30_000
}

extension QueueStore {
    /// The maximum number of queues whose keys are tracked. The server remembers about a dozen keys of each, 0.5 KB in
    /// all, and a million keys of all its clients.
    static let trackingLimit = 20_000

    /// Reads the queues that have changed, those that must be read in any case, and some of the others. Returns false
    /// where keys are not tracked (any more), so that all queues must be read.
    func readChanged(_ visible: [QueueID], now: Milliseconds) throws(Trouble) -> Bool {
        // Sentinels name another primary: what the old one reports counts no more.
        if tracking != nil, connection?.hasEnded() != false { endTracking(until: 0) }
        guard beginTracking(now: now), var tracked = tracking else { return false }
        let before = Meter.Reading(tracked.keys)
        let changes: KeyChanges
        do throws(RedisError) { changes = try tracked.keys.changes() } catch {
            endTracking(until: now + OverviewTracking.pause)
            return false
        }
        meter.add(since: before, tracked.keys)
        switch changes {
        case .everything: tracked.untracked = nil
        case .keys(let keys): tracked.changed.formUnion(Set(keys).compactMap(knownQueue))
        }
        let all = listed
        tracked.busy = OverviewTracking.isBusy(tracked.changed.count, of: all.count) ? tracked.busy + 1 : 0
        guard tracked.busy < OverviewTracking.mostBusy else {
            endTracking(until: now + OverviewTracking.pause)
            return false
        }
        tracking = tracked
        // What has changed is read after what a key asks for.
        if isOtherWanted() { return true }
        // Changes during this reading are reported the next time.
        let due = tracked.takeDue(of: all, visible: visible)
        tracking = tracked
        let own = (connection, isConnecting)
        defer { (connection, isConnecting) = own }
        (connection, isConnecting) = (tracked.keys.reader, true)
        do throws(Trouble) { try update(inPipelines: due, now: now) } catch {
            tracking?.untracked = nil
            guard !tracked.keys.reader.isOpen else { throw error }
            endTracking(until: now + OverviewTracking.pause)
            return false
        }
        let read = Set(due.map(\.record.id))
        for record in all where !read.contains(record.id) { record.pass(at: now + clockLead) }
        return true
    }

    /// Returns whether keys are tracked. Begins to track them once every queue was read.
    private func beginTracking(now: Milliseconds) -> Bool {
        if tracking != nil { return true }
        guard tracksKeys, now >= nextTracking, search.isComplete, !listed.isEmpty, listed.count <= Self.trackingLimit,
            listed.allSatisfy({ $0.readings > 0 }), let connection
        else { return false }
        // A server that refuses will refuse again; one that did not answer may answer later.
        nextTracking = .max
        do throws(RedisError) {
            tracking = OverviewTracking(keys: try connection.tracker(endpoint, name: "bulltop", stop: stop))
        } catch {
            if case .untracked(let denial) = error {
                trackingDenial = denial
            } else {
                nextTracking = now + OverviewTracking.pause
            }
        }
        return tracking != nil
    }

    /// Returns why the server does not report changed keys, by letting it begin; nil where it does, and where that remains open.
    func denialOfTracking() -> ServerError? {
        guard tracking == nil, let connection else { return nil }
        do throws(RedisError) { try connection.tracker(endpoint, name: "bulltop", stop: stop).close() } catch {
            if case .untracked(let denial) = error { return denial }
        }
        return nil
    }

    /// Ends tracking; it is tried again from `time` on, on our clock in ms since 1970.
    func endTracking(until time: Milliseconds) {
        tracking?.keys.close()
        (tracking, nextTracking) = (nil, time)
    }

    /// Returns the known queue that a key belongs to: names may contain colons, so the longest counts.
    private func knownQueue(_ key: [UInt8]) -> QueueID? {
        var rest = key[...]
        while let colon = rest.lastIndex(of: UInt8(ascii: ":")) {
            rest = rest[..<colon]
            if let queue = QueueID(base: Array(rest), prefixes: prefixes), records[queue] != nil { return queue }
        }
        return nil
    }
}

extension QueueStore {
    /// Returns how it is found out which queues have changed. `now` is our clock, in ms since 1970.
    func keyTracking(now: Milliseconds) -> ServerStatus.KeyTracking {
        if tracking != nil { return .on }
        if !tracksKeys { return .turnedOff }
        if listed.count > Self.trackingLimit { return .tooMany(limit: Self.trackingLimit) }
        if nextTracking == .max, let denial = trackingDenial {
            let permission = Self.permission("CLIENT TRACKING", .tracking, denial)
            return .refused(permission.problem ?? "", isMissing: permission.isMissing)
        }
        return nextTracking > now ? .paused : .notYet
    }
}
