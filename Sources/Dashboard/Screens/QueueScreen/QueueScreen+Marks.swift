import Queues

extension QueueScreen {
    /// Returns the jobs of the page as marks; unlisted jobs cannot be marked.
    private func marked(_ rows: some Sequence<JobRow>) -> [JobMarks.Marked] {
        rows.compactMap { row in row.state.map { JobMarks.Marked(job: row.id, state: $0) } }
    }

    /// The indices on the page between the anchor of a range and the cursor.
    private var range: Range<Int> {
        guard isLoaded, let anchor = marks.anchor, !rows.isEmpty else { return 0..<0 }
        let start = min(max(0, anchor - offset), rows.count - 1)
        return min(start, cursor)..<max(start, cursor) + 1
    }

    /// Returns whether the job at an index on the page is marked.
    func isMarked(at index: Int) -> Bool { marks.contains(rows[index].id) || range.contains(index) }

    /// Marks the job under the cursor, or removes its mark, and moves to the next one.
    mutating func toggleMark() {
        guard let current, let state = current.state else { return }
        marks.toggle(JobMarks.Marked(job: current.id, state: state))
        move(by: 1)
    }

    /// Begins a range of marks at the cursor, or ends it.
    mutating func toggleRange() {
        if marks.anchor == nil {
            marks.anchor = offset + cursor
        } else {
            keepRange()
            marks.anchor = nil
        }
    }

    /// Marks the part of the range on this page.
    private mutating func keepRange() {
        guard marks.anchor != nil else { return }
        marks.add(marked(rows[range]))
    }

    /// Marks the part of the range on this page when the cursor leaves it for a later or an earlier page.
    mutating func keepRange(leavingTo offset: Int) {
        guard isLoaded, marks.anchor != nil, offset != self.offset else { return }
        cursor = offset > self.offset ? max(0, rows.count - 1) : 0
        keepRange()
    }

    /// Marks every job on the page; where all are marked, clears the marks.
    mutating func markListed() {
        let listed = marked(rows)
        guard !listed.allSatisfy({ marks.contains($0.job) }) else { return marks.clear() }
        marks.add(listed)
    }

    /// Marks all jobs of the state on the server, or all that match the filter.
    mutating func markEverything() {
        marks.addEverything(filter.isEmpty ? .all : .matching(Array(filter.utf8)))
    }

    /// The states of the marked jobs.
    var markedStates: [JobState] {
        if marks.everything != nil { return markedSelections.map(\.state) }
        let known = marks.groups.map(\.state)
        return known + rows[range].compactMap(\.state).filter { !known.contains($0) }
    }

    /// The marked jobs, state by state.
    var markedSelections: [Selection] {
        if let scope = marks.everything {
            guard case .state(let state) = list else { return [] }
            return [Selection(queue: queue, state: state, scope: scope)]
        }
        var marks = marks
        marks.add(marked(rows[range]))
        return marks.groups.map { Selection(queue: queue, state: $0.state, scope: .marked($0.jobs)) }
    }

    /// The marks in words; nil without marks.
    var markedWords: String? {
        switch marks.everything {
        case .all?: return "all \(Format.count(total ?? 0)) \(list.title) jobs marked"
        case .matching(let text)?: return "all \(list.title) jobs with \"\(Words.name(text))\" marked"
        case .query(let query)?:
            return "all \(list.title) jobs found by \(query.meaning ?? Words.name(Array(query.text.utf8))) marked"
        case .marked?, nil:
            let count = marks.count + marked(rows[range]).count { !marks.contains($0.job) }
            return count == 0 ? nil : "\(Format.count(count)) marked"
        }
    }
}

extension QueueScreen {
    var ownQueue: QueueID? { queue }
    var targetRow: JobRow? { current }
    var hasMarks: Bool { !marks.isEmpty }

    func reasonWithoutTarget(_ keys: KeyNames) -> String {
        if !isLoaded { return "The page is still being read." }
        return current == nil ? "There is no job under the cursor." : "The job is in no list of the queue."
    }

    mutating func mark(_ marking: Marking) {
        switch marking {
        case .toggle: toggleMark()
        case .range: toggleRange()
        case .listed: markListed()
        case .everything: markEverything()
        case .clear: marks.clear()
        }
    }

    mutating func forget(_ operation: Operation) {
        switch operation {
        case .job(_, let target): release(target.job)
        case .jobs(_, let selection): if selection.queue == queue { marks.clear() }
        case .queue: break
        }
    }

    /// The changes that remove the missing jobs of the page.
    var removalsOfMissing: [Operation] {
        (page?.content.missing ?? []).map {
            .job(.removeMissing, Operation.Target(queue: queue, job: $0, state: nil))
        }
    }
}
