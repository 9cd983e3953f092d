import Queues

/// The marked jobs on a queue's screen: by their ids, or all that a list has on the server.
struct JobMarks: Equatable, Sendable {
    /// The jobs that were marked individually, by state, in order.
    private(set) var groups: [Group] = []
    /// The ids of these jobs in any state, for the rows of pages.
    private var ids: Set<JobID> = []
    /// All jobs of a state, or all that match a filter; then none is marked individually.
    private(set) var everything: Selection.Scope?
    /// The anchor of a range: a job's index in the whole list. The range reaches to the cursor.
    var anchor: Int?

    /// A job, and the state in which it was seen.
    struct Marked: Hashable, Sendable {
        let job: JobID
        let state: JobState
    }

    /// Marked jobs of one state.
    struct Group: Equatable, Sendable {
        let state: JobState
        fileprivate(set) var jobs: [JobID]
    }

    var isEmpty: Bool { ids.isEmpty && everything == nil && anchor == nil }

    /// The number of jobs that were marked individually.
    var count: Int { ids.count }

    func contains(_ job: JobID) -> Bool { everything != nil || ids.contains(job) }

    /// Marks a job, or removes its mark.
    mutating func toggle(_ job: Marked) {
        everything = nil
        guard ids.remove(job.job) != nil else { return add([job]) }
        for index in groups.indices { groups[index].jobs.removeAll { $0 == job.job } }
        groups.removeAll { $0.jobs.isEmpty }
    }

    /// Marks jobs.
    mutating func add(_ some: [Marked]) {
        everything = nil
        for mark in some where ids.insert(mark.job).inserted {
            if let index = groups.firstIndex(where: { $0.state == mark.state }) {
                groups[index].jobs.append(mark.job)
            } else {
                groups.append(Group(state: mark.state, jobs: [mark.job]))
            }
        }
    }

    /// Marks all jobs of a list, whatever is on the page.
    mutating func addEverything(_ scope: Selection.Scope) {
        clear()
        everything = scope
    }

    mutating func clear() { self = JobMarks() }
}
