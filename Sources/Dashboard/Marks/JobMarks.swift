import Queues

/// The jobs that are marked on a queue's screen: by their ids, or all that a list has on the server.
struct JobMarks: Equatable, Sendable {
    /// Those that were marked one by one, in that order, each with the state in which it was seen.
    private(set) var jobs: [Marked] = []
    /// All jobs of a state, or all that a filter lets through; then none is marked by itself.
    private(set) var everything: Selection.Scope?
    /// Where a range began: a job's place in the whole list. The range reaches to the cursor.
    var anchor: Int?

    struct Marked: Hashable, Sendable {
        let job: JobID
        let state: JobState
    }

    var isEmpty: Bool { jobs.isEmpty && everything == nil && anchor == nil }

    func contains(_ job: JobID) -> Bool { everything != nil || jobs.contains { $0.job == job } }

    /// Marks a job, or takes its mark away.
    mutating func toggle(_ job: Marked) {
        everything = nil
        if let index = jobs.firstIndex(where: { $0.job == job.job }) {
            jobs.remove(at: index)
        } else {
            jobs.append(job)
        }
    }

    /// Marks jobs.
    mutating func add(_ some: [Marked]) {
        everything = nil
        let known = Set(jobs.map(\.job))
        jobs += some.filter { !known.contains($0.job) }
    }

    /// Marks all of a list, whatever is on the page.
    mutating func addEverything(_ scope: Selection.Scope) {
        jobs = []
        anchor = nil
        everything = scope
    }

    mutating func clear() { self = JobMarks() }
}
