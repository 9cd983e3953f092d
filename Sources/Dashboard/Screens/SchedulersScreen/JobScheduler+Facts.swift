import Queues

extension JobScheduler {
    /// Returns the facts besides id and runs, the most important first. None of them changes with the time.
    func facts(_ context: DrawContext) -> [JobFact] {
        rhythmFacts + [JobFact("queue", queue.name), JobFact("job name", name)] + countFacts + boundFacts(context)
            + sizeFacts + [JobFact("next job", pendingJob.bytes, hasPendingJob ? .text : .error)]
    }

    private var rhythmFacts: [JobFact] {
        switch rhythm {
        case .every(let interval): [JobFact("every", Format.count(Int(clamping: interval)) + " ms")]
        case .cron(let pattern, let zone):
            [JobFact("pattern", pattern), JobFact("time zone", zone ?? "of the worker", zone == nil ? .muted : .text)]
        case nil: []
        }
    }

    private var countFacts: [JobFact] {
        var facts: [JobFact] = []
        if let iterations { facts.append(JobFact("count", Format.count(iterations))) }
        if let limit { facts.append(JobFact("limit", Format.count(limit))) }
        return facts
    }

    private func boundFacts(_ context: DrawContext) -> [JobFact] {
        func time(_ moment: Milliseconds) -> String {
            "\(Format.time(moment, in: context.zone)) \(context.zone.name(at: moment))"
        }
        var facts: [JobFact] = []
        if let startDate { facts.append(JobFact("not before", time(startDate))) }
        if let endDate { facts.append(JobFact("not after", time(endDate))) }
        if let offset, offset != 0 { facts.append(JobFact("offset", Format.duration(offset))) }
        return facts
    }

    private var sizeFacts: [JobFact] {
        var facts: [JobFact] = []
        if dataLength > 0 { facts.append(JobFact("data", Format.bytes(dataLength))) }
        if optionsLength > 0 { facts.append(JobFact("options", Format.bytes(optionsLength))) }
        return facts
    }
}
