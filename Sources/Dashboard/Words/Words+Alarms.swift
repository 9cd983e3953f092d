import Queues

/// The words for alarms.
extension Words {
    /// Returns the sentence on a change of an alarm, for the messages.
    static func alarmChange(_ change: AlarmChange) -> String {
        let subject = "Alarm \(named(change.alarm, " "))on \(name(change.queue.name))"
        let facts = change.facts
        return switch change.kind {
        case .raised: "\(subject): \(change.alarm.condition.text)\(facts.isEmpty ? "" : " (\(facts))")."
        case .cleared: "\(subject) is over\(facts.isEmpty ? "" : ": \(facts)")."
        case .unknown: "\(subject): it is not known whether it holds\(facts.isEmpty ? "" : ": \(facts)")."
        case .known: "\(subject): it is known again\(facts.isEmpty ? "" : ": \(facts)")."
        }
    }

    /// Returns a raised alarm with its condition and since when it has held, for the attention pane. `now` is in ms since
    /// 1970 on the server's clock.
    static func alarm(_ raised: RaisedAlarm, now: Milliseconds, in zone: ClockZone) -> String {
        let elapsed = Format.elapsed(from: raised.since, to: now)
        let isToday = elapsed < 86_400_000
        let moment = isToday ? Format.timeOfDay(raised.since, in: zone) : Format.time(raised.since, in: zone)
        let end = raised.isUnknown ? ", not known now" : ", for \(Format.age(elapsed))"
        return "alarm \(named(raised.alarm, ": "))\(raised.alarm.condition.text), since \(moment)\(end)"
    }

    /// Returns the name of an alarm with what follows it; empty where it is named after its condition.
    private static func named(_ alarm: Alarm, _ end: String) -> String {
        alarm.name == alarm.condition.text ? "" : alarm.name + end
    }
}

extension Alarm.Level {
    /// The style of an alarm.
    var role: ThemeRole {
        switch self {
        case .warning: .warning
        case .critical: .error
        }
    }
}

extension AlarmSubject {
    /// The list of jobs that the number is about.
    var list: JobList {
        switch self {
        case .count(let state): .state(state)
        case .backlog, .oldest: .state(.waiting)
        case .failedPerMinute: .state(.failed)
        case .completedPerMinute, .time: .state(.completed)
        case .workers: .latest
        }
    }
}
