public import Queues

/// The words for an operation: the verb, and what comes before and after the name of its object.
public struct Phrase: Equatable, Sendable {
    /// The three forms of a verb: `retry`, `Retrying`, `Retried`.
    public struct Verb: Equatable, Sendable {
        /// The plain form: `retry`.
        public let plain: String
        /// The form of a change under way: `Retrying`.
        let doing: String
        /// The form of a change that was made: `Retried`.
        let done: String

        /// Creates a verb in these forms.
        init(_ plain: String, _ doing: String, _ done: String) {
            self.plain = plain
            self.doing = doing
            self.done = done
        }

        static let add = Verb("add", "Adding", "Added")
        static let clean = Verb("clean", "Cleaning", "Cleaned")
        static let clear = Verb("clear", "Clearing", "Cleared")
        static let delay = Verb("delay", "Delaying", "Delayed")
        static let detach = Verb("detach", "Detaching", "Detached")
        static let drain = Verb("drain", "Draining", "Drained")
        static let duplicate = Verb("duplicate", "Duplicating", "Duplicated")
        static let hold = Verb("hold", "Holding", "Held")
        static let `import` = Verb("import", "Importing", "Imported")
        static let lift = Verb("lift", "Lifting", "Lifted")
        static let move = Verb("move", "Moving", "Moved")
        static let obliterate = Verb("obliterate", "Obliterating", "Obliterated")
        static let pause = Verb("pause", "Pausing", "Paused")
        static let promote = Verb("promote", "Promoting", "Promoted")
        static let release = Verb("release", "Releasing", "Released")
        static let remove = Verb("remove", "Removing", "Removed")
        static let replace = Verb("replace", "Replacing", "Replaced")
        static let restore = Verb("restore", "Restoring", "Restored")
        static let resume = Verb("resume", "Resuming", "Resumed")
        static let retry = Verb("retry", "Retrying", "Retried")
        static let revive = Verb("revive", "Reviving", "Revived")
        static let run = Verb("run", "Running", "Ran")
        static let save = Verb("save", "Saving", "Saved")
        static let set = Verb("set", "Setting", "Set")
        static let tidy = Verb("tidy", "Tidying", "Tidied")
        static let trim = Verb("trim", "Trimming", "Trimmed")
    }

    /// The verb.
    public let verb: Verb
    /// The words between the verb and the name.
    var before = ""
    /// The words after the name.
    var after = ""
    /// The aim of the change, in the question before it.
    var aim = ""
    /// The consequence of the change, after the sentence that reports it.
    var consequence = ""

    /// Creates a phrase around a name.
    init(_ verb: Verb, before: String = "", after: String = "", aim: String = "", consequence: String = "") {
        self.verb = verb
        self.before = before
        self.after = after
        self.aim = aim
        self.consequence = consequence
    }

    /// Returns the phrase with a plain verb: `retry job 42 in email`.
    public func plain(_ object: String) -> String { "\(verb.plain) \(before)\(object)\(after)" }
    /// Returns the phrase of a change under way: `Retrying job 42 in email`.
    func doing(_ object: String) -> String { "\(verb.doing) \(before)\(object)\(after)" }
    /// Returns the phrase of a change that was made: `Retried job 42 in email: it waits for a worker`.
    func done(_ object: String) -> String { "\(verb.done) \(before)\(object)\(after)\(consequence)" }
}

extension Operation {
    /// Returns the phrase, with moments shown in a zone.
    public func phrase(in zone: ClockZone) -> Phrase {
        switch self {
        case .job(let change, _), .jobs(let change, _): change.phrase(in: zone)
        case .queue(let change, _): change.phrase
        }
    }
}
