import TestSupport

/// The history of jobs in the events of a queue: each event must follow from the state of its job.
struct JobHistory {
    /// The latest state of each job, by its id.
    private(set) var states: [String: String] = [:]
    /// The number of runs of each job.
    private(set) var runs: [String: Int] = [:]
    /// Events that do not follow from those before them.
    private(set) var faults: [String] = []

    /// The events that may follow each state; an empty text stands for an unknown job.
    private static let successors: [String: Set<String>] = [
        "": ["added"], "added": ["waiting", "delayed"], "waiting": ["active", "removed"],
        "delayed": ["waiting", "delayed", "removed"], "active": ["completed", "failed"],
        "completed": ["waiting", "removed"], "failed": ["waiting", "removed", "retries-exhausted"],
        "retries-exhausted": ["waiting", "removed"], "removed": ["added"],
    ]

    /// Reads a stream from its beginning.
    init(_ events: [Keyspace.StreamEntry]) {
        for event in events {
            let fields = event.fields
            guard let name = fields[Array("event".utf8)]?.text, let job = fields[Array("jobId".utf8)]?.text else {
                continue
            }
            let state = states[job] ?? ""
            if Self.successors[state]?.contains(name) != true { faults.append("\(job): \(name) after \(state)") }
            if name == "active" { runs[job, default: 0] += 1 }
            states[job] = name
        }
    }
}
