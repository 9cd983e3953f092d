import Canvas
import Queues

/// A fact about a job, in a word and its value: `priority 5`.
struct JobFact: Equatable {
    let label: String
    let value: [UInt8]
    var role = ThemeRole.text
    /// The share that is drawn as a bar before the value, 0...1; nil without a bar.
    var share: Double?
    /// The done steps among all, drawn as dots before the value; nil without them.
    var dots: Dots?

    /// The number of done steps among all.
    struct Dots: Equatable {
        let done: Int
        let of: Int

        /// Returns the done ones in a role, and the others open.
        func text(_ role: ThemeRole, _ context: DrawContext) -> StyledText {
            let done = min(max(0, done), of)
            return StyledText(context.glyphs.done.repeated(done), context[role])
                + StyledText(context.glyphs.open.repeated(of - done), context[.muted])
        }
    }

    /// The cells of a bar.
    private static let barColumns = 10
    /// The maximum number of dots that can be counted at a glance.
    private static let dotLimit = 10

    init(_ label: String, _ value: [UInt8], _ role: ThemeRole = .text) {
        self.label = label
        self.value = value
        self.role = role
    }

    init(_ label: String, _ value: String, _ role: ThemeRole = .text) { self.init(label, Array(value.utf8), role) }

    /// Returns the fact, at most `columns` wide.
    func text(_ context: DrawContext, columns: Int) -> StyledText {
        // A longer value is cut anyway.
        let value = DisplayText(Array(value.prefix(1_024)), glyphs: context.glyphs)
        var text = StyledText(DisplayText(label + " "), context[.muted])
        if let dots, 1...Self.dotLimit ~= dots.of {
            text += dots.text(role, context) + StyledText(" ", context[.muted])
        }
        if let share, !context.glyphs.keepsText {
            text += StyledText(.bar(share, columns: Self.barColumns, glyphs: context.glyphs), context[.active])
            text.append(" ", context[.muted])
        }
        text.append(value, context[role])
        return text.truncated(to: columns, glyphs: context.glyphs)
    }
}

extension JobRow {
    /// The facts in the row of a job, the most important first. None of them changes with the time.
    var facts: [JobFact] {
        var facts = [attempts]
        if let stalledCounter, stalledCounter > 0 { facts.append(JobFact("stalled", String(stalledCounter), .warning)) }
        if let priority, priority != 0 { facts.append(JobFact("priority", String(priority))) }
        if hasProgress { facts.append(progressFact) }
        if let delay, delay > 0 { facts.append(JobFact("delay", Format.duration(delay))) }
        if let processedBy { facts.append(JobFact("worker", processedBy)) }
        if let scheduler { facts.append(JobFact("scheduler", scheduler)) }
        if let parentKey { facts.append(JobFact("parent", parentKey)) }
        if let deduplicationID { facts.append(JobFact("dedup", deduplicationID)) }
        facts += malformed.map { JobFact($0, "? is not a number", .warning) }
        return facts
    }

    /// How far its worker is: a number is percent, and drawn as a bar.
    private var progressFact: JobFact {
        guard let percent else { return JobFact("progress", progress) }
        var fact = JobFact("progress", progress + " %".utf8)
        fact.share = percent / 100
        return fact
    }

    private var attempts: JobFact {
        let isLast = attemptsMade.flatMap { made in attemptsAllowed.map { made >= $0 } } ?? false
        var text = [attemptsMade, attemptsAllowed].map { $0.map { String($0) } ?? "?" }.joined(separator: " of ")
        if let started = attemptsStarted, started != attemptsMade { text += ", \(started) started" }
        var fact = JobFact("attempts", text, isLast && state == .failed ? .error : .text)
        if let attemptsMade, let attemptsAllowed { fact.dots = JobFact.Dots(done: attemptsMade, of: attemptsAllowed) }
        return fact
    }
}

extension JobDetail {
    /// The facts about a job, the most important first.
    var facts: [JobFact] {
        var facts = row.facts
        if let deferredFailure { facts.insert(JobFact("deferred failure", deferredFailure, .warning), at: 1) }
        if row.state == .active { facts.insert(lockFact, at: 1) }
        if children.total > 0 { facts.append(JobFact("children", children.text)) }
        facts += unreadable.map { part in
            JobFact("?", Array("cannot read ".utf8) + part.key + Array(": \(part.trouble.reason)".utf8), .warning)
        }
        return facts
    }

    private var lockFact: JobFact {
        if unreadable.contains(where: { $0.key == row.id.bytes + ":lock".utf8 }) {
            return JobFact("lock", "?", .warning)
        }
        guard let lock else { return JobFact("lock", "none", .warning) }
        guard let left = lock.expiresIn else { return JobFact("lock", "never expires", .warning) }
        // The width is the same for every time, so that nothing moves.
        let age = Format.age(left)
        return JobFact("lock", "ends in " + String(repeating: " ", count: max(0, 3 - age.utf8.count)) + age)
    }
}

extension Children {
    /// The number of children of each kind.
    fileprivate var text: String {
        let kinds = [(pending, "pending"), (processed, "done"), (failed, "failed"), (ignored, "ignored")]
        return kinds.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }.joined(separator: ", ")
    }
}
