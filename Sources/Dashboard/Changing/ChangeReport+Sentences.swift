import Queues

extension ChangeReport {
    /// Returns the report in sentences for people. They name at most `reasons` reasons, with at most `ids` ids each.
    public func sentences(
        reasons: Int = .max, ids: Int = 5, name: (([UInt8]) -> String)? = nil
    ) -> [String] {
        let words = ChangeWords(change, in: zone, name: name)
        if tally.isUntried, wasCounted || wasStopped, change.operations.count == 1 {
            return ["\(didNot) \(words.phrase.plain(words.object)): it was stopped before its turn."]
        }
        var sentences: [String] = []
        if tally.done > 0 || tally.refused.isEmpty && tally.trouble == nil && tally.ending == nil {
            sentences.append(success(words))
        }
        sentences += [unknown(words), parents(), lost()].compactMap { $0 }
        sentences += refusals(words, most: reasons, ids: ids)
        if tally.left != 0 { sentences.append(untried) }
        if let trouble = tally.trouble { sentences.append(doubt(trouble, words)) }
        return sentences
    }

    /// Returns the sentence on options that the library does not know; nil without any.
    private func unknown(_ words: ChangeWords) -> String? {
        guard !unknownOptions.isEmpty else { return nil }
        let names = unknownOptions.prefix(5).map(words.name).joined(separator: ", ")
        return "Warning: the library does not know the option\(unknownOptions.count > 1 ? "s" : "") \(names)."
    }

    /// Returns the sentence on parents that were removed with the last of their children, and counted with the others;
    /// nil without any.
    public func parents() -> String? {
        guard tally.parents > 0 else { return nil }
        let isOne = tally.parents == 1
        let words = isOne ? ("is a parent", "its last child") : ("are parents", "the last of their children")
        return
            "\(Format.count(tally.parents)) of them \(words.0) that \(isTrial ? "would go" : "went") with \(words.1)."
    }

    /// Returns the sentence on what moved jobs have lost; nil where it is nothing.
    public func lost() -> String? {
        guard let losses = Words.losses(tally.lost, of: tally.done) else { return nil }
        return "\(isTrial ? "Would leave" : "Left") behind: \(losses)."
    }

    /// Returns the sentences on what was refused, and why the change ended early.
    public func refusals(name: (([UInt8]) -> String)? = nil) -> [String] {
        let words = ChangeWords(change, in: zone, name: name)
        let trouble = tally.trouble.map { [doubt($0, words)] } ?? []
        return refusals(words, most: .max, ids: 5) + (tally.left != 0 ? [untried] : []) + trouble
    }

    /// The number of jobs that were not tried, and the reason.
    private var untried: String {
        let reason = tally.ending.map { ": " + Words.reason($0) } ?? "."
        guard let left = tally.left else {
            // The length of what is read from a pipe is unknown.
            if change.filledQueue != nil { return "It was stopped early" + reason }
            return "It was stopped early; the number of jobs not tried is not known" + reason
        }
        return "\(Format.count(left)) not tried" + reason
    }

    /// Returns the sentence on a trouble: what was not sent, or may have been done.
    private func doubt(_ trouble: Trouble, _ words: ChangeWords) -> String {
        let advice = Words.advice(trouble)
        guard trouble.leavesDoubt else {
            if tally.done > 0 { return "It ended early, before the rest was sent: \(advice.text) \(advice.attempt)" }
            return "\(didNot) \(words.phrase.plain(words.object)): \(advice.text) \(advice.attempt)"
        }
        if trouble == .failoverOpen {
            let open = tally.failed > 0 ? "\(Format.count(tally.failed)) have no answer, and t" : "T"
            return "\(open)he last changes may be lost: \(advice.text) \(advice.attempt)"
        }
        let what =
            isOfOne ? words.phrase.doing(words.object) : tally.failed > 0 ? Format.count(tally.failed) : "The rest"
        return "\(what) may have been done or not: \(advice.text) Look before you try again."
    }

