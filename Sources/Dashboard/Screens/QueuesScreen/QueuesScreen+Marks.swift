import Queues

extension QueuesScreen {
    /// Marks the queue under the cursor, or takes its mark away, and goes on to the next one.
    mutating func toggleMark() {
        guard let current else { return }
        if let index = marks.firstIndex(of: current.id) {
            marks.remove(at: index)
        } else {
            marks.append(current.id)
        }
        move(by: 1)
    }

    /// Marks every listed queue; where all are, takes the marks away.
    mutating func markListed() {
        let listed = rows.map(\.id)
        marks = Set(listed).isSubset(of: marks) ? [] : listed
    }
}
