import Queues
import Threads

/// A search that a screen follows, and what it has found.
struct FollowedSearch {
    let identity: SearchWatch
    let search: any JobSearch
    var found: [FoundJobMatch] = []
    var isAtEnd = false
}

extension QueueStore {
    /// The time that an answer may spend on searching, in ms: a screen shows progress this often.
    private static let searchTime: Milliseconds = 40
    /// The maximum number of jobs in one answer.
    private static let partLength = 500

    /// Continues the search of a screen, or begins it. A stopped search reads nothing.
    func readSearch(_ watch: SearchWatch, now: Milliseconds) throws(Trouble) -> SearchPart {
        var followed = try searchToFollow(watch)
        let start = MonotonicClock.now
        // To begin takes a round trip, which finds out how much there is to search.
        while !isBeginning, !watch.isStopped, !followed.isAtEnd, followed.found.count - watch.known < Self.partLength,
            MonotonicClock.now - start < Self.searchTime
        {
            guard followed.found.count < SearchWatch.foundLimit, let matches = try followed.search.next(now: now) else {
                followed.isAtEnd = true
                break
            }
            followed.found += matches
        }
        self.following.search = followed
        let first = min(watch.known, followed.found.count)
        let found = Array(followed.found[first...].prefix(Self.partLength))
        let isTold = first + found.count == followed.found.count
        return SearchPart(
            offset: first, found: found, progress: followed.search.progress,
            isComplete: isTold && (followed.isAtEnd || watch.isStopped))
    }

    private func searchToFollow(_ watch: SearchWatch) throws(Trouble) -> FollowedSearch {
        if let known = following.search, known.identity == watch.identity { return known }
        let queues = watch.queue.map { [$0] } ?? listed.map(\.id)
        let search = try search(SearchRequest(watch.query, in: queues, state: watch.state))
        return FollowedSearch(identity: watch.identity, search: search)
    }
}
