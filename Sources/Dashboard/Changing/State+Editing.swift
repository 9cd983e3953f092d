import Queues

extension State {
    /// The reason why the data of the job on the screen cannot be edited; nil where it can.
    var reasonAgainstEditing: String? {
        hasMarks
            ? "Only one job can be edited at a time; \(keys[.mark(.clear)]) clears the marks."
            : reasonAgainst(JobChange.updateData([]))
    }

    /// Reads the data of the job on the screen for the editor.
    mutating func edit() {
        guard let target else { return }
        wanted = .data(target)
        say(.info, "Reading the data of \(Words.job(target)).", isLogged: false)
    }

    /// Takes the answer that the editor, a form or `:go` waits for.
    mutating func takeWanted(_ finding: Finding, to inquiry: Inquiry) -> [Effect] {
        wanted = nil
        switch (inquiry, finding) {
        case (.data(let target), .data(let text)):
            notice = nil
            return [.edit(Draft(target: target, original: text))]
        case (.scheduler, .scheduler(let scheduler)): open(.editScheduler(scheduler, settings.zone))
        case (.places(let job, let queues), .places(let places)): go(to: job, at: places, among: queues)
        case (.places(let job, _), .refused), (.places(let job, _), .failed):
            say(.warning, "Did not look for job \(Words.name(job.bytes)): " + Words.obstacle(finding))
        case (_, .refused), (_, .failed): say(.warning, "Nothing to edit: " + Words.obstacle(finding))
        // The answer is of another kind.
        case (.data, _), (.scheduler, _), (.places, _), (.selections, _), (.jobs, _), (.rehearsal, _), (.removal, _):
            break
        }
        return []
    }

    /// Opens a job that was looked for by its id in some queues. Where several have it, asks for the queue. Where the
    /// queue on the screen alone was asked and does not have it, looks in every queue.
    private mutating func go(to job: JobID, at places: [FoundPlace], among queues: [QueueID]) {
        notice = nil
        switch places.count {
        case 0 where queues.count == 1 && overview?.content.queues.count != 1: find(job)
        case 0: say(.warning, "No queue has a job \(Words.name(job.bytes)).", isLogged: false)
        case 1: open(JobScreen(queue: places[0].queue, id: job))
        default: overlay = .menu(Menu(.places(job, places)))
        }
    }

    /// Looks for a job in a queue and, where it is not there, or without a queue, in every one.
    mutating func find(_ job: JobID, first queue: QueueID? = nil) {
        guard server?.replay == nil else {
            return say(.warning, "Jobs are not in the recording.", isLogged: false)
        }
        wanted = .places(of: job, among: queue.map { [$0] } ?? overview?.content.queues.map(\.id) ?? [])
        let place = queue.map { Words.name($0.name) } ?? "every queue"
        say(.info, "Looking for job \(Words.name(job.bytes)) in \(place).", isLogged: false)
    }

    /// Takes the result of the editor.
    mutating func take(_ editing: Editing, of draft: Draft) {
        switch editing {
        case .saved(let text): ask(Change(.job(.updateData(text, old: draft.original), draft.target)))
        case .unchanged: say(.info, "The data was not changed.", isLogged: false)
        case .failed(let words): say(.error, words)
        case .invalid(let text, let problem):
            var draft = draft
            draft.text = text
            var question = Question(consequence: .edit(draft))
            question.words = "This is not valid JSON: \(problem) Edit it again?"
            overlay = .question(question)
        }
    }
}
