import Queues

/// The commands of the operator.
extension State {
    /// Returns the reason why a command of the operator cannot be run now; nil where it can.
    func reasonAgainst(_ command: OwnCommand) -> String? {
        if settings.isReadOnly, !command.onlyReads {
            return "Read-only: the command \(command.name) does not say that it only reads."
        }
        // What it gets is read from the server as it is now.
        if let reason = reasonAgainstTime { return reason }
        if isStale { return "The server does not answer." }
        switch command.subject {
        case .queue: return currentQueue == nil ? "There is no queue under the cursor." : nil
        case .job:
            if hasMarks { return "It takes one job at a time; \(keys[.mark(.clear)]) clears the marks." }
            return target == nil ? path.top.reasonWithoutTarget(keys) : nil
        }
    }

    /// Begins a run of a command: what it gets is read first.
    mutating func run(_ command: OwnCommand) -> [Effect] {
        let subject: OwnRun.Subject? =
            switch command.subject {
            case .job: target.map { .job($0, name: path.top.targetRow?.name) }
            case .queue: currentQueue.map { .queue($0) }
            }
        guard let subject else { return [] }
        let run = OwnRun(number: outputs.nextNumber, command: command, subject: subject)
        outputs.begin(run, at: clock)
        awaitedRun = run.number
        say(.info, "\(command.name): reading \(Words.subject(of: run)).", isLogged: false)
        return [.own(run, .prepare)]
    }

    /// Takes what happens to a run.
    mutating func take(_ event: OwnEvent, of run: OwnRun) -> [Effect] {
        switch event {
        case .prepared:
            // A program must not take the terminal after the operator has gone on to something else.
            guard run.command.isBackground || awaitedRun == run.number else { return [.own(run, .forget)] }
            if notice?.isLasting == false { notice = nil }
            if run.command.isBackground {
                say(.info, "\(run.command.name) runs; \(keys[.visit(.output)]) shows its output.", isLogged: false)
            }
            return [.own(run, .start)]
        case .printed(let bytes):
            outputs.append(bytes, to: run)
            return []
        case .ended(let end):
            outputs.end(run, end, at: clock)
            report(end, of: run)
            return [.refresh]
        }
    }

    /// Shows how a run ended: its output, where the operator has waited for it, else a message.
    private mutating func report(_ end: OwnEnd, of run: OwnRun) {
        let isAwaited = awaitedRun == run.number
        awaitedRun = nil
        let output = outputs.output(of: run)
        if run.command.isBackground, isAwaited, overlay == nil, output?.lines.isEmpty == false {
            if notice?.isLasting == false { notice = nil }
            return open(OutputScreen(of: run))
        }
        let words = "\(run.command.name) on \(Words.subject(of: run)) \(Words.end(end))"
        let place =
            run.command.isBackground && output?.lines.isEmpty == false
            ? " \(keys[.visit(.output)]) shows its output." : ""
        say(end.isGood ? .success : .warning, words + place)
    }
}

extension Notice {
    /// Whether it stays until a key is pressed.
    fileprivate var isLasting: Bool { lifetime == nil }
}

/// The words for runs of the operator's commands.
extension Words {
    /// Returns the thing that a run gets.
    static func subject(of run: OwnRun) -> String {
        switch run.subject {
        case .job(let target, _): job(target)
        case .queue(let queue): name(queue.name)
        }
    }

    /// Returns the end of a run in a few words.
    static func briefly(_ end: OwnEnd) -> String {
        switch end {
        case .exited(0): "done"
        case .exited(let status): "ended with status \(status)"
        case .killed(let signal): "ended: \(signal)"
        case .failed(let reason): reason
        }
    }

    /// Returns the end of a run, as the end of a sentence.
    static func end(_ end: OwnEnd) -> String {
        switch end {
        case .exited(0): "is done."
        case .exited(let status): "ended with status \(status)."
        case .killed(let signal): "was ended: \(signal)."
        case .failed(let reason): "was not run. \(reason)"
        }
    }
}
