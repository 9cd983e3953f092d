import Queues

/// The evidence in the keys of a queue about the library that writes them (data model, 3.4).
struct FamilyTraces: Equatable {
    /// The family of `meta.version`, where it is a version of the official library.
    var recorded: Family?
    /// Whether jobs were added with events although `meta` has no limit of events, which every add since BullMQ 4.15.1
    /// writes.
    var lacksEventLimit: Bool { hasAddedWithEvents && !hasEventLimit }
    /// Whether the event stream and the counter of jobs exist.
    var hasAddedWithEvents = false
    /// Whether `meta` has `opts.maxLenEvents`.
    var hasEventLimit = false
    /// Whether a key exists that only BullMQ writes.
    var isBullMQ = false
    /// Whether there is a `marker`, or a job with `atm` or `ats`: BullMQ 5 or newer.
    var hasTraceOf5 = false
    /// Whether the job that was worked on last has `attemptsMade` and neither `atm` nor `ats`: BullMQ 4 or older.
    var hasTraceOf4 = false
    /// Whether `prioritized` or `pc` exists: BullMQ 4 or newer.
    var hasPrioritized = false
    /// Whether `0:0` is among the waiting ids: BullMQ 4.
    var hasPriorityMarker = false
    /// Whether `0:<ms>` is among the waiting ids: BullMQ 3 or 4.
    var hasDelayMarker = false
    /// Whether the sorted set `priority` exists.
    var hasPriorityHelper = false
    /// Whether a paused queue has ids in `paused`, which BullMQ 6 does not use.
    var pausesByList = false
    /// Whether the queue is paused. Pausing deletes the marker, so its absence proves nothing then.
    var isPaused = false
    /// Whether all keys were looked at, not only `meta`.
    var isProbed = false
    /// Whether `meta` could not be read.
    var isMetaHidden = false
    /// Whether some of the other keys could not be read.
    var areKeysHidden = false

    /// The families that the queue may belong to; nil while nothing was looked at.
    var bounds: ClosedRange<Family>? {
        // Bull is what has no trace of BullMQ, where all of them could have been seen.
        guard isBullMQ else { return isProbed && !isMetaHidden && !areKeysHidden ? .bull : nil }
        switch recorded {
        case .some(let family) where contradicts(family):
            return boundsUpTo4
        case .some(let family) where family.has(.pausedList) ? !family.has(.marker) && hasTraceOf5 : pausesByList:
            return FamilyTrait.marker.families
        case .some(let family):
            return family...family
        case nil:
            return boundsByTraces
        }
    }

    /// Returns whether the keys are those of an older library. Every instance of a newer one writes its version, even a
    /// dashboard.
    private func contradicts(_ family: Family) -> Bool {
        guard !hasTraceOf5 else { return false }
        let isOlderThan5 = hasTraceOf4 || hasPriorityMarker || hasDelayMarker
        let isOlderThan4 = lacksEventLimit || hasPriorityHelper && !hasPrioritized
        return family.has(.marker) && isOlderThan5 || family.has(.prioritized) && isOlderThan4
    }

    private var boundsByTraces: ClosedRange<Family> {
        if hasTraceOf5 {
            return pausesByList ? FamilyTrait.marker.families(with: .pausedList) : FamilyTrait.marker.families
        }
        if lacksEventLimit { return boundsUpTo4 }
        if hasPriorityMarker { return FamilyTrait.priorityMarker.families }
        if hasPrioritized {
            return isProbed && !isPaused
                ? FamilyTrait.prioritized.families(with: .listMarkers) : FamilyTrait.prioritized.families
        }
        if hasPriorityHelper { return FamilyTrait.priorityHelper.families(with: .events) }
        return hasDelayMarker ? FamilyTrait.listMarkers.families : .anyBullMQ
    }

    /// The bounds where the keys are those of BullMQ 3 or 4.
    private var boundsUpTo4: ClosedRange<Family> {
        if hasPriorityMarker || hasPrioritized { return FamilyTrait.prioritized.families(with: .listMarkers) }
        return hasPriorityHelper ? FamilyTrait.priorityHelper.families(with: .events) : FamilyTrait.listMarkers.families
    }

    /// The family, where only one is possible.
    var family: Family? {
        guard let bounds, bounds.lowerBound == bounds.upperBound else { return nil }
        return bounds.lowerBound
    }

    /// Whether the list `paused` may hold waiting jobs of a paused queue.
    var mayPauseByList: Bool { family?.has(.pausedList) != false }

    /// Whether further keys could show more.
    var isOpen: Bool { family == nil && !hasTraceOf5 || !isProbed || recorded.map(contradicts) == true }

    /// Notes the version in `meta`. Ports write versions of their own, below 3 (data model, 1.3).
    mutating func absorb(version: [UInt8]?, library: [UInt8]?, maxEvents: [UInt8]?) {
        if version != nil || library != nil || maxEvents != nil { isBullMQ = true }
        hasEventLimit = maxEvents != nil
        recorded = version.flatMap(Self.family(ofVersion:))
    }

    private static func family(ofVersion version: [UInt8]) -> Family? {
        let text = String(decoding: version.prefix(32), as: UTF8.self)
        guard text.hasPrefix("bullmq:") else { return nil }
        let major = text.dropFirst("bullmq:".count).prefix { $0 != "." }
        return Int(major).flatMap(Family.init(major:))
    }

    /// Notes the id of the job that runs next.
    mutating func absorb(nextID: JobID?) {
        guard let nextID, nextID.isOldMarker else { return }
        if nextID.bytes.elementsEqual("0:0".utf8) { hasPriorityMarker = true } else { hasDelayMarker = true }
    }
}
