import Queues

extension Words {
    /// The question before a plan, with what was found out about it.
    static func question(_ plan: Plan, _ finding: Finding?) -> String {
        guard let first = plan.operations.first else { return "" }
        let phrase = first.phrase
        guard plan.operations.count == 1, case .job(let change, let target) = first else {
            return sentence(phrase.plain(object(of: plan, finding))) + "?"
        }
        switch change {
        case .retry(let counters) where target.state == .completed:
            return "Run completed \(job(target)) again\(counters.isEmpty ? "" : phrase.after)?"
        case .promote: return "Promote \(job(target)) to run now?"
        case .remove(children: true): return "Remove \(job(target))\(company(finding))?\(loss(finding))"
        case .remove(children: false): return sentence(phrase.plain(job(target))) + "?" + loss(finding)
        case .removeUnprocessedChildren:
            return sentence(phrase.plain(job(target))) + "? What is too large for the trash cannot be put back."
        default: return sentence(phrase.plain(job(target))) + "?"
        }
    }

    /// What is said while a plan is under way.
    static func progress(_ plan: Plan) -> String {
        guard let first = plan.operations.first else { return "" }
        return first.phrase.doing(object(of: plan, nil)) + "..."
    }

    /// What became of an operation.
    static func outcome(_ outcome: Outcome, of operation: Operation) -> (kind: Notice.Kind, text: String) {
        let (phrase, object) = (operation.phrase, object(of: Plan(operations: [operation]), nil))
        switch outcome {
        case .done: return (.success, phrase.done(object) + ".")
        case .removed(let jobs):
            let isKept = jobs.contains(where: \.isRestorable)
            return (.success, phrase.done(object) + "." + (isKept ? " U shows the trash." : ""))
        case .added(let id, isNew: true): return (.success, "\(phrase.done(object)): job \(name(id.bytes)).")
        case .added(let id, isNew: false):
            return (.warning, "Did not \(phrase.plain(object)): job \(name(id.bytes)) exists already.")
        case .counted(let tally) where tally.isUntried:
            return (.warning, "Did not \(phrase.plain(object)): it was stopped before its turn.")
        case .counted(let tally): return report(tally, of: Plan(operations: [operation]))
        case .refused(let refusal): return (.warning, "Did not \(phrase.plain(object)): \(reason(refusal))")
        case .failed(let trouble):
            let words = "\(phrase.doing(object)) may have been done or not: \(advice(trouble).text)"
            return (.error, words + " Look before you try again.")
        }
    }

    /// What became of many jobs, or of many operations.
    static func report(_ tally: Tally, of plan: Plan) -> (kind: Notice.Kind, text: String) {
        guard let first = plan.operations.first else { return (.info, "") }
        let phrase = first.phrase
        let unit = tallied(first, tally.done, in: plan)
        var parts = ["\(phrase.verb.done) \(unit)\(phrase.after)."]
        let reasons = tally.refused.sorted { $0.value > $1.value }
        for (refusal, count) in reasons.prefix(3) {
            parts.append(reason(refusal, of: count))
        }
        if reasons.count > 3 {
            let rest = reasons.dropFirst(3).reduce(0) { $0 + $1.value }
            parts.append("\(Format.count(rest)) stayed for other reasons.")
        }
        if tally.left != 0 {
            parts.append(tally.left.map { "\(Format.count($0)) not tried." } ?? "It was stopped early.")
        }
        if let trouble = tally.trouble {
            parts.append("What was under way may have been done or not: \(advice(trouble).text)")
        }
        let kept = tally.removed.count { $0.isRestorable }
        if kept > 0 {
            parts.append(kept < tally.done ? "\(Format.count(kept)) can be put back: U." : "U shows the trash.")
        }
        let isWhole = tally.refused.isEmpty && tally.left == 0 && tally.trouble == nil
        return (tally.trouble != nil ? .error : isWhole ? .success : .warning, parts.joined(separator: " "))
    }

    /// Why a question cannot be asked.
    static func obstacle(_ finding: Finding) -> String {
        switch finding {
        case .refused(let refusal): reason(refusal)
        case .failed(let trouble): advice(trouble).text
        case .jobs: "no such job is there any more."
        case .removal, .data, .scheduler: reason(.vanished)
        }
    }
}

extension Words {
    /// What a plan is for.
    private static func object(of plan: Plan, _ finding: Finding?) -> String {
        guard let first = plan.operations.first else { return "" }
        switch first {
        case .job(_, let target):
            let count = plan.operations.count
            return count == 1 ? job(target) : "\(Format.count(count, "job")) of \(name(target.queue.name))"
        case .queue(_, let queue):
            let count = plan.operations.count
            return count == 1 ? name(queue.name) : Format.count(count, "queue")
        case .jobs(_, let selection):
            var number = "the"
            if case .jobs(let count, _)? = finding { number = Format.count(count) }
            return "\(number) \(kind(plan.selections)) of \(name(selection.queue.name))"
        }
    }

    /// `failed jobs`, as far as they are all of one kind.
    private static func kind(_ selections: [Selection]) -> String {
        let states = Set(selections.map(\.state))
        let state = states.count == 1 ? states.first.map { $0.rawValue + " " } ?? "" : ""
        switch selections.first?.scope {
        case .matching(let text)?: return "\(state)jobs with \"\(name(text))\""
        case .query(let query)?: return "\(state)jobs found by \"\(name(Array(query.text.utf8)))\""
        case .marked?, .all?, nil: return state + "jobs"
        }
    }

    /// `118 failed jobs of email`; `3 queues`.
    private static func tallied(_ first: Operation, _ done: Int, in plan: Plan) -> String {
        switch first {
        case .job, .jobs:
            "\(first.phrase.before)\(Format.count(done)) \(kind(plan.selections)) of \(name(first.queue.name))"
        case .queue(let change, let queue):
            switch (change.isForMany, plan.operations.count) {
            case (true, 1): "\(first.phrase.before)\(name(queue.name)) (\(Format.count(done, "job")))"
            case (_, 1): first.phrase.before + name(queue.name)
            default: first.phrase.before + Format.count(done, change.isForMany ? "job" : "queue")
            }
        }
    }

    private static func company(_ finding: Finding?) -> String {
        guard case .removal(let children, _)? = finding else { return ", with its children if it has any" }
        guard children.jobs > 0 else { return "" }
        let count = Format.count(children.jobs, "child", "children")
        return " and its \(count)\(children.isComplete ? "" : " or more")"
    }

    private static func loss(_ finding: Finding?) -> String {
        guard case .removal(_, .tooLarge(let bytes))? = finding else { return "" }
        return " With \(Format.bytes(bytes)) it is too large to be put back."
    }

    private static func sentence(_ words: String) -> String { words.prefix(1).uppercased() + words.dropFirst() }
}
