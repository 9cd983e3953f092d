import Queues
import Redis

/// Goes through the jobs of a selection, each once, while the operation and others remove jobs and add new ones.
///
/// The oldest jobs come first, in a list from the end at which new ones do not arrive. Jobs that stay are skipped by
/// their position; the position is right as long as the id before it was already seen.
struct BulkWalk {
    /// The number of ids in one reading.
    var pageLength = 1_000

    private var marked: [JobID]?
    private var places: [BulkPlace] = []
    /// The number of jobs in the selection, counted at the beginning.
    private(set) var total: Int
    /// The number of jobs that were returned.
    private(set) var examined = 0
    private var seen = SeenJobs()
    /// The ids of markers, which are no jobs and do not count.
    private var markers: Set<JobID> = []

    private var place = 0
    /// The number of ids at the old end of the place that were seen and have stayed.
    private var skipped = 0
    /// The number of jobs that were returned when the first place was last begun.
    private var examinedBefore = 0

    /// Counts the jobs of a selection.
    init(_ selection: Selection, _ store: QueueStore) throws(Trouble) {
        total = 0
        if case .marked(let jobs) = selection.scope {
            // A repeated id counts once.
            var known: Set<JobID> = []
            marked = jobs.filter { known.insert($0).inserted }
            total = known.count
            // Their place is read only where another primary may have some of them still.
            guard store.mayFailOver else { return }
        } else {
            marked = nil
        }
        for place in BulkPlace.places(of: selection) {
            var place = place
            var replies = try store.ask(place.measures)
            let count = try place.absorb(&replies)
            if marked == nil { total += count }
            places.append(place)
        }
    }

    /// Returns the next ids, none of them twice; nil after the last one.
    mutating func next(_ store: QueueStore) throws(Trouble) -> [JobID]? {
        if let marked { return nextMarked(marked) }
        while examined < total {
            guard place < places.count else {
                // When a queue is paused or resumed meanwhile, its ids move to the other list.
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

    /// Returns the ids behind the skipped ones; nil where the position was wrong and has been corrected.
    private mutating func read(_ store: QueueStore) throws(Trouble) -> [JobID]? {
        let anchors = min(1, skipped)
        var replies = try store.ask([places[place].range(from: skipped - anchors, count: pageLength)])
        let page = try places[place].ids(replies.reply())
        guard anchors > 0 else { return page }
        if let anchor = page.first, isSeen(anchor) { return Array(page.dropFirst()) }
        skipped = max(0, skipped - pageLength)
        return nil
    }

    private mutating func nextMarked(_ marked: [JobID]) -> [JobID]? {
        guard skipped < marked.count else { return nil }
        let page = marked[skipped..<min(skipped + pageLength, marked.count)]
        skipped = page.endIndex
        return handOut(page.filter { !seen.contains($0) })
    }

    private mutating func handOut(_ jobs: [JobID]) -> [JobID] {
        let page = Array(jobs.prefix(total - examined))
        for job in page { seen.insert(job) }
        examined += page.count
        return page
    }

    private func isSeen(_ job: JobID) -> Bool { job.isOldMarker || seen.contains(job) }
}

extension BulkWalk {
    /// Returns the hashes of those jobs that are in the state now, were there when the operation began, and pass a test of
    /// their hash.
    func present(_ store: QueueStore, where isWanted: (Int) -> Bool) throws(Trouble) -> Set<Int> {
        var walk = self
        (walk.marked, walk.total, walk.seen, walk.markers) = (nil, 0, SeenJobs(), [])
        for var place in places {
            var replies = try store.ask(place.measures)
            walk.total += try place.absorb(&replies)
        }
        walk.takeBack([])
        walk.examined = 0
        walk.examinedBefore = 0
        var found: Set<Int> = []
        while let page = try walk.next(store) {
            for job in page where isWanted(job.hashValue) { found.insert(job.hashValue) }
        }
        return found
    }

    /// Begins again, and returns also these jobs once more, by their hashes, as if they had never been returned.
    mutating func takeBack(_ jobs: Set<Int>) {
        seen.remove(jobs)
        examined -= jobs.count
        (place, skipped, examinedBefore) = (0, 0, examined)
    }
}

/// The jobs that were returned, by their hashes, which take a tenth of the ids' memory.
private struct SeenJobs {
    private var hashes: Set<Int> = []

    /// The maximum number of hashes: two million take 32 MB. Jobs beyond it may be returned again, until as many were
    /// returned as there were.
    private static let limit = 2_000_000

    mutating func insert(_ job: JobID) {
        if hashes.count < Self.limit { hashes.insert(job.hashValue) }
    }

    mutating func remove(_ jobs: Set<Int>) { hashes.subtract(jobs) }

    func contains(_ job: JobID) -> Bool { hashes.contains(job.hashValue) }
}