    /// The beginning of a sentence on what was not changed.
    private var didNot: String { isTrial ? "Would not" : "Did not" }

    /// Whether the change is for one job or queue, which is named.
    private var isOfOne: Bool { change.operations.count == 1 && !wasCounted }

    /// Returns the sentence on what was done.
    private func success(_ words: ChangeWords) -> String {
        let phrase = words.phrase
        if isOfOne {
            let isNew = added.count == 1 && !change.isForMany
            return phrase.done(words.object) + (isNew ? ": job \(words.name(added[0].bytes))." : ".")
        }
        return "\(phrase.verb.done) \(unit(words, phrase))\(phrase.after)."
    }

    /// Returns the changed jobs or queues in words: `118 failed jobs of email`; `2 of 3 queues`; `email (12 jobs)`.
    private func unit(_ words: ChangeWords, _ phrase: Phrase) -> String {
        let done = tally.done
        switch change.operations.first {
        case nil: return "\(Format.count(done, "job")) into \(words.object)"
        case .job?, .jobs?: return phrase.before + words.jobs(done)
        case .queue?:
            if wasCounted { return "\(phrase.before)\(words.object) (\(Format.count(done, "job")))" }
            if let ids = words.phraseOfDeduplication(done) { return ids.before + words.object }
            let isPart = change.queue == nil && done != change.operations.count
            return phrase.before + (isPart ? "\(Format.count(done)) of " : "") + words.object
        }
    }

    private func refusals(_ words: ChangeWords, most: Int, ids: Int) -> [String] {
        let all = tally.refused.sorted { ($0.value, $0.key.word) > ($1.value, $1.key.word) }
        if isOfOne, let refusal = all.first?.key {
            return ["\(didNot) \(words.phrase.plain(words.object)): \(explanation(of: refusal, words))"]
        }
        var sentences = all.prefix(most).map { refusal, count in
            let named = refusedJobs[refusal] ?? []
            let shown = named.prefix(ids).map { words.name($0.bytes) } + (named.count > ids ? [Words.ellipsis] : [])
            return Words.reason(refusal, of: count, shown.joined(separator: ", "), isTrial: isTrial)
        }
        let rest = all.dropFirst(most).reduce(0) { $0 + $1.value }
        if rest > 0 {
            sentences.append("\(Format.count(rest)) \(isTrial ? "would stay" : "stayed") for other reasons.")
        }
        return sentences
    }

    private func explanation(of refusal: Refusal, _ words: ChangeWords) -> String {
        if refusal == .exists, let id = added.first { return "job \(words.name(id.bytes)) exists already." }
        return refusal.explanation(of: change.operations.first?.jobChange, isTrial: isTrial)
    }
}

extension ChangeReport {
    /// The maximum number of reasons that the bottom line lists.
    private static let reasonsInLine = 3

    var kind: Notice.Kind { tally.trouble != nil ? .error : isWhole ? .success : .warning }

    /// Returns the text for the bottom line and the messages. `counted` is the number of jobs that the question named: where
    /// there are more, the others have come since.
    func text(_ keys: KeyNames, counted: Int? = nil) -> String {
        var sentences = sentences(reasons: Self.reasonsInLine)
        if let counted, let asked, asked > counted {
            sentences.append("\(Format.count(asked - counted)) of them came after the question was asked.")
        }
        let kept = tally.removed.count { $0.isRestorable }
        if kept > 0 {
            let key = keys[.visit(.trash)]
            sentences.append(
                kept < tally.done ? "\(Format.count(kept)) can be restored: \(key)." : "\(key) shows the trash.")
            if revives { sentences.append("Restoring a letter does not undo the job that was added.") }
        }
        return sentences.joined(separator: " ")
    }

    private var revives: Bool {
        if case .revive? = change.operations.first?.jobChange { true } else { false }
    }
}
