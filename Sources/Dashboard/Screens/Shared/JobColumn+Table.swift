import Canvas
import Queues

extension JobColumn {
    static let id = JobColumn("Job", .flexible(min: 6, ideal: 10, max: 36), priority: 100, isName: true) {
        job, context in
        context.name(job.id.bytes)
    }
    static let name = JobColumn("Name", .flexible(min: 8, ideal: 16, max: 32), priority: 90, isName: true) {
        job, context in
        StyledText(DisplayText(job.name, glyphs: context.glyphs), context[.text])
    }
    static let state = JobColumn("State", .fixed(16), priority: 85) { job, context in
        guard let state = job.state else { return StyledText("unlisted", context[.warning]) }
        return StyledText(DisplayText(state.rawValue), context[state.role])
    }
    static let added = JobColumn("Added", .fixed(6), alignment: .right, priority: 70) { job, context in
        age(of: job.timestamp, "timestamp", job, context)
    }
    /// The time since a job ended, or since it was added where it has not ended.
    static let since = JobColumn("Since", .fixed(6), alignment: .right, priority: 80) { job, context in
        (job.showsEnd ? finished : added).cell(job, context)
    }
    static let finished = JobColumn("Ended", .fixed(6), alignment: .right, priority: 80) { job, context in
        age(of: job.finishedOn, "finishedOn", job, context)
    }
    static let running = JobColumn("Runs for", .fixed(8), alignment: .right, priority: 80) { job, context in
        age(of: job.processedOn, "processedOn", job, context, .active)
    }
    static let lock = JobColumn("Lock", .fixed(7), alignment: .right, priority: 78) { job, context in
        switch job.lock {
        case .held(let time?): StyledText(DisplayText(Format.age(time)), context[.text])
        case .held(nil): StyledText("forever", context[.warning])
        case .missing: StyledText("no lock", context[.error])
        case nil: StyledText("?", context[.warning])
        }
    }
    static let duration = JobColumn("Took", .fixed(11), alignment: .right, priority: 60) { job, context in
        if job.malformed.contains(where: { $0 == "processedOn" || $0 == "finishedOn" }) {
            return StyledText("?", context[.warning])
        }
        guard let start = job.processedOn, let end = job.finishedOn else {
            return StyledText(context.glyphs.absent, context[.muted])
        }
        return StyledText(DisplayText(Format.duration(Format.elapsed(from: start, to: end))), context[.text])
    }
    static let runIn = JobColumn("Runs in", .fixed(9), alignment: .right, priority: 80) { job, context in
        guard let moment = job.runAt else { return StyledText(context.glyphs.absent, context[.muted]) }
        let rest = Format.elapsed(from: context.now, to: moment)
        guard rest < 0 else { return StyledText(DisplayText(Format.age(rest)), context[.delayed]) }
        let late = Format.age(Format.elapsed(from: moment, to: context.now))
        return StyledText(DisplayText(late + " late"), context[.warning])
    }
    static let runAt = JobColumn("At", .fixed(20), priority: 40, isTime: true) { job, context in
        guard let moment = job.runAt else { return StyledText(context.glyphs.absent, context[.muted]) }
        return StyledText(DisplayText(Format.time(moment, in: context.zone)), context[.muted])
    }
    static let attempts = JobColumn("Attempts", .fixed(8), alignment: .right, priority: 65) { job, context in
        let allowed = job.attemptsAllowed.map { Format.shortCount($0) } ?? "?"
        guard let made = job.attemptsMade else { return StyledText(DisplayText("?/\(allowed)"), context[.warning]) }
        let isLast = made > 0 && made >= job.attemptsAllowed ?? .max
        let role: ThemeRole = made == 0 ? .muted : isLast ? .failed : .text
        if let allowed = job.attemptsAllowed, 1...5 ~= allowed, 0...allowed ~= made, !context.glyphs.keepsText {
            return JobFact.Dots(done: made, of: allowed).text(role, context)
        }
        return StyledText(DisplayText("\(Format.shortCount(made))/\(allowed)"), context[role])
    }
    static let priority = JobColumn("Priority", .fixed(8), alignment: .right, priority: 75) { job, context in
        guard let priority = job.priority else { return StyledText("?", context[.warning]) }
        return StyledText(DisplayText(priority), context[.prioritized])
    }
    static let progress = JobColumn("Progress", .flexible(min: 12, ideal: 12, max: 24), priority: 70) { job, context in
        if let percent = job.percent, job.hasProgress, !context.glyphs.keepsText {
            // The number comes first, so that a bar that is cut leaves it whole.
            let number = DisplayText("\(Int(percent)) %").padded(to: 5, alignment: .right)
            return StyledText(number + " ", context[.text])
                + StyledText(.bar(percent / 100, columns: 6, glyphs: context.glyphs), context[.active])
        }
        let isMissing = !job.hasProgress
        let text = isMissing ? context.glyphs.absent : DisplayText(job.progress, glyphs: context.glyphs)
        return StyledText(text, context[isMissing ? .muted : .text])
    }
    static let stalled = JobColumn("Stalled", .fixed(7), alignment: .right, priority: 30) { job, context in
        guard let count = job.stalledCounter else { return StyledText("?", context[.warning]) }
        return context.count(count, .warning)
    }
    static let worker = JobColumn("Worker", .flexible(min: 8, ideal: 12, max: 30), priority: 20) { job, context in
        StyledText(DisplayText(job.processedBy ?? [], glyphs: context.glyphs), context[.muted])
    }
    static let scheduler = JobColumn("Scheduler", .flexible(min: 8, ideal: 12, max: 30), priority: 20) { job, context in
        StyledText(DisplayText(job.scheduler ?? [], glyphs: context.glyphs), context[.muted])
    }
    static let size = bytes("Data", priority: 50) { $0.dataLength }
    static let result = bytes("Result", priority: 50) { $0.returnvalueLength }
    static let failure = JobColumn("Failure", .flexible(min: 12, ideal: 200, max: 400), priority: 75) { job, context in
        StyledText(DisplayText(job.failedReason.firstLine, glyphs: context.glyphs), context[.text])
    }

    /// Returns the age of the moment in a field.
    private static func age(
        of moment: Milliseconds?, _ field: String, _ job: JobRow, _ context: DrawContext, _ role: ThemeRole = .text
    ) -> StyledText {
        QueueColumn.age(of: moment, isMalformed: job.malformed.contains(field), context, role)
    }

    private static func bytes(
        _ title: DisplayText, priority: Int, of length: @escaping @Sendable (JobRow) -> Int?
    ) -> JobColumn {
        JobColumn(title, .fixed(9), alignment: .right, priority: priority) { job, context in
            guard let length = length(job) else { return StyledText("?", context[.warning]) }
            return StyledText(DisplayText(Format.bytes(length)), context[.muted])
        }
    }
}

extension JobRow {
    /// Whether its worker has reported how far it is.
    var hasProgress: Bool { !progress.isEmpty && progress != Array("0".utf8) }
    /// How far its worker is, in percent; nil where that is no number from 0 to 100.
    var percent: Double? {
        guard progress.count <= 24, let number = Double(String(decoding: progress, as: UTF8.self)) else { return nil }
        return 0...100 ~= number ? number : nil
    }
    /// Whether it has a time at which it ended, even one that is not understood.
    var showsEnd: Bool { finishedOn != nil || malformed.contains("finishedOn") }
}
