import Queues

extension QueuesScreen {
    /// Marks the queue under the cursor, or all of a group, or removes their marks, and moves to the next row.
    mutating func toggleMark() {
        let queues = pane == .attention ? current.map { [$0.id] } ?? [] : row?.queues.map(\.id) ?? []
        if Set(marks).isSuperset(of: queues) {
            marks.removeAll { queues.contains($0) }
        } else {
            marks += queues.filter { !marks.contains($0) }
        }
        move(by: 1)
    }

    /// Marks every listed queue; where all are marked, clears the marks.
    mutating func markListed() {
        let listed = listed.map(\.id)
        marks = Set(listed).isSubset(of: marks) ? [] : listed
    }
}
