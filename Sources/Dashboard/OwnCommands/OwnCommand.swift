public import Canvas
public import Queues

/// A command of the operator, from the configuration: a program that gets a job or a queue.
public struct OwnCommand: Hashable, Sendable {
    /// What it gets.
    public enum Subject: String, CaseIterable, Hashable, Sendable {
        case job, queue
    }

    /// Its name, that of its section; also its name in the palette.
    public var name: String
    /// Its title in help and menus.
    public var title: String
    /// Its key; nil where only palette and menus offer it.
    public var key: Key?
    /// The program, which is searched in PATH, and its arguments. There is no shell.
    public var words: [String]
    /// What it gets.
    public var subject: Subject
    /// Whether it runs beside the screen, and its output is shown on a screen.
    public var isBackground = false
    /// Whether it changes nothing, so that it may run where nothing may be changed.
    public var onlyReads = false

    /// Creates a command that uses the terminal.
    public init(name: String, title: String? = nil, key: Key? = nil, words: [String], subject: Subject) {
        self.name = name
        self.title = title ?? name
        self.key = key
        self.words = words
        self.subject = subject
    }
}

extension OwnCommand {
    /// Its row, as of an action of the table.
    var entry: ActionEntry {
        let isOfJob = subject == .job
        return ActionEntry(
            .own(self), isOfJob ? .jobs : .queue, title, key.map { [$0] } ?? [], isOfJob ? .jobs : .anyQueue,
            command: name, menu: isOfJob ? .job : .queue
        ) { $0.reasonAgainst(self) }
    }
}

/// One run of a command.
public struct OwnRun: Hashable, Sendable {
    /// The thing that a command gets.
    public enum Subject: Hashable, Sendable {
        /// A job as it is on the screen, with its name where that is known.
        case job(Operation.Target, name: [UInt8]?)
        case queue(QueueID)

        /// The queue.
        public var queue: QueueID {
            switch self {
            case .job(let target, _): target.queue
            case .queue(let queue): queue
            }
        }
    }

    /// Its number among all runs, from 1 on.
    public let number: Int
    /// The command.
    public let command: OwnCommand
    /// What it gets.
    public let subject: Subject
}

/// What the model wants of a run.
public enum OwnOrder: Hashable, Sendable {
    /// Reads what the command gets on its standard input.
    case prepare
    /// Starts the program, which was prepared.
    case start
    /// Forgets what was prepared.
    case forget
    /// Ends the program.
    case end
}

/// What happens to a run.
public enum OwnEvent: Hashable, Sendable {
    /// What the command gets was read.
    case prepared
    /// The program has printed this.
    case printed([UInt8])
    case ended(OwnEnd)
}

/// How a run came to its end.
public enum OwnEnd: Hashable, Sendable {
    /// The program ended with this status.
    case exited(Int32)
    /// The program was ended by a signal of this name.
    case killed(String)
    /// It was not run; the reason as a sentence.
    case failed(String)

    /// Whether it ended with the status 0.
    var isGood: Bool { self == .exited(0) }
}
