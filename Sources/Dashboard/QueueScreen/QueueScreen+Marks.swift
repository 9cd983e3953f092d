import Queues

extension QueueScreen {
    /// The jobs of the page as marks; those in no list cannot be marked.
    private func marked(_ rows: some Sequence<JobRow>) -> [JobMarks.Marked] {
        rows.compactMap { row in row.state.map { JobMarks.Marked(job: row.id, state: $0) } }
    }

    /// The rows of the page between the anchor of a range and the cursor.
    private var range: [JobRow] {
        guard isLoaded, let anchor = marks.anchor, !rows.isEmpty else { return [] }
        let start = min(max(0, anchor - offset), rows.count - 1)
        return Array(rows[min(start, cursor)...max(start, cursor)])
    }

    /// Whether a job of the page is marked.
    func isMarked(_ row: JobRow) -> Bool {
        marks.contains(row.id) || marks.anchor != nil && range.contains { $0.id == row.id }
    }

    /// Marks the job under the cursor, or takes its mark away, and goes on to the next one.
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

    /// Marks what the range covers on this page.
    private mutating func keepRange() {
        guard marks.anchor != nil else { return }
        marks.add(marked(range))
    }

    /// Marks what the range covers on this page once the cursor has left it, for a page after it or before it.
    mutating func keepRange(leavingTo offset: Int) {
        guard isLoaded, marks.anchor != nil, offset != self.offset else { return }
        cursor = offset > self.offset ? max(0, rows.count - 1) : 0
        keepRange()
    }

    /// Marks every job on the page; where all are, takes the marks away.
    mutating func markListed() {
        let listed = marked(rows)
        guard !listed.allSatisfy({ marks.contains($0.job) }) else { return marks.clear() }
        marks.add(listed)
    }

    /// Marks all jobs of the state on the server, or all that the filter lets through.
    mutating func markEverything() {
        marks.addEverything(filter.isEmpty ? .all : .matching(Array(filter.utf8)))
    }

    /// The marked jobs, state by state.
    var markedSelections: [Selection] {
        if let scope = marks.everything {
            guard case .state(let state) = list else { return [] }
            return [Selection(queue: queue, state: state, scope: scope)]
        }
        let all = marks.jobs + marked(range).filter { !marks.contains($0.job) }
        let states = all.reduce(into: [JobState]()) { if !$0.contains($1.state) { $0.append($1.state) } }
        return states.map { state in
            let jobs = all.filter { $0.state == state }.map(\.job)
            return Selection(queue: queue, state: state, scope: .marked(jobs))
        }
    }

    /// What is marked, in words; nil where nothing is.
    var markedWords: String? {
        switch marks.everything {
        case .all?: return "all \(Format.count(total ?? 0)) \(list.title) jobs marked"
        case .matching(let text)?: return "all \(list.title) jobs with \"\(Words.name(text))\" marked"
        case .marked?, nil:
            let count = markedSelections.reduce(0) { sum, selection in
                if case .marked(let jobs) = selection.scope { sum + jobs.count } else { sum }
            }
            return count == 0 ? nil : "\(Format.count(count)) marked"
        }
    }
}

extension State {
    /// Asks whether the ids of the page that have no job are to be removed.
    mutating func askToRemoveGhosts() {
        guard let screen = queueScreen, let ghosts = screen.page?.content.ghosts else { return }
        ask(
            Plan(
                operations: ghosts.map {
                    .job(.removeGhost, Operation.Target(queue: screen.queue, job: $0, state: nil))
                }))
    }
}
