import Canvas
import Queues

extension State {
    /// Opens a form, with the texts of the last time that it was open.
    mutating func open(_ kind: Form.Kind) {
        guard let subject = subject(of: kind) else { return }
        overlay = .form(
            drafts[kind]?.reopened(for: subject) ?? Form(kind, subject: subject).suggested(in: formContext))
    }

    /// Opens the form again that was applied last, where the server refused its values.
    mutating func reopenForm(after outcome: Outcome, of operation: Operation) {
        guard case .refused(.invalid(let words)) = outcome, lastForm?.result.isAsked(by: operation) == true else {
            return
        }
        reopenForm(problem: words.prefix(1).uppercased() + words.dropFirst())
    }

    /// Opens the form again that was applied last, with its texts and a problem. An overlay that is open by then stays.
    mutating func reopenForm(problem: String) {
        guard overlay == nil, var form = lastForm.flatMap({ drafts[$0.kind] }) else { return }
        form.fail(FormProblem(words: problem))
        overlay = .form(form)
    }

    /// Takes a key while a form is open.
    mutating func press(_ key: Key, in form: Form) -> [Effect] {
        switch key {
        case .enter: return apply(form)
        case .escape: closeOverlay()
        default: change(form) { $0.press(key) }
        }
        return []
    }

    /// Changes the open form, and remembers its texts.
    mutating func change(_ form: Form, by change: (inout Form) -> Void) {
        var form = form
        change(&form)
        drafts[form.kind] = form
        overlay = .form(form)
    }

    /// Applies the form, or shows what is wrong with it.
    private mutating func apply(_ form: Form) -> [Effect] {
        // While the form was open, the cursor may have moved to another job.
        guard let subject = subject(of: form.kind), reasonAgainst(form.kind) == nil else {
            let reason = reasonAgainst(form.kind) ?? "There is nothing to change now."
            change(form) { $0.fail(FormProblem(words: reason)) }
            return []
        }
        guard subject == form.subject else {
            change(form) { form in
                form.subject = subject
                form.fail(FormProblem(words: "This is for \(subject) now. Enter goes on."))
            }
            return []
        }
        do throws(FormProblem) {
            let result = try form.result(in: formContext)
            lastForm = AppliedForm(kind: form.kind, result: result)
            drafts[form.kind] = form
            return submit(result)
        } catch {
            change(form) { $0.fail(error) }
            return []
        }
    }

    /// Opens the question about the change of a form, or exports.
    private mutating func submit(_ result: FormResult) -> [Effect] {
        switch result {
        case .job(let change): ask(change)
        case .queue(let change): ask(change)
        case .export(let path, let replaces):
            overlay = nil
            return export(to: path, replaces: replaces)
        }
        return []
    }

    /// The context in which the values of a form are read.
    var formContext: FormContext {
        FormContext(
            now: clock, queue: currentQueue, queues: overview?.content.queues.map(\.id) ?? [],
            zone: settings.zone)
    }

    /// Returns the object of a form: the job under the cursor, or the queue; nil without one.
    private func subject(of kind: Form.Kind) -> String? {
        switch kind.entry.object {
        case .job: markedSubject ?? groupSubject ?? target.map(Words.job)
        case .queue:
            subjectQueues.count > 1
                ? Format.count(subjectQueues.count, "marked queue")
                : currentQueue.map { queue in
                    let name = "queue " + Words.name(settings.prefixes.count > 1 ? queue.base : queue.name)
                    guard case .editScheduler(let scheduler, _) = kind else { return name }
                    return "\(Words.name(scheduler.id)) in \(name)"
                }
        }
    }

    /// The jobs of what is under the cursor, in words: `all failed jobs of email: Card declined`; nil where it is no group.
    private var groupSubject: String? {
        let group = path.top.group
        return group.isEmpty
            ? nil : ChangeWords(Change(group.map { .jobs(.retry(), $0) }), in: settings.zone).object
    }

    /// The marked jobs in words: `17 marked jobs of email`.
    private var markedSubject: String? {
        path.top.markedWords.map { words in (path.top.ownQueue.map { Words.name($0.name) + ": " } ?? "") + words }
    }

    /// Returns the reason why a form cannot be opened; nil where it can.
    func reasonAgainst(_ kind: Form.Kind) -> String? {
        if kind == .revive, !hasMarks, let data = path.top.targetData, !DeadLetter.mayBe(data) {
            return "The job is no dead letter: its data holds no other job."
        }
        return switch kind.entry.object {
        case .job: reasonAgainst { kind.entry.traits?.reason(against: $0) }
        case .queue: currentQueue == nil ? "There is no queue under the cursor." : nil
        }
    }
}
