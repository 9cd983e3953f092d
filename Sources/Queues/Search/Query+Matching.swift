import JSONText

extension Query {
    /// Returns whether the query finds a job.
    ///
    /// - Parameters:
    ///   - job: The job with the query's `fields`, and its logs where the query `needsLogs`.
    ///   - now: The time that ages are counted to, ms since 1970.
    public func verdict(on job: SearchedJob, now: Milliseconds) -> SearchVerdict {
        var unknown: SearchVerdict?
        var match: SearchMatch?
        for term in terms {
            switch term.verdict(on: job, now: now) {
            case .no where term.isNegated: break
            case .no: return .no
            case .yes where term.isNegated: return .no
            case .yes(let found): if match?.text.isEmpty != false { match = found }
            case .unknown(let reason): unknown = unknown ?? .unknown(reason)
            }
        }
        return unknown ?? .yes(match ?? .none)
    }
}

extension QueryTerm {
    /// Returns whether the subject fulfils the condition. `isNegated` is ignored.
    func verdict(on job: SearchedJob, now: Milliseconds) -> SearchVerdict {
        // Failures whose reason or traces were not read have causes of their own.
        let fields = subject == .cause ? [] : subject.fields
        if let unread = fields.first(where: job.unread.contains) {
            if case (.number(.size), .comparison(let order, let value)) = (subject, condition),
                value <= Double(SearchRequest.sizeLimit)
            {
                // The data is larger than what is read, and so than the value: any such size compares alike.
                return order.holds(Double(SearchRequest.sizeLimit) + 1, value) ? .yes(.none) : .no
            }
            let known = subject == .anything ? verdict(inFieldsOf: job) : .no
            return known.isMatch ? known : .unknown(.tooLarge(unread))
        }
        switch (subject, condition) {
        case (.number(let number), .comparison(let order, let value)):
            guard let number = number.value(of: job, now: now), order.holds(number, value) else { return .no }
            return .yes(.none)
        case (_, .states(let states)): return job.state.map(states.contains) == true ? .yes(.none) : .no
        case (_, .cause(let id)): return Self.verdict(onCause: id, of: job)
        case (.path(let field, let path), _): return verdict(at: path, in: job[field] ?? [])
        case (.id, _): return verdict(in: [job.id.bytes])
        case (.queue, _): return verdict(in: [job.queue.name, job.queue.base])
        case (.log, _):
            let verdict = verdict(in: job.logs)
            return verdict == .no && job.hasMoreLogs ? .unknown(.longLog) : verdict
        case (.text(let field), _): return verdict(in: field, of: job)
        case (.anything, _): return verdict(inFieldsOf: job)
        case (.state, _), (.cause, _), (.number, _): return .no
        }
    }

    /// Returns the verdict on the first text that fits, or on all of them together where none does.
    func verdict(in texts: some Sequence<[UInt8]>, place: String? = nil) -> SearchVerdict {
        var isTooCostly = false
        for text in texts {
            switch result(in: text) {
            case .found(let range): return .yes(SearchMatch(place ?? subject.label, in: text, at: range))
            case .none: break
            case .tooCostly: isTooCostly = true
            }
        }
        return isTooCostly ? .unknown(.tooCostly) : .no
    }

    private func result(in text: [UInt8]) -> RegularExpression.Result {
        switch condition {
        case .pattern(let pattern): pattern.range(in: text).map { .found($0) } ?? .none
        case .expression(let expression): expression.match(text)
        case .comparison, .states, .cause: .none
        }
    }

    private static func verdict(onCause id: String, of job: SearchedJob) -> SearchVerdict {
        guard job.state == nil || job.state == .failed else { return .no }
        let fingerprint = Fingerprint(reason: job.causeReason, stacktrace: (job[.stacktrace] ?? [])[...])
        guard fingerprint.id == id else { return .no }
        return .yes(SearchMatch(SearchField.failedReason.name, in: job.causeReason, at: 0..<0))
    }

    private func verdict(inFieldsOf job: SearchedJob) -> SearchVerdict {
        var first = verdict(in: [job.id.bytes], place: "id")
        for field in subject.fields where !first.isMatch {
            let next = verdict(in: field, of: job)
            if next != .no { first = next }
        }
        return first
    }

    /// Returns the verdict on a field as it is stored and, where it is JSON with escapes, on its decoded text.
    private func verdict(in field: SearchField, of job: SearchedJob) -> SearchVerdict {
        guard let text = job[field] else { return .no }
        let stored = verdict(in: [text], place: field.name)
        guard !stored.isMatch, field.mayBeLarge, field != .failedReason, text.contains(UInt8(ascii: "\\")) else {
            return stored
        }
        let decoded = verdict(in: [JSONString(escaped: text).bytes], place: field.name)
        return decoded == .no ? stored : decoded
    }

    private func verdict(at path: JSONPath, in text: [UInt8]) -> SearchVerdict {
        var verdict = SearchVerdict.no
        _ = path.contains(in: text) { value in
            let next = self.verdict(on: value)
            if next != .no { verdict = next }
            return next.isMatch
        }
        return verdict
    }

    /// Returns the verdict on a JSON value. A text may contain what is looked for; a number or a word must equal it,
    /// since 4711 is not 14711.
    private func verdict(on value: JSONPath.Value) -> SearchVerdict {
        switch (condition, value) {
        case (.comparison(let order, let number), .number(let text)):
            let value = Double(String(decoding: text, as: UTF8.self)) ?? .nan
            return order.holds(value, number)
                ? .yes(SearchMatch(subject.label, in: Array(text), at: 0..<text.count)) : .no
        case (.comparison, _), (.states, _), (.cause, _): return .no
        case (.pattern(let pattern), .number(let text)): return whole(pattern, Array(text))
        case (.pattern(let pattern), .word(let word)): return whole(pattern, Array(word.utf8))
        case (_, .number(let text)), (_, .object(let text)): return verdict(in: [Array(text)])
        case (_, .word(let word)): return verdict(in: [Array(word.utf8)])
        case (_, .string(let text)): return verdict(in: [text])
        }
    }

    private func whole(_ pattern: TextPattern, _ text: [UInt8]) -> SearchVerdict {
        guard pattern.anchored.range(in: text) != nil else { return .no }
        return .yes(SearchMatch(subject.label, in: text, at: 0..<text.count))
    }
}
