public import Queues

/// The words for a change, on the screen and on the command line.
public struct ChangeWords {
    let change: Change
    let finding: Finding?
    /// Returns the name of a job or a queue as a sentence shows it.
    let name: ([UInt8]) -> String

    /// The zone in which moments are shown.
    let zone: ClockZone

    /// Creates the words for a change, with what was found out about it. Names are cut to a short piece, unless `name`
    /// writes them. Moments are shown in the zone.
    public init(
        _ change: Change, knowing finding: Finding? = nil, in zone: ClockZone, name: (([UInt8]) -> String)? = nil
    ) {
        self.change = change
        self.zone = zone
        self.finding = finding
        self.name = name.map { write in { $0.isEmpty ? Words.name($0) : write($0) } } ?? Words.name
    }

    /// The phrase of its operations, or one that stands for all of them.
    public var phrase: Phrase {
        if change.filledQueue != nil { return Phrase(.import, before: "jobs into ") }
        guard let first = change.operations.first?.phrase(in: zone) else { return Phrase(.tidy) }
        if change.operations.allSatisfy({ $0.phrase(in: zone) == first }) { return first }
        return phraseOfDeduplication(change.operations.count) ?? Phrase(.tidy)
    }

    /// Returns the phrase `remove 3 deduplication keys of email`; nil for other changes.
    func phraseOfDeduplication(_ count: Int) -> Phrase? {
        let areSeveral = change.operations.count > 1
        let areAll = change.operations.allSatisfy {
            if case .queue(.removeDeduplication, _) = $0 { true } else { false }
        }
        return areAll && areSeveral
            ? Phrase(.remove, before: Format.count(count, "deduplication key") + " of ") : nil
    }

    /// The object of the change: `job 42 in email`, `3 queues`.
    public var object: String {
        switch change.operations.first {
        case nil: return name(change.filledQueue?.name ?? [])
        case .job(_, let target)?:
            let count = change.operations.count
            return count == 1 ? job(target) : "\(Format.count(count, "job")) of \(name(target.queue.name))"
        case .queue(_, let queue)?:
            return change.queue == nil ? Format.count(change.operations.count, "queue") : name(queue.name)
        case .jobs?:
            return "\(selected) of \(place)\(condition)"
        }
    }

    /// The change as a verb with its object, `retry job 42 in email`, with the children that a removal includes.
    public var plain: String { phrase.plain(object) + company }

    /// The question before the change.
    var question: String {
        let words = Words.capitalized(plain)
        guard change.operations.count == 1, case .job(let change, let target)? = change.operations.first else {
            return words + "?"
        }
        if case .retry(let counters) = change, target.state == .completed {
            return "Run completed \(object) again\(counters.isEmpty ? "" : phrase.after)?"
        }
        if case .losses(_, _, let lost)? = finding, let losses = Words.losses(lost, of: 1) {
            return words + phrase.aim + "? It leaves behind: \(losses)."
        }
        return words + phrase.aim + "?" + (change.traits.loss == .jobs ? loss : "")
    }

    /// The words for a change that is under way.
    var progress: String { phrase.doing(object) + Words.ellipsis }

    /// Returns a number of jobs of the kind that the change is for: `118 failed jobs of email`.
    func jobs(_ count: Int) -> String {
        "\(Format.count(count)) \(kind(count)) of \(place)\(condition)"
    }

    /// The queue of the change, or the number of its queues.
    private var place: String {
        change.queue.map { name($0.name) } ?? Format.count(Set(change.operations.map(\.queue)).count, "queue")
    }

    private func job(_ target: Operation.Target) -> String {
        "job \(name(target.job.bytes)) in \(name(target.queue.name))"
    }

    /// The selected jobs: `118 failed jobs`, or `all failed jobs` where their number is not known.
    private var selected: String {
        if let count = finding?.counted?.count { return "\(Format.count(count)) \(kind(count))" }
        var count = 0
        for selection in change.selections {
            guard case .marked(let jobs) = selection.scope else { return "all \(kind(2))" }
            count += jobs.count
        }
        return "\(Format.count(count)) \(kind(count))"
    }

    /// Returns the kind of the jobs, as far as they are all of one kind: `failed jobs`.
    private func kind(_ count: Int) -> String {
        let states = Set(change.selections.map(\.state))
        let state = states.count == 1 ? states.first.map { $0.rawValue + " " } ?? "" : ""
        return state + (count == 1 ? "job" : "jobs")
    }

    /// The condition that distinguishes the jobs from others of their queue and state: ` with "declined"`, `:
    /// certificate has expired`.
    private var condition: String {
        switch change.selections.first?.scope {
        case .matching(let text)?: " with \"\(name(text))\""
        case .query(let query)?: query.meaning.map { ": \($0)" } ?? " found by \"\(name(Array(query.text.utf8)))\""
        case .marked?, .all?, nil: ""
        }
    }

    /// The jobs that are removed together with the selected ones.
    private var company: String {
        guard change.operations.first?.traits.count == .family else { return "" }
        switch (change.operations.first, finding) {
        case (.jobs?, _): return ", with the children that they have"
        case (_, .removal(let children, _)?):
            guard children.jobs > 0 else { return "" }
            let count = Format.count(children.jobs, "child", "children")
            return
                " and \(change.operations.count == 1 ? "its" : "their") \(count)\(children.isComplete ? "" : " or more")"
        default: return ", with its children if it has any"
        }
    }

    private var loss: String {
        if change.inquiry == nil { return " What is too large for the trash cannot be restored." }
        guard case .removal(_, .tooLarge(let bytes))? = finding else { return "" }
        return " With \(Format.bytes(bytes)) it is too large to be restored."
    }
}

extension Words {
    /// Returns the reason why a question cannot be asked.
    static func obstacle(_ finding: Finding) -> String {
        switch finding {
        case .refused(let refusal): reason(refusal)
        case .failed(let trouble): advice(trouble).text
        case .jobs, .losses: "there is no such job now."
        case .removal, .data, .scheduler, .places: reason(.vanished)
        }
    }

    /// Returns what moved jobs lose, each with the number of jobs: `attempts made of 12, id of all`; nil where it is
    /// nothing.
    public static func losses(_ lost: [JobLoss: Int], of count: Int) -> String? {
        guard !lost.isEmpty else { return nil }
        let all = lost.sorted { $0.key < $1.key }.map { loss, number in
            let share = number == count ? "all" : Format.count(number)
            return word(loss) + (count == 1 ? "" : " of " + share)
        }
        return all.joined(separator: ", ")
    }

    private static func word(_ loss: JobLoss) -> String {
        switch loss {
        case .attempts: "attempts made"
        case .failure: "failure"
        case .log: "log"
        case .result: "return value"
        case .progress: "progress"
        case .scheduler: "link to its scheduler"
        case .id: "id"
        case .added: "time added"
        }
    }

    /// Returns the words with a capital at the beginning, as in a sentence.
    static func capitalized(_ words: String) -> String { words.prefix(1).uppercased() + words.dropFirst() }

    /// Returns a sentence as it follows a colon: with a small letter, unless it begins with a name in capitals.
    static func uncapitalized(_ words: String) -> String {
        words.dropFirst().first?.isUppercase == true ? words : words.prefix(1).lowercased() + words.dropFirst()
    }
}
