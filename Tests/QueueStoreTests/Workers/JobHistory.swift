import TestSupport

/// What the events of a queue say about its jobs: each may only come from the state that it was in.
struct JobHistory {
    /// The last that became of each job, by its id.
    private(set) var states: [String: String] = [:]
    /// How often each job was begun.
    private(set) var runs: [String: Int] = [:]
    /// Events that do not follow from those before them.
    private(set) var faults: [String] = []

    /// The events that may come after each; nothing stands for a job that is not known.
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
