import Queues

extension State {
    /// Actions that change what is on top.
    mutating func navigate(_ action: Action) -> [Effect] {
        switch action {
        case .open: openCurrent()
        case .back:
            guard !path.isEmpty else { return quit() }
            goBack()
        case .escape: undoInnermost()
        case .previousView:
            if let previousPath { go(to: previousPath) }
        case .previousTab: showTab(after: -1)
        case .nextTab: showTab(after: 1)
        case .show(let list): show(list)
        case .section(let number):
            let sections = JobSection.allCases
            if sections.indices.contains(number - 1) { jobView?.screen.show(sections[number - 1]) }
        case .log:
            var cursor = ListCursor()
            cursor.move(to: log.notices.count, count: log.notices.count)
            go(to: path + [.log(cursor)])
        case .trash: go(to: path + [.trash(ListCursor())])
        default: break
        }
        return []
    }

    /// Leaves the program; asks first where something is under way.
    mutating func quit() -> [Effect] {
        guard !runs.isEmpty else { return [.quit] }
        var question = Question(consequence: .quit, caution: .strip)
        question.words = "An operation is under way; it would end after its batch. Quit?"
        overlay = .question(question)
        return []
    }

    /// Shows other screens, and remembers those before.
    mutating func go(to screens: [Screen]) {
        previousPath = path
        path = screens
    }

    /// Leaves the screen on top.
    mutating func goBack() { go(to: Array(path.dropLast())) }

    /// Opens a queue at a list of its jobs.
    mutating func open(_ queue: QueueID, at list: JobList = .latest) {
        let summary = queues.overview?.content.queues.first { $0.id == queue }
        go(to: [.queue(QueueScreen(queue: queue, list: list, summary: summary))])
    }

    /// Opens a job above its queue.
    mutating func open(_ job: JobID, in queue: QueueID) {
        var below = path.filter { if case .queue(let screen) = $0 { screen.queue == queue } else { false } }
        if below.isEmpty { below = [.queue(QueueScreen(queue: queue, list: .latest, summary: nil))] }
        go(to: below + [.job(JobView(queue: queue, id: job))])
    }

    private mutating func openCurrent() {
        switch path.last {
        case nil: if let queue = queues.current { open(queue.id) }
        case .queue(let screen): if let job = screen.current { open(job.id, in: screen.queue) }
        case .job, .log, .trash: break
        }
    }

    private mutating func show(_ list: JobList) {
        if path.isEmpty {
            if let queue = queues.current { open(queue.id, at: list) }
        } else {
            queueScreen?.show(list)
        }
    }

    private mutating func showTab(after steps: Int) {
        jobView?.screen.showSection(after: steps)
        guard let list = queueScreen?.list, let index = JobList.tabs.firstIndex(of: list) else { return }
        let next = index + steps
        if JobList.tabs.indices.contains(next) { queueScreen?.show(JobList.tabs[next]) }
    }

    /// Undoes the innermost thing, and never quits.
    private mutating func undoInnermost() {
        if !filter.isEmpty {
            setFilter("")
        } else if hasMarks {
            clearMarks()
        } else if path.isEmpty {
            say(.info, "q quits.", isLogged: false)
        } else {
            goBack()
        }
    }

    /// The queue on the screen: the one that is open, or the one under the cursor.
    var currentQueue: QueueID? {
        switch watchedScreen {
        case .queue(let screen): screen.queue
        case .job(let view): view.screen.queue
        case .log, .trash, nil: queues.current?.id
        }
    }
}
