import Queues

/// The marked jobs of several queues.
struct FoundMarks: Equatable, Sendable {
    /// A job, and the state in which it was seen.
    struct Marked: Hashable, Sendable {
        let queue: QueueID
        let job: JobID
        let state: JobState

        /// Creates the mark of a job; nil where it is in no list.
        init?(_ found: FoundJobMatch) {
            guard let state = found.row.state else { return nil }
            self.queue = found.queue
            self.job = found.row.id
            self.state = state
        }
    }

    private(set) var jobs: [Marked] = []
    private var known: Set<Marked> = []
    /// Whether all jobs that the search finds on the server are marked; then none is marked individually.
    private(set) var isEverything = false

    var isEmpty: Bool { jobs.isEmpty && !isEverything }

    func contains(_ job: Marked) -> Bool { isEverything || known.contains(job) }

    /// Marks a job, or removes its mark.
    mutating func toggle(_ job: Marked) {
        isEverything = false
        if known.remove(job) == nil { add([job]) } else { jobs.removeAll { $0 == job } }
    }

    /// Marks jobs.
    mutating func add(_ some: [Marked]) {
        isEverything = false
        for job in some where known.insert(job).inserted { jobs.append(job) }
    }

    /// Marks all jobs that the search finds.
    mutating func addEverything() {
        self = FoundMarks()
        isEverything = true
    }

    /// The marked jobs by queue and state, in the order in which they were marked.
    var selections: [Selection] {
        var selections: [Selection] = []
        for job in jobs {
            let index = selections.firstIndex { $0.queue == job.queue && $0.state == job.state }
            if let index, case .marked(let others) = selections[index].scope {
                selections[index].scope = .marked(others + [job.job])
            } else {
                selections.append(Selection(queue: job.queue, state: job.state, scope: .marked([job.job])))
            }
        }
        return selections
    }
}
