import Queues
import Redis

/// Goes through the jobs of a selection, each once, while the operation and others take them away and bring new ones.
///
/// The oldest come first: in a list from the end at which new ones do not arrive. What stays where it is is skipped by its
/// position, which is right as long as the id before it is one that was seen already.
struct BulkWalk {
    /// Ids of one reading.
    static let pageLength = 1_000

    private let marked: [JobID]?
    private var places: [BulkPlace] = []
    /// Jobs that it is for: as many as there were at the beginning.
    private(set) var total: Int
    /// Jobs that were handed out.
    private(set) var examined = 0
    private var seen = SeenJobs()
    /// What stands among the ids and is no job; it does not count.
    private var markers: Set<JobID> = []

    private var place = 0
    /// Ids at the old end of the place that were seen and have stayed there.
    private var skipped = 0
    /// Jobs that were handed out when the first place was last begun.
    private var examinedBefore = 0

    /// Looks how many there are now.
    init(_ selection: Selection, _ store: QueueStore) throws(Trouble) {
        if case .marked(let jobs) = selection.scope {
            marked = jobs
            total = jobs.count
            return
        }
        marked = nil
        total = 0
        for place in BulkPlace.places(of: selection) {
            var place = place
            var replies = try store.ask(place.measures)
            total += try place.absorb(&replies)
            places.append(place)
        }
    }

    /// Returns the next ids, none of them a second time; nil behind the last one.
    mutating func next(_ store: QueueStore) throws(Trouble) -> [JobID]? {
        if let marked { return nextMarked(marked) }
        while examined < total {
            guard place < places.count else {
                // Where a queue is paused or resumed meanwhile, ids change lists behind our back.
                guard places.count > 1, examined > examinedBefore else { return nil }
                (place, skipped, examinedBefore) = (0, 0, examined)
                continue
            }
            let page = try read(store)
            guard let page else { continue }
            if page.isEmpty {
                place += 1
                skipped = 0
                continue
            }
            for job in page where job.isOldMarker && markers.insert(job).inserted { total -= 1 }
            let fresh = page.filter { !isSeen($0) }
            skipped += page.count - fresh.count
            if !fresh.isEmpty { return handOut(fresh) }
        }
        return nil
    }

    /// Returns the ids behind those that are skipped; nil where the position turned out to be wrong, and was changed.
    private mutating func read(_ store: QueueStore) throws(Trouble) -> [JobID]? {
        let anchors = min(1, skipped)
        var replies = try store.ask([places[place].range(from: skipped - anchors, count: Self.pageLength)])
        let page = try places[place].ids(replies.reply())
        guard anchors > 0 else { return page }
        if let anchor = page.first, isSeen(anchor) { return Array(page.dropFirst()) }
        skipped = max(0, skipped - Self.pageLength)
        return nil
    }

    private mutating func nextMarked(_ marked: [JobID]) -> [JobID]? {
        guard skipped < marked.count else { return nil }
        let page = marked[skipped..<min(skipped + Self.pageLength, marked.count)]
        skipped = page.endIndex
        examined = skipped
        var fresh: [JobID] = []
        for job in page where !seen.contains(job) {
            seen.insert(job)
            fresh.append(job)
        }
        // The same one twice is one.
        total -= page.count - fresh.count
        return fresh
    }

    private mutating func handOut(_ jobs: [JobID]) -> [JobID] {
        let page = Array(jobs.prefix(total - examined))
        for job in page { seen.insert(job) }
        examined += page.count
        return page
    }

    private func isSeen(_ job: JobID) -> Bool { job.isOldMarker || seen.contains(job) }
}

/// The jobs that were handed out, by their hashes, which take a tenth of the ids' room.
private struct SeenJobs {
    private var hashes: Set<Int> = []

    /// Two million are 32 MB. Those behind are handed out again where they stay, until there are as many as there were.
    private static let limit = 2_000_000

    mutating func insert(_ job: JobID) {
        if hashes.count < Self.limit { hashes.insert(job.hashValue) }
    }

    func contains(_ job: JobID) -> Bool { hashes.contains(job.hashValue) }
}
